import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

/// R270: how the house judged itself by a standard, as it was at an assessment and beside the one before: the tree with its scores,
/// what the records tell beside what a person marked, the points beside the scale, the grade, and what the next one takes.
struct StandardScreen: LookingScreen, ColumnScreen {
    let id = "R270"
    /// Nil for the newest.
    private var chosen: Int64?
    private var found: Found?
    private var tree = Tree<String>()
    var list = RecordList<StandardRow>()
    var search: Search?
    var reading = LongReading()
    private var isRead = false

    private struct Found: Sendable {
        /// The newest day first.
        var all: [AssessmentScore]
        var report: AssessmentReport
        var before: AssessmentScore?
        var people: [StaffID: String]
    }

    static let open = ActionID("standards.show")
    static let mark = ActionID("standards.mark")
    static let beside = ActionID("standards.beside")
    static let missing = ActionID("standards.missing")
    static let pick = ActionID("standards.pick")
    static let begin = ActionID("standards.begin")
    static let stop = ActionID("standards.stop")

    init() {}

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    func title(_ context: DeskContext) -> String { context.say("standards.screen") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let none = found == nil ? context.say("standards.none") : nil
        let lack = context.lack(of: .keepAudit)
        let group = list.selected?.level == .group ? context.say("standards.isGroup") : nil
        return stops(context) + [
            context.action(Self.open, [.enter], why: none),
            context.action(Self.mark, [.character("m")], why: none ?? lack ?? group),
            context.action(Self.missing, [.character("x")], why: none),
            context.action(Self.beside, [.character("b")], why: none ?? lack),
            context.action(Self.pick, [.character("o")], why: none),
            context.action(Self.begin, [.character("n")], why: lack),
        ] + TreeActions.all(why: none, context) + filter
    }

    // MARK: Reading

