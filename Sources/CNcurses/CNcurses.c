#include "CNcurses.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

// MARK: Terminal

SCREEN *cn_newterm(const char *type) { return newterm(type, stdout, stdin); }

int cn_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
    return setcchar(cell, text, attributes, 0, &pair);
}

static const char *capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (char *)-1 ? NULL : value;
}

bool cn_can_address_cursor(void) { return capability("cup") != NULL; }

bool cn_has_direct_colour(void) { return tigetflag("RGB") > 0; }

bool cn_window_size(int *width, int *height) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *width = size.ws_col;
    *height = size.ws_row;
    return true;
}

int cn_waiting_bytes(void) {
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : -1;
}

const char *cn_choose_locale(void) {
    const char *codeset = setlocale(LC_ALL, "") ? nl_langinfo(CODESET) : NULL;
    // A server without the user's locale, or none set: the terminal speaks UTF-8 all the same.
    if (codeset == NULL || strcmp(codeset, "ANSI_X3.4-1968") == 0) {
        codeset = setlocale(LC_CTYPE, "C.UTF-8") ? nl_langinfo(CODESET) : NULL;
    }
    return codeset;
}

// MARK: Width
//
// ncurses asks the C library's wcwidth how many cells a character takes. Its answer follows the C library's
// Unicode version and knows nothing of terminals on which ambiguous characters are wide; wherever it differs
// from ours, ncurses would lose count of the row or show a blank. This definition takes the place of the
// library's for the whole process (the dynamic linker prefers the program's), so that there is one measure:
// CellWidth.

static int (*chosen_width)(wchar_t) = NULL;

void cn_use_width(int (*width)(wchar_t)) { chosen_width = width; }

int wcwidth(wchar_t character) {
    if (character == 0) return 0;
    if (character < 0x20 || (character >= 0x7F && character < 0xA0)) return -1;
    return chosen_width ? chosen_width(character) : 1;
}

// MARK: Crash guard

static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
enum { fault_count = sizeof faults / sizeof faults[0] };

static struct sigaction previous[fault_count];
static struct termios cooked;
static bool has_cooked = false;
static bool keeps_previous = false;
static char undo[256];
static volatile sig_atomic_t undo_length = 0;

/// Async-signal-safe. Does nothing unless the guard is armed.
static void restore(const char *note, size_t length) {
    if (undo_length == 0) return;
    ssize_t ignored = write(STDOUT_FILENO, undo, (size_t)undo_length);
    undo_length = 0;
    if (has_cooked) tcsetattr(STDIN_FILENO, TCSANOW, &cooked);
    ignored = write(STDERR_FILENO, note, length);
    (void)ignored;
}

static void restore_at_exit(void) { restore("", 0); }

static void restore_and_die(int number) {
    static const char note[] = "\r\naftercare stopped by a fault of its own; the terminal was restored.\r\n";
    restore(note, sizeof note - 1);
    for (int i = 0; i < fault_count; i++) {
        if (faults[i] != number) continue;
        struct sigaction fallback = {.sa_handler = SIG_DFL};
        sigaction(number, keeps_previous ? &previous[i] : &fallback, NULL);
    }
    raise(number);
}

void cn_guard_terminal(void) {
    has_cooked = tcgetattr(STDIN_FILENO, &cooked) == 0;
    static bool is_registered = false;
    if (!is_registered) is_registered = atexit(restore_at_exit) == 0;
    // Swift's backtracer would ask its questions for half a minute; a developer who sets this variable wants
    // them.
    keeps_previous = getenv("SWIFT_BACKTRACE") != NULL;
    // A stack overflow is a fault too, and leaves no stack to handle it on.
    static char stack[64 * 1024];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    struct sigaction action = {.sa_handler = restore_and_die, .sa_flags = SA_ONSTACK | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fault_count; i++) sigaction(faults[i], &action, &previous[i]);
}

void cn_arm_guard(void) {
    const char *const parts[] = {
        "\033[?2004l\033[?1006l\033[?1000l", capability("sgr0"), capability("rmkx"), capability("cnorm"), capability("rmcup"),
    };
    undo[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        // terminfo writes delays as $<5>; a terminal slow enough to need them is not met any more.
        if (parts[i] && !strstr(parts[i], "$<") && strlen(undo) + strlen(parts[i]) < sizeof undo) {
            strcat(undo, parts[i]);
        }
    }
    undo_length = (sig_atomic_t)strlen(undo);
}

void cn_disarm_guard(void) {
    undo_length = 0;
    for (int i = 0; i < fault_count; i++) sigaction(faults[i], &previous[i], NULL);
}
