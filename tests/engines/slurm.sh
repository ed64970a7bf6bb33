#!/bin/sh
# SPDX-License-Identifier: MIT
# Slurm: a job array and a reduce that depends on it, on two nodes that are
# both this machine; one of them dies.  Starts munged, slurmctld and slurmd of
# its own, below a folder of its own, and stops them; needs root.
for program in munged slurmctld slurmd sbatch scontrol; do
	if ! command -v $program >/dev/null; then
		echo "no $program here (slurmctld slurmd slurm-client munge)"
		exit 77
	fi
done
if [ "$(id -u)" -ne 0 ]; then
	echo "slurmd wants root"
	exit 77
fi
. "$(dirname "$0")/archive.inc"
work=$(mktemp -d /tmp/gouji-slurm.XXXXXX) || exit 2
chmod 755 "$work"
pids=
stop() {
	for pid in $pids $(cat "$work"/*.pid 2>/dev/null); do
		kill "$pid" 2>/dev/null
	done
	sleep 0.5
	for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2
archive 160 8

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
	left=$(($1 * 5))
	shift
	while ! "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || return 1
		sleep 0.2
	done
}
give_up() {
	echo "$1"
	tail -n 5 "$work"/*.log
	exit "${2:-1}"
}

# ---- one machine as two nodes ----
host=$(hostname -s)
port=$((20000 + $$ % 10000))
dd if=/dev/urandom of=munge.key bs=1 count=1024 2>/dev/null
mkdir munge && chmod 700 munge && mv munge.key munge/key && chmod 400 munge/key
munged --force --foreground --key-file="$work/munge/key" --socket="$work/munge.socket" \
	--pid-file="$work/munge/munged.pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" \
	>munged.log 2>&1 &
pids="$pids $!"
cat >slurm.conf <<EOF
ClusterName=gouji
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool.%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
JobRequeue=1
KillWait=2
SlurmdTimeout=300
SchedulerParameters=sched_interval=1,sched_min_interval=0,bf_interval=1
NodeName=n[1-2] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))] CPUs=2 RealMemory=500
PartitionName=all Nodes=n[1-2] Default=YES MaxTime=10 State=UP
EOF
mkdir state spool.n1 spool.n2
SLURM_CONF=$work/slurm.conf
export SLURM_CONF
wait_for 10 test -S munge.socket || give_up "munged does not start" 77
slurmctld -D -f slurm.conf >/dev/null 2>&1 &
pids="$pids $!"
node() { slurmd -D -f slurm.conf -N "$1" >/dev/null 2>&1 & }
node n1
pids="$pids $!"
node n2
second=$!
pids="$pids $second"
idle() { [ "$(sinfo -h -N -o %T | sort -u)" = idle ]; }
wait_for 20 idle || give_up "the nodes do not come up"

# ---- an array, and a reduce after it ----
submit() {
	array=$(sbatch --parsable --array=10-17 --output=/dev/null --export=GOUJI,PATH "$here/map.sbatch") &&
		sbatch --parsable --dependency="afterok:$array" --output=/dev/null --export=GOUJI,PATH \
			"$here/reduce.sbatch" >reduce.id
}
submit || give_up "cannot submit"
wait_for 60 test -e report.json || give_up "no report: $(squeue -h)"
cat out.* >all.jsonl
same array all.jsonl serial.jsonl
same array-reduce report.json serial.json

# ---- the same, and a node dies ----
rm -f out.* report.json
: >hold
submit || give_up "cannot submit"
both() { [ -s task.n1 ] && [ -s task.n2 ]; }
wait_for 30 both || give_up "no tasks on both nodes: $(squeue -h)"
# shellcheck disable=SC2046 # numbers: who minds each task, and the task
kill -9 "$second" $(cat task.n2)
scontrol update nodename=n2 state=down reason=died
rm hold
# What ran there waits in the queue again; Slurm would wait two minutes.
waiting() { [ -n "$(squeue -h -r -j "$array" -t PENDING -o %i)" ]; }
if wait_for 20 waiting; then ok requeued; else fail requeued; fi
for task in $(squeue -h -r -j "$array" -t PENDING -o %i); do
	scontrol update jobid="$task" StartTime=now 2>/dev/null
done
wait_for 120 test -e report.json || give_up "no report: $(squeue -h)"
[ "$(sinfo -h -N -n n2 -o %T | head -n 1)" = down ] || fail still-down
cat out.* >all.jsonl
same killed-node all.jsonl serial.jsonl
same killed-node-reduce report.json serial.json
exit $failed
