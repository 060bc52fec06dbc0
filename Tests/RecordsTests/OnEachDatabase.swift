import DeskTesting
import Testing

/// Runs every test of a suite on SQLite, then on PostgreSQL: `@Suite("Stores", .onEachDatabase)`.
struct OnEachDatabase: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        for backend in Backend.allCases {
            do {
                try await Backend.$current.withValue(backend) { try await function() }
            } catch {
                Issue.record(error, "on \(backend)")
            }
        }
    }
}

extension Trait where Self == OnEachDatabase {
    static var onEachDatabase: Self { Self() }
}
