# The page (build/gouji.html) and the program for Windows (build/gouji.exe):
# the same core for two systems that have none of its libraries, so these come
# from src/third_party.

# ---- the libraries ----

PCRE2    := $(filter-out %_ucptables.c,$(wildcard src/third_party/pcre2/*.c))
FOREIGN  := $(PCRE2) src/third_party/utf8proc/utf8proc.c src/third_party/cjson/cJSON.c
FOREIGN_FLAGS = -std=c17 -O2 -fvisibility=hidden -DUTF8PROC_STATIC -DPCRE2_STATIC \
            -DHAVE_CONFIG_H -DSUPPORT_UNICODE -DPCRE2_CODE_UNIT_WIDTH=8
# rules/json.c says <cjson/cJSON.h>, as the distribution has it.
FOREIGN_INC = -Isrc/third_party -Isrc/third_party/pcre2 -Isrc/third_party/utf8proc

# ---- WebAssembly ----

WASM     := $(BUILD)/wasm
WASM_CC  ?= clang-14
WASM_FLAGS = --target=wasm32-wasi $(FOREIGN_FLAGS)
WASM_SRC := $(call sources,$(CORE)) src/web/module.c src/web/wasi.c src/web/nojit.c \
            src/input/choose.c src/input/pattern.c src/input/remark.c src/input/sniff.c
WASM_OBJ := $(WASM_SRC:src/%.c=$(WASM)/%.o) $(FOREIGN:src/%.c=$(WASM)/%.o) $(WASM)/builtin.o

## page: build/gouji.html, the audit in a browser: one file, nothing is sent
page: $(BUILD)/gouji.html

# Says what is missing before anything else fails for it.
$(WASM)/tools.ok:
	@mkdir -p $(@D)
	@echo 'int main(void) { return 0; }' >$(WASM)/tools.c
	@$(WASM_CC) --target=wasm32-wasi -o $(WASM)/tools.wasm $(WASM)/tools.c 2>$(WASM)/tools.log || \
	    { echo 'the page needs clang-14, lld-14, wasi-libc and libclang-rt-14-dev-wasm32 (.ci/setup all)' >&2; \
	    exit 1; }
	@touch $@
$(WASM_OBJ): | $(WASM)/tools.ok

## check-page: drive the page in Chromium (77: not there)
check-page: all
	@$(TESTED) tests/page.sh

$(WASM)/third_party/%.o: src/third_party/%.c
	@mkdir -p $(@D)
	@echo "  WASM  $<"
	$(V)$(WASM_CC) $(WASM_FLAGS) $(FOREIGN_INC) -w -MMD -MP -c -o $@ $<
$(WASM)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  WASM  $<"
	$(V)$(WASM_CC) $(WASM_FLAGS) $(WARN) -Isrc $(FOREIGN_INC) -MMD -MP -c -o $@ $<
# Without an image of the loaded rules: theirs is a process with 64-bit addresses.
$(WASM)/builtin.o: $(BUILD)/builtin.c
	@mkdir -p $(@D)
	@echo "  WASM  $<"
	$(V)$(WASM_CC) $(WASM_FLAGS) -Isrc -c -o $@ $<

# The stack is first in memory, so that running over it traps.
$(WASM)/gouji.wasm: $(WASM_OBJ)
	@echo "  LINK  $@"
	$(V)$(WASM_CC) --target=wasm32-wasi -mexec-model=reactor -o $@ $(WASM_OBJ) \
	    -Wl,--strip-all,--gc-sections,-z,stack-size=1048576,--stack-first \
	    -Wl,--max-memory=2147483648

WEB      := $(sort $(wildcard src/web/*.html src/web/*.css src/web/*.js))
EXAMPLE  := corpus/faulty/narrative-scores-tabs.txt
$(BUILD)/gouji.html: src/web/assemble.py $(WASM)/gouji.wasm $(WEB) $(EXAMPLE)
	@echo "  PAGE  $@"
	$(V)python3 src/web/assemble.py src/web $(WASM)/gouji.wasm $(EXAMPLE) >$@.tmp && mv $@.tmp $@

-include $(WASM_OBJ:.o=.d)
