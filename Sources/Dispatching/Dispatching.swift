// The room Dispatching: see Sources/README.md.
