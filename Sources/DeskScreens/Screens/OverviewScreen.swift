import Model
import ServiceDesk
import TerminalKit
import Wording

/// S190: will today hold. What waits in each queue, how long, what was missed and what will be; visits, calls, and who is
/// at work on what. The cursor goes from number to number; Enter goes to the list behind one.
struct OverviewScreen: Screen {
    let id = "S190"
    private var reader = OverviewReader()
    private var row = 0
    private var column = 0

    static let open = ActionID("overview.open")
    static let wall = ActionID("overview.wall")

    init() {}

    var isAwaiting: Bool { reader.overview == nil }
    var aim: String? { "\(row) \(column)" }

    func title(_ context: DeskContext) -> String { context.say("overview.title") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let why = goal(context) == nil ? context.say("overview.nothingBehind") : nil
        return [
            context.action(Self.open, [.enter], why: why),
            context.action(Self.wall, [.character("w")]),
        ]
    }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        reader.refresh(context, \OverviewScreen.reader)
    }

    mutating func tick(_ context: DeskContext) -> [DeskStep] {
        reader.tick(context, \OverviewScreen.reader)
    }

    // MARK: Keys

    private func grid(_ context: DeskContext) -> OverviewGrid? {
        reader.overview.map { OverviewGrid($0, context) }
    }

    private func goal(_ context: DeskContext) -> OverviewGrid.Goal? {
        guard let rows = grid(context)?.rows, rows.indices.contains(row) else { return nil }
        let cells = rows[row].cells
        return cells.isEmpty ? nil : cells[min(column, cells.count - 1)].goal
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if action == Self.wall { return [.push(WallScreen())] }
        switch goal(context) {
        case .cases(let scope, let filter, let order): return open(scope, filter, order, context)
        case .calls(let part): return [.push(CallsScreen(everyones: true, part: part))]
        case .visits(let part): return [.push(DayVisitsScreen(part))]
        case .moved(let move, let team):
            return reader.overview.map { [.push(MovedCasesScreen(move, team: team, of: $0))] } ?? []
        case .record(let subject): return open(subject)
        case nil: return []
        }
    }

    /// The list behind a number: its filter stands there to be changed.
    private func open(_ scope: QueueScope, _ filter: String, _ order: CaseOrder, _ context: DeskContext)
        -> [DeskStep]
    {
        [
            .job(
                .read("behind") { reading, _ in
                    try CaseFilter(filter, words: reading.filterWords())
                } then: { (_: inout OverviewScreen, filter, _) in
                    [.push(QueueScreen(scope, filter: filter, order: order))]
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard let rows = grid(context)?.rows, !rows.isEmpty else { return nil }
        func go(_ step: Int) -> Int { min(max(0, row + step), rows.count - 1) }
        if case .pick(let picked) = event {
            row = min(max(0, picked), rows.count - 1)
            return []
        }
        let width = rows[row].cells.count
        switch event.key?.command {
        case .up, .character("k"): row = go(-1)
        case .down, .character("j"): row = go(1)
        case .pageUp: row = go(-10)
        case .pageDown: row = go(10)
        case .home, .top: row = 0
        case .end, .bottom: row = rows.count - 1
        case .left, .character("h"): column = max(0, min(column, width - 1) - 1)
        case .right, .character("l"): column = max(0, min(column + 1, width - 1))
        default: return nil
        }
        return []
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        guard let overview = reader.overview else {
            return canvas.field(context.say("overview.reading"), in: area.line(0), .muted)
        }
        let verdict = context.verdict(overview)
        let said = canvas.cellWidth.wrap(verdict.text, area.width)
        for (line, text) in said.enumerated() {
            canvas.field(text, in: area.line(line), Style(verdict.role))
        }
        let body = area.dropping(rows: said.count)
        let grid = OverviewGrid(overview, context)
        let isWide = area.width >= 130
        let low = OverviewPlots.lowHeight
        let parts =
            isWide
            ? body.split(columns: [.share(1), .fixed(1), .fixed(48)], gap: 1)
            : body.split(rows: [.share(1), .fixed(body.height >= 16 ? low : 0)])
        OverviewTable(grid: grid, more: context.say("screen.below")).draw(
            in: parts[0], row: row, column: column, on: &canvas)
        if isWide { canvas.verticalRule(parts[1]) }
        OverviewPlots(overview: overview, part: shown(overview, grid, context), context: context)
            .draw(in: parts[isWide ? 2 : 1], on: &canvas)
    }

    /// The queue or team under the cursor; elsewhere all queues.
    private func shown(_ overview: Overview, _ grid: OverviewGrid, _ context: DeskContext)
        -> OverviewPlots.Part
    {
        let rows = grid.rows
        let under = rows.indices.contains(row) ? rows[row] : nil
        if let team = overview.teams.first(where: { $0.name == under?.team }) {
            return OverviewPlots.Part(team, context)
        }
        let queue = overview.queues.first { $0.name == under?.queue }
        return OverviewPlots.Part(queue ?? overview.whole, context)
    }
}
