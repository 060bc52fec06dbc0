// The room DeskTesting: see Sources/README.md.
