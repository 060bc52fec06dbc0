import Model
import ServiceDesk
import TerminalKit
import Wording

/// V163: the very visits of today that a number of the overview counts, or those of a view. Enter opens the case of one.
struct DayVisitsScreen: RowsScreen, WorkListScreen {
    let id = "V163"
    let kind = WorkKind.visits
    private let source: Source
    var list = RecordList<ListedVisit>()

    static let open = ActionID("dayVisits.open")
    static let board = ActionID("dayVisits.board")

    private enum Source: Sendable {
        case today(VisitStanding)
        case view(QueueScope)
    }

    init(_ part: VisitStanding) { source = .today(part) }

    /// - Parameter scope: a view of visits.
    init(_ scope: QueueScope) { source = .view(scope) }

    var scope: QueueScope? { if case .view(let scope) = source { scope } else { nil } }

    /// Of those of today what is open: a view shows no others.
    var basis: String? {
        guard case .today(let part) = source else { return nil }
        let rest: String? =
            switch part {
            case .all, .onSite: nil
            case .late: "due:late"
            case .unplaced: "technician:none"
            case .state(let name, _): "state:" + name
            }
        return ["starts:today", rest].compactMap { $0 }.joined(separator: " ")
    }

    func title(_ context: DeskContext) -> String {
        let count = PhraseFact.text(list.counted)
        return switch source {
        case .today(let part):
            context.say("dayVisits.title", ["part": .text(context.name(part)), "count": count])
        case .view(let scope):
            context.say("workView.title", ["view": .text(context.scopeName(scope)), "count": count])
        }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(
                Self.open, [.enter], why: list.selected == nil ? none(context) : nil),
            context.action(Self.board, [.character("v")]),
            keeping([.character("w")], context),
        ] + filter
    }

    private func none(_ context: DeskContext) -> String {
        if isToday, list.filter.fields.isEmpty {
            context.whenEmpty("dayVisits.none")
        } else {
            context.whenEmpty("workView.noVisits")
        }
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let (source, filter) = (source, list.filter.fields)
        return [
            .job(
                .read("visits") { reading, context in
                    let found = try Self.visits(source, reading, context)
                    return try reading.admitted(
                        found, .visits, by: filter, for: context.actor, at: context.now
                    ) { $0.id.number }
                } then: { (screen: inout DayVisitsScreen, visits, context) in
                    if screen.list.filter.fields == filter { screen.fill(visits, context) }
                    return []
                })
        ]
    }

    private static func visits(_ source: Source, _ reading: Reading, _ context: DeskContext) throws
        -> [ListedVisit]
    {
        switch source {
        case .today(let part): return try reading.dayVisits(part, at: context.now)
        case .view(let scope):
            let view = try reading.workView(scope.workName ?? "", of: .visits, for: context.actor)
            return try reading.listedVisits(of: view, by: context.actor, at: context.now, limit: most)
        }
    }

    mutating func fill(_ rows: [ListedVisit], _ context: DeskContext) {
        let isToday = isToday
        // Of a view only so many are read; which of them all come first by another column nobody knows.
        let isCut = !isToday && rows.count >= Self.most
        list.show(rows, more: isCut, in: order(context)) {
            context.dayVisitCells($0, isToday: isToday).map(\.text)
        }
    }

    private var isToday: Bool { if case .today = source { true } else { false } }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if let steps = filter(by: action, context) { return steps }
        if action == Self.board { return [.push(BoardScreen())] }
        return list.selected.map { open($0.subject) } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        let (outcome, steps) = outcome(of: event, context)
        return outcome.steps { open($0.subject) }.map { steps + $0 }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        list.draw(
            in: area, on: &canvas, columns: columns(context), layout: layout(context), empty: none(context),
            context
        ) {
            context.dayVisitCells($0, isToday: isToday)
        }
    }

    func cells(_ row: ListedVisit, _ context: DeskContext) -> [TableCell] {
        context.dayVisitCells(row, isToday: isToday)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.id", .fixed(7)),
            context.column("column.planned", .fixed(isToday ? 7 : 15)),
            context.column("column.promised", .fixed(14)),
            context.column("column.state", .fixed(12)),
            context.column("column.technician", .flexible(least: 8, share: 1)),
            context.column("column.customer", .flexible(least: 8, share: 2)),
            context.column("column.kind", .fixed(12), dropOrder: 2),
            context.column("column.case", .fixed(8), dropOrder: 1),
        ]
    }
}

extension ListedVisit: OpenableRow {
    var subject: Subject { Subject(visit.id) }
}

extension DeskContext {
    /// As the overview calls it.
    fileprivate func name(_ part: VisitStanding) -> String {
        switch part {
        case .all: say("overview.allVisits")
        case .onSite: say("overview.underWay")
        case .late: say("overview.late")
        case .unplaced: say("overview.nobodys")
        case .state(let name, let version): stateName("visit", version, name)
        }
    }

    fileprivate func dayVisitCells(_ row: ListedVisit, isToday: Bool) -> [TableCell] {
        let visit = row.visit
        let isLate = VisitStanding.late.holds(visit, at: now)
        let promised = wording.time(visit.promised.start) + "-" + wording.time(visit.promised.end)
        return [
            TableCell(visit.id.description, .accent).ranked(id: visit.id),
            TableCell(
                isToday ? wording.time(visit.planned.start) : wording.near(visit.planned.start, now: now)
            ).ranked(at: visit.planned.start),
            TableCell(isLate ? mark(.missed) + " " + promised : promised, isLate ? .missed : .text)
                .ranked(at: visit.promised.start),
            TableCell(stateName(visit), visit.category.isOpen ? .text : .muted),
            row.technician.isEmpty
                ? TableCell(say("visit.nobody"), .atRisk) : TableCell(row.technician),
            TableCell(row.customer), TableCell(row.kind.map { kindName($0.rawValue) } ?? ""),
            TableCell(visit.caseID.description, .muted).ranked(id: visit.caseID),
        ]
    }
}
