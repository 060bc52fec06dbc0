import Model
import ServiceDesk
import TerminalKit
import Wording

/// S191: the very cases that came to a team, or that it closed, in the hours of the overview, the latest first. Enter opens
/// one.
struct MovedCasesScreen: RowsScreen {
    let id = "S191"
    private let move: CaseMove
    private let team: String
    /// As the overview counted them.
    private let since: Instant
    private let until: Instant
    var list = RecordList<MovedRow>()

    static let open = ActionID("moved.open")
    static let blank = MovedCasesScreen(.came, team: "", Instant(milliseconds: 0), Instant(milliseconds: 0))

    init(_ move: CaseMove, team: String, of overview: Overview) {
        self.init(move, team: team, overview.hours.first ?? overview.at, overview.at)
    }

    private init(_ move: CaseMove, team: String, _ since: Instant, _ until: Instant) {
        (self.move, self.team, self.since, self.until) = (move, team, since, until)
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            move == .came ? "moved.title.came" : "moved.title.went",
            [
                "team": .text(team.isEmpty ? context.say("overview.noTeam") : team),
                "time": .text(context.wording.time(since)), "count": .text(list.counted),
            ])
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? context.say("moved.none") : nil)
        ] + filter
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("moved") { [move, team, since, until] reading, _ in
                    try reading.moved(move, team: team, from: since, to: until, limit: Self.most)
                } then: { (screen: inout MovedCasesScreen, cases, context) in
                    screen.fill(cases.map { MovedRow(moved: $0) }, context)
                    return []
                })
        ]
    }

    mutating func fill(_ rows: [MovedRow], _ context: DeskContext) {
        list.show(rows, in: order(context)) { context.cells($0).map(\.text) }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let body = drawLimit(
            context.say("moved.most", ["count": .count(Self.most)]), in: area, on: &canvas)
        list.draw(
            in: body, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("moved.none"), context
        ) {
            context.cells($0)
        }
    }

    func cells(_ row: MovedRow, _ context: DeskContext) -> [TableCell] { context.cells(row) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.id", .fixed(8)),
            context.column("column.noted", .fixed(7)),
            context.column("column.kind", .fixed(12), dropOrder: 2),
            context.column("column.state", .fixed(12)),
            context.column("column.customer", .flexible(least: 8, share: 1)),
            context.column("column.matter", .flexible(least: 12, share: 3)),
            context.column("column.owner", .fixed(10), dropOrder: 1),
        ]
    }
}

/// A case that came or was closed.
struct MovedRow: OpenableRow {
    let moved: MovedCase

    var id: CaseID { moved.line.id }
    var subject: Subject { Subject(moved.line.id) }
}

extension DeskContext {
    fileprivate func cells(_ row: MovedRow) -> [TableCell] {
        let line = row.moved.line
        return [
            TableCell(line.id.description, .accent).ranked(id: line.id),
            TableCell(wording.time(row.moved.at)).ranked(at: row.moved.at),
            TableCell(kindName(line.kind)),
            TableCell(
                stateName(line.kind, line.workflowVersion, line.state),
                line.category.isOpen ? .text : .muted),
            TableCell(line.customer), TableCell(line.summary), TableCell(line.owner, .muted),
        ]
    }
}
