/// Where work on the records is done. The desk's keyboard never waits for it.
@MainActor
package protocol JobRunner {
    func run<T: Sendable>(
        _ work: @escaping @Sendable () -> T, then: @escaping @MainActor @Sendable (T) -> Void)
}

/// Beside the main actor, one thread of the pool a job.
package struct BackgroundRunner: JobRunner {
    package init() {}

    package func run<T: Sendable>(
        _ work: @escaping @Sendable () -> T, then: @escaping @MainActor @Sendable (T) -> Void
    ) {
        Task.detached {
            let result = work()
            await then(result)
        }
    }
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
