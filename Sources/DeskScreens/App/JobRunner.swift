/// Where work on the records is done. The desk's keyboard never waits for it.
@MainActor
package protocol JobRunner {
    func run<T: Sendable>(
        _ work: @escaping @Sendable () -> T, then: @escaping @MainActor @Sendable (T) -> Void)
}

/// At once, for tests: the answer is there before the next key.
package struct ImmediateRunner: JobRunner {
    package init() {}

    package func run<T: Sendable>(
        _ work: @escaping @Sendable () -> T, then: @escaping @MainActor @Sendable (T) -> Void
    ) {
        then(work())
    }
}
