# gouji: consistency audit of public-finance reports.  `make help` lists the targets.

CC       ?= cc
BUILD    ?= build
V        ?= @# make V= shows the commands
PREFIX   ?= /usr/local
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wold-style-definition -Wundef -Wvla \
            -Wformat=2 -Wwrite-strings -Wcast-qual -Wswitch-enum
ifdef WERROR
WARN     += -Werror
endif
DEPS     := libcjson libpcre2-8 libutf8proc
override CFLAGS += -std=c17 -D_POSIX_C_SOURCE=200809L $(WARN) -Isrc -fvisibility=hidden \
            -MMD -MP $(shell pkg-config --cflags $(DEPS))
LDLIBS   += $(shell pkg-config --libs $(DEPS)) -lpthread

# The floors in the order in which a document flows through them.
CORE     := base text layout figure kind rules fact check diagnose audit report
FLOORS   ?= $(CORE) input
LIB      := $(foreach f,$(FLOORS),$(sort $(wildcard src/$(f)/*.c)))
CLI      := $(sort $(wildcard src/cli/*.c))

LIB_OBJ  := $(LIB:src/%.c=$(BUILD)/%.o)
CLI_OBJ  := $(CLI:src/%.c=$(BUILD)/%.o)
RULES    := $(sort $(shell find rules -name '*.json' -o -name '*.tsv'))
UNIT     := $(sort $(wildcard tests/unit/test_*.c))
FUZZ     := $(sort $(wildcard tests/fuzz/fuzz_*.c))

## all: build the program (the default)
all: $(BUILD)/gouji

$(BUILD)/gouji: $(CLI_OBJ) $(LIB_OBJ) $(BUILD)/builtin.o
	@echo "  LD    $@"
	$(V)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(V)$(CC) $(CFLAGS) -c -o $@ $<

# The rules as C arrays; rules/embed.c is a program of its own.
$(BUILD)/embed: src/rules/embed/embed.c
	@mkdir -p $(@D)
	@echo "  HOST  $@"
	$(V)$(CC) $(CFLAGS) -o $@ $<
$(BUILD)/builtin.c: $(BUILD)/embed $(RULES)
	@echo "  EMBED $@"
	$(V)$(BUILD)/embed rules $(RULES) >$@.tmp && mv $@.tmp $@
$(BUILD)/builtin.o: $(BUILD)/builtin.c
	@echo "  CC    $<"
	$(V)$(CC) $(CFLAGS) -Wno-overlength-strings -c -o $@ $<

$(BUILD)/tests/%: tests/%.c tests/unit/test.h $(LIB_OBJ) $(BUILD)/builtin.o
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	$(V)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB_OBJ) $(BUILD)/builtin.o $(LDLIBS)

## clean: remove everything that make made
clean:
	rm -rf build build-*

## help: list the targets
help:
	@sed -n 's/^## \([a-z-]*\): /  \1\t/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: all clean help
.DELETE_ON_ERROR:
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)
