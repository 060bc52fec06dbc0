/// A list of which only a stretch around the selection has been read, however long it is. What comes before or after
/// is asked for by the row at the stretch's edge (a key in the records' order, never a count of rows to skip), well
/// before the selection gets there. A key that goes beyond what was read is owed and made good when the rows come, so
/// that the same keys always lead to the same row.
///
///     var list = PagedList<CaseID, WorkItem>(columns) { $0.id }
///
///     mutating func readPage() -> [DeskStep] {       // after each key, each answer, and at the start
///         guard let request = list.ask() else { return [] }
///         return [.job(.read("page") { reading, _ in try reading.page(request) } then: { screen, page, _ in
///             screen.list.take(page, for: request)
///             return screen.readPage()
///         })]
///     }
package struct PagedList<ID: Hashable & Sendable, Row: Sendable>: Sendable {
    /// What is to be read. `take` passes over answers to any request but the last.
    package struct Request: Sendable {
        package enum Place: Sendable {
            /// The list's beginning and its end.
            case first, last
            /// The rows that follow, and those before, in the list's order; not the row itself.
            case after(Row), before(Row)
            /// A row and half a page on each side. By its id first, which may have got another place; when it is gone,
            /// by the place it had.
            case around(Row)
        }

        package let place: Place
        /// Most rows to bring.
        package let limit: Int
        let number: Int
    }

    /// An answer, in the list's order.
    package struct Page: Sendable {
        package var rows: [Row]
        /// Whether more rows come before the first and after the last. Only what the request's direction can tell is
        /// read: `after` tells nothing of what comes before.
        package var hasBefore: Bool
        package var hasAfter: Bool
        /// All rows there are, where that is known.
        package var total: Int?

        package init(_ rows: [Row], hasBefore: Bool = false, hasAfter: Bool = false, total: Int? = nil) {
            self.rows = rows
            self.hasBefore = hasBefore
            self.hasAfter = hasAfter
            self.total = total
        }
    }

    package enum Outcome: Hashable, Sendable {
        /// The selection moved, or will when the rows come: `ask`.
        case moved
        case opened(ID)
        case ignored
    }

    package var table: Table
    package internal(set) var rows: [Row] = []
    package internal(set) var ids: [ID] = []
    /// All rows there are, where that is known.
    package internal(set) var total: Int?
    /// Whether the first row read is the list's first, and the last its last.
    package internal(set) var isAtStart = false
    package internal(set) var isAtEnd = false

    let id: @Sendable (Row) -> ID
    let pageSize: Int
    /// What is to be read whether or not rows are missing.
    var wanted: Request.Place? = .first
    /// The row to be selected when it comes.
    var target: ID?
    /// Of the last request; whether its answer is awaited.
    var number = 0
    var isAwaiting = false
    /// Steps the selection has still to make beyond what was read, in order, because each ends at the list's ends; and
    /// whether the row it gets to is to be opened.
    var owedSteps: [Int] = []
    var owesOpening = false
    /// Whether `reload` waits until the selection got where it goes.
    var isStale = false

    /// - Parameter pageSize: rows read at once; at least twice what a screen shows.
    package init(_ columns: [Column], pageSize: Int = 200, id: @escaping @Sendable (Row) -> ID) {
        table = Table(columns)
        self.pageSize = max(2, pageSize)
        self.id = id
    }

    package var selected: Row? { table.selection.flatMap { rows.indices.contains($0) ? rows[$0] : nil } }

    /// Where in the whole list the selected row stands, counted from 1; nil in the middle of a long one, where nobody
    /// has counted.
    package var position: Int? {
        guard let row = table.selection else { return nil }
        if isAtStart { return row + 1 }
        return isAtEnd ? total.map { $0 - rows.count + row + 1 } : nil
    }

    /// The records may have changed: reads the stretch in view again; the selection stays on its record.
    package mutating func reload() {
        isStale = isJumping
        guard !isStale else { return }
        want(selected.map(Request.Place.around) ?? .first)
    }

    /// Another list (a filter, another queue): from its beginning.
    package mutating func restart() {
        total = nil
        want(.first)
    }

    /// Goes to that record, wherever it stands.
    package mutating func show(_ row: Row) {
        want(.around(row))
        target = id(row)
    }

    mutating func want(_ place: Request.Place) {
        wanted = place
        target = nil
        isAwaiting = false
        owedSteps = []
        owesOpening = false
    }

    /// Whether the next answer brings the selection elsewhere.
    var isReplacing: Bool {
        switch wanted {
        case .first, .last: true
        case .around: target != nil
        case .after, .before, nil: false
        }
    }

    /// Whether the selection is on its way to rows that are not read yet.
    var isJumping: Bool { isReplacing || !owedSteps.isEmpty }
}
