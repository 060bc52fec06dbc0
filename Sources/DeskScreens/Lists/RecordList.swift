import Model
import ServiceDesk
import TerminalKit

/// The rows of a list screen: all that were read, those the filter admits, and which is selected, always by its record
/// and never by its place.
struct RecordList<Row: Identifiable & Sendable>: Sendable where Row.ID: Sendable {
    enum Outcome: Sendable {
        case moved
        case opened(Row)
        case ignored

        /// What comes of it on a screen that does nothing while the selection moves; nil when it was nothing to the list.
        func steps(_ open: (Row) -> [DeskStep]) -> [DeskStep]? {
            switch self {
            case .moved: []
            case .opened(let row): open(row)
            case .ignored: nil
            }
        }
    }

    private(set) var all: [Row] = []
    private(set) var shown: [Row] = []
    /// Whether the records have more than was read so far.
    private(set) var hasMore = false
    /// False until the records answered for the first time.
    private(set) var isRead = false
    private(set) var filter = RowFilter()
    private var table = Table([])
    /// The person's; nil leaves the rows as they were read.
    private var order: RowOrder<Row>?
    /// What a row is found by.
    private var words: @Sendable (Row) -> [String] = { _ in [] }

    var selected: Row? { table.selection.map { shown[$0] } }
    /// The rows before and after the selection.
    var beside: [Row] { table.beside.map { shown[$0] } }
    var isEmpty: Bool { shown.isEmpty }
    /// `3/12` where a filter leaves some out, else how many there are; `200+` where not all was read.
    var counted: String {
        let whole = "\(all.count)" + (hasMore ? "+" : "")
        return shown.count == all.count ? whole : "\(shown.count)/" + whole
    }
    /// The selection is about to reach the end of what was read.
    var isNearEnd: Bool { (table.selection ?? 0) + 20 >= shown.count }
    /// What the rows are sorted by now; of a list that was not read to its end nobody knows what comes first.
    var sort: Sort? { hasMore ? nil : order?.sort }
    /// The next page is to be read. While a filter is on that few rows fit, page follows page until enough do.
    var wantsMore: Bool { hasMore && isNearEnd }

    /// Takes rows read anew.
    /// - Parameters:
    ///   - more: whether there are others behind them.
    ///   - order: the person's, once all are read.
    ///   - words: what a row is found by.
    mutating func show(
        _ rows: [Row], more: Bool = false, in order: RowOrder<Row>? = nil,
        words: @escaping @Sendable (Row) -> [String]
    ) {
        (all, hasMore, self.order) = (rows, more, order)
        self.words = words
        isRead = true
        admit()
    }

    /// Takes the page behind those there are; a row that moved meanwhile is not shown twice.
    mutating func append(_ rows: [Row], more: Bool) {
        let known = Set(all.map(\.id))
        all += rows.filter { !known.contains($0.id) }
        hasMore = more
        admit()
    }

    /// Puts the rows in another order; the selection stays on its record.
    mutating func put(in order: RowOrder<Row>?) {
        self.order = order
        admit()
    }

    private mutating func admit() {
        let before = shown.map(\.id)
        let admitted = filter.words.isEmpty ? all : all.filter { filter.admits(words($0)) }
        shown = hasMore ? admitted : order?.applied(to: admitted) ?? admitted
        table.follow(from: before, to: shown.map(\.id))
    }

    /// Selects a record, when it is shown.
    mutating func select(_ id: Row.ID) {
        if let row = shown.firstIndex(where: { $0.id == id }) { table.select(row) }
    }

    mutating func selectFirst() { table.select(0) }

    /// The selected record is about to leave its place: on to the next.
    mutating func stepOver() { table.select((table.selection ?? 0) + 1) }

    mutating func handle(_ event: InputEvent) -> Outcome {
        if let changed = filter.handle(event) {
            if changed { admit() }
            return .moved
        }
        switch table.handle(event) {
        case .moved: return .moved
        case .opened(let index): return .opened(shown[index])
        case .ignored: return .ignored
        }
    }

    // MARK: The filter

    /// The filter knows fields of the records from now on.
    mutating func learn(_ vocabulary: WorkWords) {
        filter.learn(vocabulary)
        admit()
    }

    /// What can be done with the filter now. While it is typed, Enter and Esc are its own.
    func actions(_ context: DeskContext) -> [DeskAction] {
        if filter.isTyping {
            return FilterActions.typing(context)
                + (filter.knowsFields ? [FilterActions.completing(context)] : [])
        }
        let begin = FilterActions.beginning(context)
        return filter.isOn ? [begin, context.action(FilterActions.clear, [.escape])] : [begin]
    }

    /// - Returns: false for an action that is none of the filter's.
    mutating func perform(_ action: ActionID) -> Bool {
        switch action {
        case FilterActions.begin: filter.begin()
        case FilterActions.keep: filter.keep()
        case FilterActions.complete:
            filter.complete()
            admit()
        case FilterActions.clear:
            filter.clear()
            admit()
        default: return false
        }
        return true
    }

    // MARK: Drawing

    /// - Parameters:
    ///   - layout: what the person made of the columns.
    ///   - empty: what would fill the list.
    func draw(
        in area: Rect, on canvas: inout Canvas, columns: [Column], layout: ColumnLayout, empty: String,
        _ context: DeskContext, cells: (Row) -> [TableCell]
    ) {
        var place = area
        if filter.isOn {
            filter.draw(in: area, on: &canvas, context)
            place = area.dropping(rows: filter.rows)
        }
        let caret = (canvas.caret, canvas.caretIsVisible)
        var shown = table
        shown.columns = columns
        shown.layout = layout
        shown.layout.sort = sort
        shown.emptyText = !isRead ? "" : all.isEmpty ? empty : context.say("list.noneFits")
        shown.draw(in: place, on: &canvas) { range in range.map { cells(self.shown[$0]) } }
        if filter.isTyping, let caret = caret.0 { canvas.parkCaret(at: caret, visible: true) }
    }
}

/// The keys of a list's filter.
enum FilterActions {
    static let begin = ActionID("list.filter")
    static let keep = ActionID("list.keep")
    static let clear = ActionID("list.clear")
    static let complete = ActionID("list.complete")

    static func beginning(_ context: DeskContext) -> DeskAction {
        context.action(begin, [.character("/")])
    }

    static func typing(_ context: DeskContext) -> [DeskAction] {
        [context.action(keep, [.enter]), context.action(clear, [.escape])]
    }

    /// In lists whose filter knows fields.
    static func completing(_ context: DeskContext) -> DeskAction { context.action(complete, [.tab]) }
}
