import TerminalKit

/// Choosing a list's columns; what was chosen is told to the screen below.
struct ColumnsSheet: Screen {
    let id = ""
    let isSheet = true
    let isTyping = true
    private var chooser: ColumnChooser
    private let columns: @Sendable (DeskContext) -> [Column]
    private let sortable: Set<String>
    private let chosen: @Sendable (ColumnLayout) -> Job.Reply

    /// - Parameter sortable: ids of the columns the list can be sorted by.
    init(
        _ columns: @escaping @Sendable (DeskContext) -> [Column], _ layout: ColumnLayout,
        sortable: Set<String>, _ context: DeskContext, chosen: @escaping @Sendable (ColumnLayout) -> Job.Reply
    ) {
        chooser = Self.chooser(columns(context), layout, sortable, context)
        self.sortable = sortable
        self.columns = columns
        self.chosen = chosen
    }

    private static func chooser(
        _ columns: [Column], _ layout: ColumnLayout, _ sortable: Set<String>, _ context: DeskContext
    ) -> ColumnChooser {
        ColumnChooser(
            columns, layout: layout, title: context.say("columns.title"), hint: context.say("columns.hint"),
            sortable: sortable)
    }

    mutating func languageChanged(_ context: DeskContext) {
        chooser.reword(as: Self.chooser(columns(context), chooser.layout, sortable, context))
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
        let size = chooser.size
        chooser.draw(
            in: area.centred(width: min(size.columns, area.width), height: min(size.rows, area.height)),
            on: &canvas)
    }
}
