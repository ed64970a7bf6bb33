#!/bin/sh
# SPDX-License-Identifier: MIT
# The program as others get it.
# usage: tests/package.sh build|check    ($BUILD, $VERSION; status 77: no tools)
#   build   the Debian packages, from what is committed, into $BUILD/deb
#   check   install into a folder and from the packages into a root of their
#           own; run; compile against both libraries; remove
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
VERSION=${VERSION:-$(sed -n 's/^#define GJ_VERSION "\(.*\)"/\1/p' src/gouji.h)}
mkdir -p "$BUILD"
BUILD=$(cd "$BUILD" && pwd)
unset MAKEFLAGS MFLAGS MAKELEVEL CFLAGS WERROR PREFIX DESTDIR
deb=$BUILD/deb

build() {
	for tool in dpkg-buildpackage dh git; do
		command -v $tool >/dev/null && continue
		echo "package: no $tool, skipped"
		exit 77
	done
	rm -rf "$deb" && mkdir -p "$deb/gouji-$VERSION" || exit 2
	git ls-files -z | xargs -0 tar -cf - | tar -C "$deb/gouji-$VERSION" -xf - || exit 2
	cp -r .ci/packaging/debian "$deb/gouji-$VERSION/debian" || exit 2
	if ! (cd "$deb/gouji-$VERSION" && unset BUILD && DEB_BUILD_OPTIONS="nocheck parallel=$(nproc)" \
	    dpkg-buildpackage -b -us -uc) >"$deb/log" 2>&1; then
		tail -n 30 "$deb/log"
		exit 1
	fi
	ls "$deb"/*.deb
}

failed=0
ok() { echo "ok $1"; }
fail() { echo "FAIL $1"; failed=1; }
holds() { what=$1; shift; if "$@"; then ok "$what"; else fail "$what"; fi; }

# use NAME ROOT PREFIX LIBDIR: run the program, compile against the library.
use() {
	name=$1 root=$2 bin=$2$3/bin lib=$2$4
	holds "$name: version" [ "$("$bin/gouji" --version)" = "gouji $VERSION" ]
	printf '预算200万元，支出150万元，执行率80%%。\n' >"$work/bad.txt"
	"$bin/gouji" check -q -f xlsx -o "$work/bad.xlsx" "$work/bad.txt"
	holds "$name: finds" [ $? -eq 1 ]
	holds "$name: workbook" [ -s "$work/bad.xlsx" ]
	man=$(ls "$root$3"/share/man/man1/gouji.1*)
	holds "$name: manual" [ -n "$man" ]
	holds "$name: completion" grep -q -- --baseline \
	    "$root$3/share/bash-completion/completions/gouji"
	PKG_CONFIG_PATH=$lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root
	export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
	# The system's own libraries are where they are.
	libs=$(PKG_CONFIG_SYSROOT_DIR='' pkg-config --static --libs gouji)
	flags="-std=c17 -Wall -Werror -I$root$3/include"
	# shellcheck disable=SC2086 # words
	holds "$name: static" cc $flags -o "$work/static" tests/package.c \
	    "$lib/libgouji.a" $(printf '%s\n' $libs | grep -v gouji | tr '\n' ' ')
	holds "$name: static runs" "$work/static"
	holds "$name: static alone" sh -c "! ldd '$work/static' | grep -q gouji"
	# shellcheck disable=SC2046 # words
	holds "$name: shared" cc $flags -o "$work/shared" tests/package.c \
	    $(pkg-config --cflags --libs gouji)
	holds "$name: soname" sh -c "ldd '$work/shared' | grep -q 'libgouji.so.0'"
	holds "$name: shared runs" env LD_LIBRARY_PATH="$lib" "$work/shared"
	holds "$name: gj_* alone" sh -c "nm -D --defined-only '$lib/libgouji.so' |
	    awk '\$2 != \"A\" && \$3 !~ /^gj_/ { bad = 1 } END { exit bad }'"
	holds "$name: version script" sh -c "nm -D --defined-only '$lib/libgouji.so' |
	    grep -q 'gj_audit_run@@GOUJI_0'"
	unset PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
}

in_folder() {
	root=$work/folder
	make -s BUILD="$BUILD" DESTDIR="$root" PREFIX=/opt/gouji install || { fail install; return; }
	use folder "$root" /opt/gouji /opt/gouji/lib
	make -s BUILD="$BUILD" DESTDIR="$root" PREFIX=/opt/gouji uninstall
	left=$(find "$root" ! -type d)
	holds "folder: nothing left" [ -z "$left" ]
}

from_packages() {
	(build) || { fail "deb: builds"; return; }
	root=$work/root
	mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" && : >"$root/var/lib/dpkg/status"
	for package in libsqlite3-0 libxlsxwriter libmicrohttpd; do
		holds "deb: recommends $package" \
		    sh -c "dpkg-deb -f '$deb'/gouji_*.deb Recommends | grep -q $package"
	done
	set -- "$deb"/gouji_*.deb "$deb"/libgouji0_*.deb "$deb"/libgouji-dev_*.deb
	dpkg --root="$root" --log=/dev/null --force-depends --force-not-root -i "$@" \
	    >"$work/log" 2>&1
	holds "deb: installs" [ $? -eq 0 ]
	use deb "$root" /usr "/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)"
	dpkg --root="$root" --log=/dev/null --force-not-root --purge gouji libgouji-dev libgouji0 \
	    >>"$work/log" 2>&1
	holds "deb: is removed" [ $? -eq 0 ]
	left=$(find "$root/usr" ! -type d 2>/dev/null)
	holds "deb: nothing left" [ -z "$left" ]
}

# The hook as pre-commit runs it.
hook() {
	if ! command -v pre-commit >/dev/null; then
		echo "skip pre-commit: not there"
		return
	fi
	mkdir "$work/repo" && cd "$work/repo" && git init -q . || return
	printf '预算200万元，支出150万元，执行率75%%。\n' >good.txt
	git add good.txt
	PATH=$BUILD:$PATH
	PRE_COMMIT_HOME=$work/cache
	export PRE_COMMIT_HOME
	pre-commit try-repo "$here" gouji --files good.txt >log 2>&1
	holds "pre-commit: clean" [ $? -eq 0 ]
	cp "$work/bad.txt" bad.txt
	git add bad.txt
	pre-commit try-repo "$here" gouji --files bad.txt good.txt >log 2>&1
	holds "pre-commit: fails" [ $? -eq 1 ]
	holds "pre-commit: says why" grep -q GJ101 log
	cd "$here" || exit 2
}

case ${1:-} in
build) build ;;
check)
	here=$(pwd)
	work=$(mktemp -d) || exit 2
	trap 'rm -rf "$work"' EXIT
	in_folder
	if command -v dpkg-buildpackage >/dev/null && command -v dh >/dev/null; then
		from_packages
	else
		echo "skip packages: no dpkg-buildpackage or debhelper"
	fi
	hook
	exit $failed
	;;
*) sed -n '4,8s/^# //p' "$0" >&2; exit 2 ;;
esac
