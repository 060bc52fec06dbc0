/// What the journal said of visits, staff and customers' addresses, and of what was learnt, when a board was read, so that whoever keeps it knows when it is out of date
/// without reading it again.
package struct BoardMarks: Sendable {
    /// The journal's last entry then.
    fileprivate var last: Int64
    /// Its entries about them among the last few: one with a lower number may be committed later, where several
    /// write at once.
    fileprivate var recent: Set<Int64>

    /// How far behind the last entry one may appear.
    fileprivate static let reach: Int64 = 500
}

extension DispatchStore {
    package func marks() throws -> BoardMarks {
        let last = try db.number("SELECT COALESCE(MAX(id), 0) FROM journal")
        return BoardMarks(last: last, recent: Set(try entries(after: last - BoardMarks.reach)))
    }

    package func isUnchanged(since marks: BoardMarks) throws -> Bool {
        try entries(after: marks.last - BoardMarks.reach).allSatisfy(marks.recent.contains)
    }

    private func entries(after number: Int64) throws -> [Int64] {
        try db.query(
            """
            SELECT id FROM journal WHERE id > $1 AND (subject_kind IN ('visit', 'staff', 'customer')
                OR event IN ('dispatch.learnt', 'dispatch.forgot', 'dispatch.ways'))
            """,
            .int(number)
        ) { $0.int(0) }
    }
}
