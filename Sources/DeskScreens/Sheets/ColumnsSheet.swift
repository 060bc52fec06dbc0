import Model
import TerminalKit
import Wording

/// Choosing a list's columns; what was chosen is told to the screen below.
struct ColumnsSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var chooser: ColumnChooser
    private let columns: @Sendable (DeskContext) -> [Column]
    private let sortable: Set<String>
    private let unsorted: String
    private let chosen: @Sendable (ColumnLayout) -> Job.Reply

    /// - Parameters:
    ///   - sortable: ids of the columns the list can be sorted by.
    ///   - unsorted: says why it is sorted by nothing, where it is not.
    init(
        _ columns: @escaping @Sendable (DeskContext) -> [Column], _ layout: ColumnLayout,
        sortable: Set<String>, unsorted: String = "columns.ownOrder", _ context: DeskContext,
        chosen: @escaping @Sendable (ColumnLayout) -> Job.Reply
    ) {
        self.sortable = sortable
        self.columns = columns
        self.unsorted = unsorted
        self.chosen = chosen
        chooser = Self.chooser(columns(context), layout, sortable, unsorted, context)
    }

    private static func chooser(
        _ columns: [Column], _ layout: ColumnLayout, _ sortable: Set<String>, _ unsorted: String,
        _ context: DeskContext
    ) -> ColumnChooser {
        let hint = [
            context.sorting(columns, sortable, unsorted: unsorted),
            context.say(sortable.isEmpty ? "columns.hint.unsorted" : "columns.hint"),
        ]
        return ColumnChooser(
            columns, layout: layout, title: context.say("columns.title"),
            hint: hint.compactMap { $0 }.joined(separator: "\n"), sortable: sortable)
    }

    mutating func languageChanged(_ context: DeskContext) {
        chooser.reword(
            as: Self.chooser(columns(context), chooser.layout, sortable, unsorted, context))
    }

    func title(_ context: DeskContext) -> String { chooser.title }

    func actions(_ context: DeskContext) -> [DeskAction] { SheetActions.list(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch chooser.handle(event) {
        case .kept(let layout): [.pop, .tell(chosen(layout))]
        case .cancelled: [.pop]
        case .changed: []
        case .ignored: nil
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let size = chooser.size(canvas.cellWidth)
        chooser.draw(
            in: area.centred(width: min(size.columns, area.width), height: min(size.rows, area.height)),
            on: &canvas)
    }
}
