// The room Wording: see Sources/README.md.