    /// Neither others' changes nor a look at what is behind begin it anew: what the records tell takes long on a large desk.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: isRead, context) else { return [] }
        let (chosen, now) = (chosen, context.now)
        return [
            look("standard") { reading, _ in
                let all = try reading.assessmentScores()
                guard let place = all.firstIndex(where: { $0.assessment.id == chosen }) ?? all.indices.first
                else {
                    return Found?.none
                }
                let one = all[place].assessment
                let people = try reading.names()
                return Found(
                    all: all, report: try reading.assessmentReport(one.id, at: now),
                    before: all[(place + 1)...].first { $0.assessment.standard == one.standard },
                    people: people)
            } then: { screen, found, context in
                (screen.found, screen.isRead) = (found, true)
                screen.fill()
                return []
            }
        ]
    }

    /// Another assessment is looked at from here on; nothing of the former stays under its heading.
    private mutating func show(_ id: Int64?, _ context: DeskContext) -> [DeskStep] {
        (chosen, found, isRead, list) = (id, nil, false, RecordList())
        reading.forget()
        return refresh(context)
    }

    private mutating func fill() {
        let rows = found.map { StandardRow.all($0.report, before: $0.before?.score) } ?? []
        tree.show(rows.map { Tree.Entry($0.id, depth: $0.level.rawValue) })
        list.show(rows.filter { tree.isInView($0.id) }) { row in row.label.texts.values.sorted() + [row.name]
        }
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let selected = TreeActions.perform(action, on: &tree, at: list.selected?.id) {
            fill()
            list.select(selected)
            return []
        }
        switch action {
        case Self.stop: stopReading()
        case Self.open: return list.selected.map { enter($0) } ?? []
        case Self.mark:
            guard let found, let row = list.selected, row.level != .group else { return [] }
            return [.push(MarkSheet(row, in: found.report, context))]
        case Self.missing:
            guard let report = found?.report else { return [] }
            return [.push(ReadSheet({ $0.say("standards.missing.title") }) { Pane(missing: report, $0) })]
        case Self.beside:
            guard let report = found?.report else { return [] }
            return [.push(SpecialSheet(report, context))]
        case Self.pick: return found.map { [.push(picker($0, context))] } ?? []
        case Self.begin: return begin(context)
        default: break
        }
        return []
    }

    /// What is known of a clause; anything above it folds.
    private mutating func enter(_ row: StandardRow) -> [DeskStep] {
        guard let found else { return [] }
        guard row.level == .clause else {
            if tree.toggle(row.id) { fill() }
            return []
        }
        return [
            .push(
                ReadSheet({ $0.name(found.report.assessment) }) {
                    Pane(row, found.report, people: found.people, $0)
                })
        ]
    }

    private func picker(_ found: Found, _ context: DeskContext) -> PickSheet {
        let all = found.all
        return PickSheet(context) { context in
            let choices = all.map { one in
                let facts: [String: PhraseFact] = [
                    "title": .text(context.name(one.assessment)), "day": .day(one.assessment.day),
                    "grade": .phrase(one.score.grade.phrase),
                ]
                return Choice(id: String(one.assessment.id), label: context.say("standards.one", facts))
            }
            return ChoiceField(choices).picker(
                title: context.say("standards.pick.title"), emptyText: context.say("pick.empty"))
        } picked: { id in
            Job.tell { (screen: inout StandardScreen, context) in
                screen.show(Int64(id), context)
            }
        }
    }

    private func begin(_ context: DeskContext) -> [DeskStep] {
        do {
            return [.push(AssessmentSheet(try context.rules.standards(), context))]
        } catch { return [.fail(context.say(error))] }
    }

    /// A new assessment is looked at at once.
    static func begun(_ id: Int64) -> Job.Reply {
        Job.tell { (screen: inout StandardScreen, context) in
            screen.show(id, context)
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return switch list.handle(event) {
        case .moved: []
        case .opened(let row): enter(row)
        case .ignored: nil
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        if let found {
            canvas.spans(head(found.report.assessment, found.report.score, context), in: area.line(0))
            canvas.spans(compared(found, context), in: area.line(1))
        }
        drawCourse(in: area.line(2), on: &canvas, context)
        let body = area.dropping(rows: 3)
        guard let found else {
            let why = isRead && !isReading ? context.say("standards.none") : unread(context)
            canvas.paragraph(why, in: body, .muted)
            return
        }
        let parts = ListDetail.places(
            in: body, on: &canvas, [.share(10), .share(6)], below: .fixed(body.height > 24 ? 10 : 5),
            fromRows: 16)
        if let place = parts.1 { draw(found, in: place, on: &canvas, context) }
        let glyphs = canvas.glyphs
        list.draw(
            in: parts.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("standards.none"),
            context
        ) { context.standardCells($0, branch: tree.before($0.id, glyphs)) }
    }

    private func head(_ one: SelfAssessment, _ score: StandardScore, _ context: DeskContext) -> [Span] {
        [
            Span(context.name(one) + "  ", .title), Span(context.wording.day(one.day) + "  ", .muted),
            Span(points(score, context) + "  ", .accent),
            Span(context.say(.phrase(score.grade.phrase)) + "  ", score.grade == .failed ? .missed : .good),
            Span(context.wording.text(score.standard.label), .muted),
        ]
    }

    private func points(_ score: StandardScore, _ context: DeskContext) -> String {
        score.score.map {
            context.say("standards.points", ["points": .number(($0 * 100).rounded() / 100)])
        } ?? context.say("standard.verdict.none")
    }

    /// The one before, and how much was gained; else that there is none.
    private func compared(_ found: Found, _ context: DeskContext) -> [Span] {
        guard let before = found.before else { return [Span(context.say("standards.first"), .muted)] }
        let facts: [String: PhraseFact] = [
            "title": .text(context.name(before.assessment)), "points": .text(points(before.score, context)),
            "grade": .phrase(before.score.grade.phrase),
        ]
        let change = found.report.score.score.flatMap { now in before.score.score.map { now - $0 } }
        // What is not judged as a whole yet cannot have gained or lost.
        let isOpen = found.report.score.grade == .open
        return [Span(context.say("standards.before", facts) + "  ", .muted)]
            + (isOpen
                ? [] : change.map { [Span(context.wording.signed($0), $0 < 0 ? .missed : .good)] } ?? [])
    }

    /// What the next grade takes; beside the tree also the clause selected.
    private func draw(_ found: Found, in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        var pane = Pane(missing: found.report, context)
        if area.height >= 20, let row = list.selected, row.level == .clause {
            pane.add(.blank)
            pane.lines += Pane(row, found.report, people: found.people, context).lines
        }
        pane.draw(
            in: area, on: &canvas, more: context.say("gap.more", ["key": context.key(Self.missing, on: id)]))
    }

    func cells(_ row: StandardRow, _ context: DeskContext) -> [TableCell] {
        context.standardCells(row, branch: tree.before(row.id, .drawn))
    }

    /// By chapters, as the standard has them.
    var keepsOrder: Bool { true }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("standards.title.clause", .flexible(least: 24, share: 5)),
            context.column("standard.title.points", .fixed(9), .trailing),
            context.column("standard.title.verdict", .fixed(18)),
            context.column("standard.title.evidence", .flexible(least: 16, share: 1), dropOrder: 2),
            context.column("standards.title.change", .fixed(7), .trailing, dropOrder: 1),
        ]
    }
}
