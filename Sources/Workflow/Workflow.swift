// The room Workflow: see Sources/README.md.
