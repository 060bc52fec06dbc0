import Model
import ServiceDesk
import TerminalKit
import Wording

/// D115: everything I left unfinished, the latest first. Enter goes on where it was left.
struct DraftsScreen: ColumnScreen {
    let id = "D115"
    var list = RecordList<DraftRow>()

    static let resume = ActionID("draft.resume")
    static let delete = ActionID("draft.delete")

    init() {}

    var isAwaiting: Bool { !list.isRead }

    func title(_ context: DeskContext) -> String {
        context.say("draft.listTitle", ["count": .text(list.counted)])
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { "draft \($0.id)" } }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("draft.nothing") : nil
        return [
            context.action(DraftsScreen.resume, [.enter], why: nothing),
            context.action(DraftsScreen.delete, [.character("d"), .delete], why: nothing),
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("drafts") { reading, context in
                    try reading.drafts(of: context.actor).map { try DraftRow($0, reading) }
                } then: { (screen: inout DraftsScreen, rows, context) in
                    screen.list.show(rows, in: screen.order(context)) { row in
                        [row.kind(context), row.customer, row.form.subject?.description ?? ""]
                            + row.draft.values.values
                    }
                    return []
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        guard let row = list.selected else { return [] }
        return switch action {
        case DraftsScreen.resume: resume(row, context)
        case DraftsScreen.delete: [.push(deleteSheet(row, context))]
        default: []
        }
    }

    private func deleteSheet(_ row: DraftRow, _ context: DeskContext) -> ConfirmSheet {
        let delete = Job.tell { (_: inout DraftsScreen, _) in
            [
                .job(
                    .act("delete") { work in
                        try work.dropDraft(row.id)
                    } then: { (_: inout DraftsScreen, _: Void, context) in
                        [.refresh, .done(context.say("draft.discarded"))]
                    })
            ]
        }
        return .ask(context, then: [.tell(delete)]) { context in
            let facts = ["what": PhraseFact.text(row.kind(context)), "words": .text(row.words(context))]
            return (context.say("draft.delete.title"), context.say("draft.delete.ask", facts))
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { resume($0, context) }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let places = list.selected.map { _ in ListDetail.places(in: area, on: &canvas) } ?? (area, nil)
        if let place = places.1, let row = list.selected {
            Pane(row, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("draft.empty"),
            context
        ) { cells($0, context) }
    }

    func cells(_ row: DraftRow, _ context: DeskContext) -> [TableCell] {
        let subject = TableCell(row.form.subject?.description ?? "", .accent)
        return [
            TableCell(row.kind(context)), row.form.subject.map { subject.ranked(subject: $0) } ?? subject,
            TableCell(row.customer), TableCell(row.words(context)),
            TableCell(context.wording.relative(row.draft.savedAt, now: context.now), .muted)
                .ranked(at: row.draft.savedAt),
        ]
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.draft", .fixed(12)), context.column("column.id", .fixed(6)),
            context.column("column.customer", .flexible(least: 8, share: 1)),
            context.column("column.words", .flexible(least: 16, share: 3)),
            context.column("column.saved", .fixed(11)),
        ]
    }
}

extension Pane {
    /// All that was typed, in whole.
    fileprivate init(_ row: DraftRow, _ context: DeskContext) {
        add(
            .spans([
                Span(row.kind(context) + "  ", .title), Span(row.form.subject?.description ?? "", .accent),
                Span("  " + row.customer),
            ]))
        pair(context.say("label.saved"), context.nearAndFar(row.draft.savedAt))
        for (field, text) in row.texts {
            let label = "label.\(field)"
            if context.wording.has(label) {
                pair(context.say("label.\(field)"), text)
            } else {
                add(.text(text, .text))
            }
        }
    }
}
