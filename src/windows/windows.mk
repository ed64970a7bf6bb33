# The program for Windows: static, of the same sources.  src/windows/port.h
# stands in for POSIX; the libraries come from src/third_party.

WIN      := $(BUILD)/windows
WIN_CC   ?= x86_64-w64-mingw32-gcc
WIN_ABSENT := src/cli/store.c src/cli/book.c src/cli/http.c src/cli/library.c src/cli/child.c src/cli/cmd_serve.c
WIN_SRC  := $(filter-out $(WIN_ABSENT),$(LIB) $(call sources,cli)) src/web/nojit.c
WIN_OWN  := $(wildcard src/windows/*.c)
WIN_OBJ  := $(patsubst src/%.c,$(WIN)/%.o,$(WIN_SRC) $(WIN_OWN) $(FOREIGN)) $(WIN)/builtin.o
WIN_FLAGS = $(FOREIGN_FLAGS) -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
            -D__USE_MINGW_ANSI_STDIO=1 -DWINVER=0x0601 -D_WIN32_WINNT=0x0601 \
            -Isrc -Isrc/windows/include $(FOREIGN_INC)

## windows: build/gouji.exe for 64-bit Windows 7 and later, one static file
windows: $(BUILD)/gouji.exe

$(WIN)/tools.ok:
	@mkdir -p $(@D)
	@echo 'int main(void) { return 0; }' >$(WIN)/tools.c
	@$(WIN_CC) -o $(WIN)/tools.exe $(WIN)/tools.c 2>$(WIN)/tools.log || \
	    { echo 'the program for Windows needs gcc-mingw-w64-x86-64-posix (.ci/setup all)' >&2; exit 1; }
	@touch $@
$(WIN_OBJ): | $(WIN)/tools.ok

$(WIN)/third_party/%.o: src/third_party/%.c
	@mkdir -p $(@D)
	@echo "  WIN   $<"
	$(V)$(WIN_CC) $(WIN_FLAGS) -w -MMD -MP -c -o $@ $<
# files.c and others undo the names of port.h where they mean the system's.
$(WIN)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  WIN   $<"
	$(V)$(WIN_CC) $(WIN_FLAGS) $(WARN) -Wno-conversion -Wno-format $(if $(filter src/cli/main.c,$<),-Dmain=gouji_main) \
	    -include src/windows/port.h -MMD -MP -c -o $@ $<
$(WIN)/builtin.o: $(BUILD)/builtin.c
	@mkdir -p $(@D)
	@echo "  WIN   $<"
	$(V)$(WIN_CC) $(WIN_FLAGS) -c -o $@ $<

$(WIN)/tables: src/windows/embed/tables.c
	@mkdir -p $(@D)
	@echo "  HOST  $@"
	$(V)$(CC) $(filter-out -MMD -MP,$(CFLAGS)) -o $@ $<
$(WIN)/tables.inc: $(WIN)/tables
	@echo "  TABLE $@"
	$(V)$(WIN)/tables >$@.tmp && mv $@.tmp $@
$(WIN)/windows/iconv.o: WIN_FLAGS += -I$(WIN)
$(WIN)/windows/iconv.o: $(WIN)/tables.inc

$(BUILD)/gouji.exe: $(WIN_OBJ)
	@echo "  LINK  $@"
	$(V)$(WIN_CC) -static -s -o $@ $(WIN_OBJ) -lpthread -lpsapi -lshell32

## check-windows: run gouji.exe under wine (77: not there)
check-windows: all
	@$(TESTED) tests/windows.sh

-include $(WIN_OBJ:.o=.d)
