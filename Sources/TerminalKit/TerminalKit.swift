// The room TerminalKit: see Sources/README.md.
