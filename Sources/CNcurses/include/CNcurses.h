// ncursesw for Swift. Functions that Swift imports as they are get no wrapper; each wrapper says why it
// exists.
#pragma once

// Must be defined here and before <curses.h>: a module map's flags and cSettings do not reach Swift's
// importer, and without it the header declares none of the wide-character functions.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

// MARK: Constants. Macros that build their value by a cast or a shift are not imported.

static inline attr_t cn_bold(void) { return WA_BOLD; }
static inline attr_t cn_dim(void) { return WA_DIM; }
static inline attr_t cn_underline(void) { return WA_UNDERLINE; }
static inline attr_t cn_reverse(void) { return WA_REVERSE; }
static inline attr_t cn_normal(void) { return WA_NORMAL; }
static inline int cn_key_f(int number) { return KEY_F(number); }

// MARK: Globals. Swift 6 refuses C globals as shared mutable state; these are read on the main thread only.

static inline WINDOW *cn_screen(void) { return stdscr; }
static inline int cn_colours(void) { return COLORS; }
static inline int cn_colour_pairs(void) { return COLOR_PAIRS; }

// MARK: Functions of the .c file.

/// newterm on stdin and stdout, which are macros over globals and not imported.
/// Returns NULL when the type is unknown; never exits, as initscr would.
SCREEN *cn_newterm(const char *type);

/// Fills a cell. setcchar wants a short pair or a pointer to an int one through an untyped argument.
int cn_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair);

/// Whether the terminal can place the cursor. <term.h> is not included here: it defines macros such as
/// `lines`, `columns` and `tab` that would reach every file that imports this module.
bool cn_can_address_cursor(void);
/// Whether colours are given as 24-bit values (terminfo's RGB flag). From <term.h>, as above.
bool cn_has_direct_colour(void);

/// The size the kernel knows; false when it knows none. ioctl is variadic.
bool cn_window_size(int *width, int *height);

/// Bytes waiting on stdin, 0 when its other end is gone, -1 on error. ioctl is variadic.
int cn_waiting_bytes(void);

/// The codeset of the locale's character type after setlocale(LC_ALL, ""), or after the fallback to C.UTF-8
/// when the locale is missing or plain ASCII. LC_ALL and CODESET are macros. NULL when neither locale exists.
const char *cn_choose_locale(void);

/// The measure of characters that ncurses is to use. See CNcurses.c.
void cn_use_width(int (*width)(wchar_t));

/// Remembers how the terminal is set, before ncurses touches it, and restores it when the process exits without
/// endwin or dies of a fault of its own (SEGV, BUS, ILL, FPE, ABRT, TRAP). In C because only async-signal-safe
/// code may run there.
void cn_guard_terminal(void);
/// What else is to be undone on such a death; taken from terminfo, so call it after newterm.
void cn_arm_guard(void);
/// Puts back the handlers that were there before.
void cn_disarm_guard(void);
