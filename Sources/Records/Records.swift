// The room Records: see Sources/README.md.
