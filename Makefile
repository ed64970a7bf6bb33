# gouji: consistency audit of public-finance reports.  `make help` lists the targets.

CC       ?= cc
BUILD    ?= build
V        ?= @# make V= shows the commands
VERSION  := $(shell sed -n 's/^\#define GJ_VERSION "\(.*\)"/\1/p' src/gouji.h)
SONAME   := libgouji.so.0
PREFIX   ?= /usr/local
LIBDIR   ?= $(PREFIX)/lib
DATADIR  ?= $(PREFIX)/share
# What Debian builds with: tests/README.md has the cost.
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -Werror=format-security
CFLAGS   ?= -O2 -g $(HARDEN)
LDFLAGS  ?= -Wl,-z,relro,-z,now
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wold-style-definition -Wundef -Wvla \
            -Wformat=2 -Wwrite-strings -Wcast-qual -Wswitch-enum
ifdef WERROR
WARN     += -Werror
endif
DEPS     := libcjson libpcre2-8 libutf8proc

# Nothing is installed here: name what is missing, and stop.
need      = $(if $(shell $(1) >/dev/null 2>&1 && echo yes),,$(2))
MISSING  := $(call need,command -v $(firstword $(CC)),$(if $(filter cc,$(CC)),gcc,$(CC))) \
            $(call need,command -v pkg-config,pkg-config) \
            $(call need,pkg-config --exists libpcre2-8,libpcre2-dev) \
            $(call need,pkg-config --exists libutf8proc,libutf8proc-dev) \
            $(call need,pkg-config --exists libcjson,libcjson-dev) \
            $(call need,pkg-config --exists sqlite3,libsqlite3-dev) \
            $(call need,pkg-config --exists libmicrohttpd,libmicrohttpd-dev) \
            $(call need,echo '\#include <xlsxwriter.h>' | $(CC) -E -,libxlsxwriter-dev)
ifneq ($(filter-out clean help,$(or $(MAKECMDGOALS),all)),)
ifneq ($(strip $(MISSING)),)
$(error missing packages: $(strip $(MISSING)) (on Debian, .ci/setup installs them))
endif
endif

override CFLAGS += -std=c17 -D_POSIX_C_SOURCE=200809L $(WARN) -Isrc -fvisibility=hidden \
            -fPIC -fno-semantic-interposition \
            -MMD -MP $(shell pkg-config --cflags $(DEPS))
LDLIBS   += $(shell pkg-config --libs $(DEPS)) -lpthread
# Of the program alone, and loaded when an option needs them (cli/library.h):
# by the names that the linker would have written down.
soname    = $(or $(shell objdump -p $$($(CC) -print-file-name=lib$(1).so) 2>/dev/null | \
            sed -n 's/ *SONAME *//p'),lib$(1).so)
LOADED   := -DLIBRARY_SQLITE3='"$(call soname,sqlite3)"' \
            -DLIBRARY_XLSXWRITER='"$(call soname,xlsxwriter)"' \
            -DLIBRARY_MICROHTTPD='"$(call soname,microhttpd)"'
CLI_LIBS := -ldl

