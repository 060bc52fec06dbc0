// The room ServiceDesk: see Sources/README.md.
