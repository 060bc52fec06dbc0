import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// R251: what is behind a need: texts that mention it, what was said in interviews, and who answered what. Enter opens one.
struct NeedRowsScreen: SlowRowsScreen {
    let id = "R251"
    private let need: Need
    private let days: ClosedRange<Day>
    private let group: NeedGroup
    var list = RecordList<NeedItem>()
    var reading = LongReading()

    static let open = ActionID("needRows.open")

    init(_ need: Need, _ days: ClosedRange<Day>, of group: NeedGroup = NeedGroup()) {
        (self.need, self.days, self.group) = (need, days, group)
    }

    /// What is behind nothing: its actions are those of any.
    static let blank = NeedRowsScreen(
        Need(
            name: "", audience: .customers, line: "", level: .basic, label: Label(["": ""])),
        Day(number: 0)...Day(number: 0))

    func title(_ context: DeskContext) -> String {
        let said = context.say("need.behind", ["need": .label(need.label)])
        return said + (list.isRead ? " \(list.counted)" : "")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let why = list.selected.map { $0.subject == .desk ? context.say("need.ofGroup") : nil }
        return [
            context.action(Self.open, [.enter], why: why ?? context.say("need.noRows"))
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        readRows(context) { [need, days, group] reading in
            NeedItem.all(
                try reading.needEvidence(
                    need, on: days, segment: group.segment, region: group.region, limit: Self.most))
        }
    }

    mutating func fill(_ items: [NeedItem], _ context: DeskContext) {
        list.show(items, in: order(context)) { [need] in context.needRowCells($0, need).map(\.text) }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let body = drawLimit(
            context.say("need.firstRows", ["count": .count(Self.most), "need": .text(need.name)]), in: area,
            on: &canvas)
        list.draw(
            in: body, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("need.noRows"), context
        ) { [need] in context.needRowCells($0, need) }
    }

    func cells(_ row: NeedItem, _ context: DeskContext) -> [TableCell] { context.needRowCells(row, need) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("need.title.where", .fixed(9)),
            context.column("competitor.title.day", .fixed(12)),
            context.column("need.title.source", .fixed(12)),
            context.column("need.title.words", .flexible(least: 30, share: 1)),
        ]
    }
}