# The floors in the order in which a document flows through them.
CORE     := base text layout figure kind rules fact check diagnose audit report
FLOORS   ?= $(CORE) input
sources   = $(foreach f,$(1),$(sort $(wildcard src/$(f)/*.c)))
LIB      := $(call sources,$(FLOORS))
LIB_OBJ  := $(LIB:src/%.c=$(BUILD)/%.o)
CLI_OBJ  := $(patsubst src/%.c,$(BUILD)/%.o,$(call sources,cli))
CORE_OBJ := $(patsubst src/%.c,$(BUILD)/%.o,$(call sources,$(CORE))) $(BUILD)/builtin.o
RULES    := $(sort $(shell find rules -name '*.json' -o -name '*.tsv'))
UNIT     := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/test_*.c)))
FUZZ     := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
TESTED    = BUILD='$(BUILD)' CC='$(CC)'
FAST     := unit/ lint/ fuzz/ cli/ cases/ rules/ checks map corpus golden traps readme options language reports

## all: build the program (the default)
all: $(BUILD)/gouji

$(BUILD)/gouji: $(CLI_OBJ) $(LIB_OBJ) $(BUILD)/builtin.o
	@echo "  LD    $@"
	$(V)$(CC) $(CFLAGS) -pie $(LDFLAGS) -o $@ $^ $(LDLIBS) $(CLI_LIBS)

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(V)$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/cli/%.o $(BUILD)/tidy/cli/%.ok: override CFLAGS += $(LOADED)

# The rules, style and script of the HTML report as C arrays; embed.c is a
# program of its own.
$(BUILD)/embed: src/rules/embed/embed.c src/base/sha256.c
	@mkdir -p $(@D)
	@echo "  HOST  $@"
	$(V)$(CC) $(filter-out -MMD -MP,$(CFLAGS)) -o $@ $^
PAGE     := report_page_css=src/report/page.css report_page_js=src/report/page.js
$(BUILD)/builtin.c: $(BUILD)/embed $(RULES) src/report/page.css src/report/page.js
	@echo "  EMBED $@"
	$(V)$(BUILD)/embed rules $(RULES) >$@.tmp
	$(V)$(BUILD)/embed --text $(PAGE) >>$@.tmp && mv $@.tmp $@
# What the rules are once they are loaded (rules/image.h): a program with the
# files alone loads them and writes it down.
IMAGE_OBJ := $(patsubst src/%.c,$(BUILD)/%.o,$(call sources,base text layout figure kind rules))
$(BUILD)/files.o: $(BUILD)/builtin.c
	@echo "  CC    $<"
	$(V)$(CC) $(CFLAGS) -c -o $@ $<
$(BUILD)/image: src/rules/embed/image.c $(BUILD)/files.o $(IMAGE_OBJ)
	@echo "  HOST  $@"
	$(V)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/image.inc: $(BUILD)/image
	@echo "  IMAGE $@"
	$(V)$(BUILD)/image >$@.tmp && mv $@.tmp $@
$(BUILD)/builtin.o: $(BUILD)/builtin.c $(BUILD)/image.inc
	@echo "  CC    $<"
	$(V)$(CC) $(CFLAGS) -I$(BUILD) -DGJ_IMAGE='"image.inc"' -c -o $@ $<

## lib: build the static library of the core; only gj_* symbols leave it
lib: $(BUILD)/libgouji.a
$(BUILD)/libgouji.a: $(CORE_OBJ)
	@echo "  AR    $@"
	$(V)$(LD) -r -o $(BUILD)/libgouji.o $^
	$(V)objcopy --localize-hidden $(BUILD)/libgouji.o
	$(V)rm -f $@ && $(AR) rcs $@ $(BUILD)/libgouji.o

## shared: build the shared library of the core
shared: $(BUILD)/libgouji.so.$(VERSION)
$(BUILD)/libgouji.so.$(VERSION): $(CORE_OBJ) src/gouji.map
	@echo "  LD    $@"
	$(V)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs \
	    -Wl,-Bsymbolic -Wl,--version-script=src/gouji.map -o $@ $(CORE_OBJ) $(LDLIBS)

## demo: build, audit corpus/ and show what was found
demo: all
	@BUILD='$(BUILD)' tests/demo.sh

$(BUILD)/tests/unit/%: tests/unit/%.c tests/unit/test.h $(LIB_OBJ) $(BUILD)/builtin.o
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	$(V)$(CC) $(CFLAGS) -Itests $(LDFLAGS) -o $@ $< $(LIB_OBJ) $(BUILD)/builtin.o $(LDLIBS)
# This one stands in for the audit: it brings its own gj_audit_*.
$(BUILD)/tests/unit/test_report: LIB_OBJ := $(filter $(BUILD)/report/%,$(LIB_OBJ))

# A fuzz target without a fuzzer: replays its seeds, with any compiler.
FUZZ_OBJ := $(CLI_OBJ:%/main.o=%/not_main.o) $(LIB_OBJ) $(BUILD)/builtin.o
$(BUILD)/cli/not_main.o: src/cli/main.c
	@mkdir -p $(@D)
	$(V)$(CC) $(CFLAGS) -Dmain=not_main -Wno-missing-prototypes -c -o $@ $<
FUZZ_SRC := tests/fuzz/reports.c tests/fuzz/wellformed.c
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(FUZZ_SRC) $(FUZZ_OBJ)
	@mkdir -p $(@D)
	@echo "  FUZZ  $<"
	$(V)$(CC) $(CFLAGS) -Itests $(LDFLAGS) -o $@ $(filter %.c,$^) $(FUZZ_OBJ) $(LDLIBS) $(CLI_LIBS)

# Damaged documents by the thousand, in one process.
FAULTS_SRC := $(sort $(wildcard tests/faults/*.c)) $(FUZZ_SRC)
$(BUILD)/faults: $(FAULTS_SRC) $(FUZZ_OBJ)
	@echo "  LD    $@"
	$(V)$(CC) $(CFLAGS) -Itests $(LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc \
	    -Wl,--wrap=realloc,--wrap=strdup -o $@ $^ $(LDLIBS) $(CLI_LIBS)

## tests: build the program, the library and all test programs
tests: all lib $(UNIT) $(FUZZ)

## check-fast: the tests that take seconds
check-fast: tests
	@$(TESTED) tests/run.sh $(FAST)

## check: every test, both compilers, sanitizers, lints (what CI runs)
check: tests
	@$(TESTED) tests/check.sh

## check-long: as check, with full counts; hours
check-long: tests
	@GJ_LONG=1 $(TESTED) tests/check.sh

## check-asan: the quick tests under AddressSanitizer and UBSan, arenas off
ASAN      = BUILD=$(BUILD)/asan CFLAGS="-O1 -g -DARENA_MALLOC -fno-omit-frame-pointer \
            -fsanitize=address,undefined -fno-sanitize-recover=all"
check-asan:
	@$(MAKE) --no-print-directory tests $(ASAN)
	@BUILD=$(BUILD)/asan tests/run.sh $(filter-out lint/,$(FAST)) hostile

## check-faults: damaged documents, memory that runs out; GJ_LONG=1: 100,000, every byte
check-faults: all
	@$(MAKE) --no-print-directory $(ASAN_FAULTS) $(ASAN)
	@$(TESTED) tests/faults/faults.sh
	@$(TESTED) python3 tests/faults/memory.py $(if $(GJ_LONG),1,5)
ASAN_FAULTS = $(BUILD)/asan/faults
## check-tsan: threads under ThreadSanitizer
check-tsan:
	@$(MAKE) --no-print-directory $(BUILD)/tsan/gouji BUILD=$(BUILD)/tsan \
	    CFLAGS="-O1 -g -fsanitize=thread"
	@$(TESTED) tests/tsan.sh
## check-valgrind: every command under valgrind
check-valgrind: all
	@$(TESTED) tests/valgrind.sh
## coverage: lines and branches that the quick tests reach, floor by floor
coverage:
	@$(MAKE) --no-print-directory tests BUILD=$(BUILD)/coverage CFLAGS="-O0 -g --coverage"
	@$(TESTED) tests/coverage.sh
.PHONY: check-faults check-tsan check-valgrind coverage lint-analyze

## check-portable: compile the core for wasm32-wasi and for Windows
check-portable: $(BUILD)/builtin.c
	@for target in wasi mingw; do $(TESTED) tests/portable.sh $$target; \
	    status=$$?; [ $$status -eq 0 ] || [ $$status -eq 77 ] || exit 1; done

## check-html: drive the HTML report in Chromium (77: not there)
check-html: all
	@$(TESTED) tests/html.sh

## check-sarif: validate the SARIF report as code scanning does (77: no tool)
check-sarif: all
	@$(TESTED) tests/sarif.sh

## lint: all static checks: floors, words, headers, symbols, state, format, clang-tidy
lint: tests lint-tidy
	@$(TESTED) tests/run.sh lint/
TIDY_OBJ := $(patsubst src/%.c,$(BUILD)/tidy/%.ok,$(LIB) $(call sources,cli))
## lint-tidy: clang-tidy over all sources
lint-tidy: $(TIDY_OBJ)
$(BUILD)/tidy/%.ok: src/%.c .clang-tidy
	@mkdir -p $(@D)
	@echo "  TIDY  $<"
	$(V)clang-tidy-14 --quiet $< -- $(filter-out -MMD -MP,$(CFLAGS)) 2>$@.err >$@.tmp || \
	    { cat $@.tmp; exit 1; }; mv $@.tmp $@; rm -f $@.err
## lint-analyze: gcc -fanalyzer and cppcheck over all sources
lint-analyze:
	@$(TESTED) tests/analyze.sh
## format: bring all C into the one style
format:
	clang-format-14 -i $$(find src tests -path src/third_party -prune -o -name '*.[ch]' -print)

## fuzz: fuzz every target for SECONDS (60), or one, as in make fuzz TARGET=audit
TARGET   ?=
SECONDS  ?= 60
FUZZER    = BUILD=$(BUILD)/fuzz CC=clang-14 CFLAGS="-O1 -g -DARENA_MALLOC \
            -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all"
fuzz:
	@$(MAKE) --no-print-directory fuzz-programs TARGET=$(TARGET) $(FUZZER)
	@BUILD=$(BUILD)/fuzz tests/fuzz/fuzz.sh $(SECONDS) $(TARGET)
.PHONY: shared uninstall deb check-install fuzz-programs
fuzz-programs: $(if $(TARGET),$(BUILD)/fuzz_$(TARGET),$(FUZZ:$(BUILD)/tests/fuzz/%=$(BUILD)/%))
$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_SRC) $(FUZZ_OBJ)
	@echo "  FUZZ  $<"
	$(V)$(CC) $(CFLAGS) -Itests -fsanitize=fuzzer -o $@ $< $(FUZZ_SRC) $(FUZZ_OBJ) $(LDLIBS) $(CLI_LIBS)

## bench: ratios to wc -m and others on generated archives; COUNT=5000 documents
COUNT    ?= 1000
bench: all
	@$(TESTED) tests/bench.py --count $(COUNT)

INTO      = $(DESTDIR)$(PREFIX)
## install: program, libraries, header, manual, completions below DESTDIR/PREFIX
install: all lib shared
	install -D -m 755 $(BUILD)/gouji $(INTO)/bin/gouji
	install -D -m 644 src/gouji.h $(INTO)/include/gouji.h
	install -D -m 644 $(BUILD)/libgouji.a $(DESTDIR)$(LIBDIR)/libgouji.a
	install -D -m 644 $(BUILD)/libgouji.so.$(VERSION) \
	    $(DESTDIR)$(LIBDIR)/libgouji.so.$(VERSION)
	ln -sf libgouji.so.$(VERSION) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libgouji.so
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	    -e 's|@VERSION@|$(VERSION)|' -e 's|@DEPS@|$(DEPS)|' src/gouji.pc.in \
	    >$(DESTDIR)$(LIBDIR)/pkgconfig/gouji.pc
	install -D -m 644 src/gouji.1 $(DESTDIR)$(DATADIR)/man/man1/gouji.1
	[ ! -f $(BUILD)/gouji.html ] || install -D -m 644 $(BUILD)/gouji.html $(DESTDIR)$(DATADIR)/gouji/gouji.html
	install -d $(COMPLETIONS)
	$(BUILD)/gouji completion bash >$(word 1,$(COMPLETIONS))/gouji
	$(BUILD)/gouji completion zsh >$(word 2,$(COMPLETIONS))/_gouji
	$(BUILD)/gouji completion fish >$(word 3,$(COMPLETIONS))/gouji.fish
COMPLETIONS = $(DESTDIR)$(DATADIR)/bash-completion/completions \
              $(DESTDIR)$(DATADIR)/zsh/site-functions \
              $(DESTDIR)$(DATADIR)/fish/vendor_completions.d

## uninstall: remove what install put there
uninstall:
	rm -f $(INTO)/bin/gouji $(INTO)/include/gouji.h \
	    $(DESTDIR)$(LIBDIR)/libgouji.a $(DESTDIR)$(LIBDIR)/libgouji.so \
	    $(DESTDIR)$(LIBDIR)/$(SONAME) $(DESTDIR)$(LIBDIR)/libgouji.so.$(VERSION) \
	    $(DESTDIR)$(LIBDIR)/pkgconfig/gouji.pc $(DESTDIR)$(DATADIR)/man/man1/gouji.1 \
	    $(word 1,$(COMPLETIONS))/gouji $(word 2,$(COMPLETIONS))/_gouji \
	    $(word 3,$(COMPLETIONS))/gouji.fish $(DESTDIR)$(DATADIR)/gouji/gouji.html

## deb: build the Debian packages into BUILD/deb
deb:
	@$(TESTED) VERSION='$(VERSION)' tests/package.sh build

## check-install: install (folder and .deb), use, remove (77: no dpkg)
check-install: all lib shared
	@$(TESTED) VERSION='$(VERSION)' tests/package.sh check

## check-archive: 20,000 reports: threads, memory, interruption, cache (minutes; alone)
check-archive: all
	@$(TESTED) python3 tests/archive.py

## check-engines: map and reduce under GNU parallel and Slurm, where they are there
check-engines: all
	@for engine in parallel slurm; do $(TESTED) sh tests/engines/$$engine.sh; \
	    status=$$?; [ $$status -eq 0 ] || [ $$status -eq 77 ] || exit 1; done

## accept: take over the present output as the expected one
accept: all
	@$(TESTED) tests/run.sh --accept cases/ corpus readme

include src/web/page.mk src/windows/windows.mk

## clean: remove everything that make made
clean:
	rm -rf build build-*

## help: list the targets
help:
	@sed -n 's/^## \([a-z-]*\): /  \1\t/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: shared uninstall deb check-install check-archive check-engines all lib demo tests check check-fast check-long check-asan check-portable check-html check-sarif lint \
        lint-tidy format fuzz fuzz-program bench install accept clean help page check-page windows check-windows
.DELETE_ON_ERROR:
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT:=.d) $(FUZZ:=.d)
