// The room CursesTerminal: see Sources/README.md.
