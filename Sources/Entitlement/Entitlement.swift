// The room Entitlement: see Sources/README.md.
