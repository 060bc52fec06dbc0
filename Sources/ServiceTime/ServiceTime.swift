// The room ServiceTime: see Sources/README.md.
