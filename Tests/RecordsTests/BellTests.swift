import DeskTesting
import Foundation
import Model
import Records
import Testing

/// Who reads again only when the change number moved misses nothing for long: bells that were not rung, because one rang
/// just before, are made good by the listener's own look each second.
@Suite("A change shows in time", .onEachDatabase, .serialized)
struct BellTests {
    private let temporary: TemporaryDatabase
    private let writer: any Database
    /// The look each second, what else the machine does, and no more.
    private static let soon = 2.0

    init() throws {
        temporary = try TemporaryDatabase()
        writer = try temporary.another()
    }

    @Test("the last of a burst shows too, wherever in the pause between two bells it falls")
    func lastOfABurst() throws {
        var reader = Reader(temporary.database)
        try note(1)
        try reader.wait(for: 1, within: 5)
        var total = 1
        var longest = 0.0
        var random = SeededGenerator(seed: 41)
        for _ in 0..<12 {
            for _ in 0..<Int.random(in: 2...9, using: &random) {
                total += 1
                try note(total)
                usleep(UInt32.random(in: 0...12_000, using: &random))
            }
            longest = max(longest, try reader.wait(for: total, within: Self.soon))
        }
        print("\(Backend.current): the last of a burst showed after at most \(longest) s")
    }

    @Test("so does what is committed after entries with higher numbers, with no bell of its own")
    func late() throws {
        // A file has one writer at a time: no entry comes late.
        guard Backend.current == .postgres else { return }
        var reader = Reader(temporary.database)
        try note(1)
        try reader.wait(for: 1, within: 5)
        for round in 0..<4 {
            let (first, started, go) = (
                round * 3 + 2, DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
            )
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread { [writer] in
                // Nobody else writes to this subject, so it is committed at the first try.
                try? writer.write { db in
                    try Self.append(first, to: db)
                    // An entry that is sent and not waited for has no number yet.
                    _ = try db.number("SELECT count(*) FROM journal")
                    started.signal()
                    go.wait()
                }
                done.signal()
            }
            started.wait()
            try note(first + 1)
            try reader.wait(for: first, within: Self.soon)
            // Rings, and is seen, so that the late one right after it has no bell and is not seen with it.
            usleep(60_000)
            try note(first + 2)
            try reader.wait(for: first + 1, within: Self.soon)
            go.signal()
            done.wait()
            try reader.wait(for: first + 2, within: Self.soon)
        }
    }

    private func note(_ number: Int) throws { try writer.write { try Self.append(number, to: $0) } }

    private static func append(_ number: Int, to db: any Connection) throws {
        try Journal(db).append(
            Subject(CaseID(Int64(number))), "note", by: "li", at: Samples.now, isFirst: true)
    }

    /// Shows how many entries there are, as an open desk shows records.
    private struct Reader {
        private let database: any Database
        private var mark: Int64?
        private var shown: Int64 = 0

        init(_ database: any Database) { self.database = database }

        /// - Returns: the seconds it took.
        @discardableResult
        mutating func wait(for count: Int, within patience: Double) throws -> Double {
            let start = Date()
            while true {
                let now = try database.changeNumber()
                if now != mark {
                    mark = now
                    shown = try database.read { try $0.number("SELECT count(*) FROM journal") }
                }
                let took = Date().timeIntervalSince(start)
                if shown == count { return took }
                guard took < patience else { throw NotShown(waitedFor: count, shown: shown) }
                usleep(10_000)
            }
        }
    }

    private struct NotShown: Error { let waitedFor: Int, shown: Int64 }
}
