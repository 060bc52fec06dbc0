// The room DeskScreens: see Sources/README.md.
