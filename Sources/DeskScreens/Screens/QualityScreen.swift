import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R230: the work of agents as it is judged. What waits for whoever sits here, what was drawn, what was found of one's own work
/// and said to it, each agent's mean, what is missed most often, how far two raters agree, and calibration sessions. Who judges
/// nobody sees their own.
struct QualityScreen: ChoosingScreen, ColumnScreen {
    let id = "R230"

    enum Tab: String, CaseIterable, Sendable {
        case waiting, all, own, agents, items, agreement, calibration

        var action: ActionID { ActionID("quality.tab.\(rawValue)") }
        /// Only for those who judge others' work.
        var isForJudges: Bool { [.waiting, .all, .agreement, .calibration].contains(self) }
    }

    private var tab: Tab?
    private var card: String?
    private var period = ReportDays.quarter
    /// Whose reviews alone are listed, once one of the agents was opened.
    private var agent: StaffID?
    var list = RecordList<QualityRow>()
    private var names: [StaffID: String] = [:]

    static let next = ActionID("quality.next")
    static let open = ActionID("quality.open")
    static let everybody = ActionID("quality.everybody")
    static let draw = ActionID("quality.draw")
    static let card = ActionID("quality.card")
    static let period = ActionID("quality.period")
    static let calibrate = ActionID("quality.calibrate")

    init() {}

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    func title(_ context: DeskContext) -> String {
        context.say("quality.title", ["count": .text(list.counted)])
    }

    private static func judges(_ context: DeskContext) -> Bool {
        context.lack(of: .scoreQuality) == nil || context.lack(of: .steerQuality) == nil
    }

    private static func tabs(_ context: DeskContext) -> [Tab] {
        let judges = judges(context)
        return Tab.allCases.filter { judges || !$0.isForJudges }
    }

    private func shown(_ context: DeskContext) -> Tab { tab ?? Self.tabs(context)[0] }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let (tab, card, period, agent) = (shown(context), card, period, agent)
        let weeks = period.days(context)
        return [
            .job(
                .read("quality") { reading, context in
                    (try Self.rows(tab, card, weeks, of: agent, reading, context), try reading.names())
                } then: { (screen: inout QualityScreen, found, context) in
                    guard screen.shown(context) == tab, screen.card == card, screen.period == period,
                        screen.agent == agent
                    else { return [] }
                    screen.names = found.1
                    screen.fill(found.0, context)
                    return []
                })
        ]
    }

    private static func rows(
        _ tab: Tab, _ card: String?, _ weeks: ClosedRange<Day>, of agent: StaffID?, _ reading: Reading,
        _ context: DeskContext
    ) throws -> [QualityRow] {
        let actor = context.actor
        return switch tab {
        case .waiting: try reading.waitingReviews(for: actor, card: card).map { .review($0) }
        case .all:
            try reading.reviewLines(for: actor, of: agent, card: card, weeks: weeks).map { .review($0) }
        case .own: try reading.ownReviewLines(of: actor, card: card, weeks: weeks).map { .review($0) }
        case .agents: try reading.agentScores(weeks, card: card, for: actor).map { .agent($0) }
        case .items: try reading.missedItems(weeks, card: card, for: actor).map { .item($0) }
        case .agreement:
            try (card.map { [$0] } ?? reading.drawnCards()).flatMap { name in
                try reading.agreement(name, weeks, for: actor).map { .agreement($0, card: name) }
            }
        case .calibration: try reading.calibrationLines(for: actor, card: card).map { .session($0) }
        }
    }

    private mutating func fill(_ rows: [QualityRow], _ context: DeskContext) {
        let tab = shown(context)
        list.show(rows, in: order(context)) { [names] in
            context.qualityCells($0, tab, names: names).map(\.text)
        }
    }

    mutating func languageChanged(_ context: DeskContext) { if list.isRead { fill(list.all, context) } }

    /// Something else is looked at; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        list = RecordList()
        return refresh(context)
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        // What was filtered is there again first.
        let back = agent == nil || list.filter.isOn ? [] : [context.action(Self.everybody, [.escape])]
        return [
            context.action(Self.next, [.character("n")], why: context.lack(of: .scoreQuality)),
            context.action(
                Self.open, [.enter], why: mayOpen(context) ? nil : context.say("quality.nothing")),
            context.action(Self.draw, [.character("d")], why: context.lack(of: .steerQuality)),
            context.action(Self.card, [.character("c")]),
            context.action(Self.period, [.character("p")], why: whyNoPeriod(context)),
            context.action(
                Self.calibrate, [.character("b")], inFooter: shown(context) == .calibration,
                why: context.lack(of: .steerQuality)),
        ] + back + tabActions(context) + filter
    }

    private func whyNoPeriod(_ context: DeskContext) -> String? {
        switch shown(context) {
        case .waiting: context.say("quality.noPeriod")
        case .calibration: context.say("calibration.noPeriod")
        case .all, .own, .agents, .items, .agreement: nil
        }
    }

    /// A review or a session; or the reviews of an agent, for those who see others'.
    private func mayOpen(_ context: DeskContext) -> Bool {
        switch list.selected {
        case .review, .session: true
        case .agent: Self.judges(context)
        case .item, .agreement, nil: false
        }
    }

    private func tabActions(_ context: DeskContext) -> [DeskAction] {
        let offered = Self.tabs(context)
        return Tab.allCases.map { tab in
            let key = offered.firstIndex(of: tab).map { Key.character(Character("\($0 + 1)")) }
            return context.action(
                tab.action, key.map { [$0] } ?? [], group: "group.tabs", inFooter: false,
                why: key == nil ? context.lack(of: .scoreQuality) : nil)
        }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let tab = Tab.allCases.first(where: { $0.action == action }) {
            (self.tab, agent) = (tab, nil)
            return chosen(context)
        }
        switch action {
        case Self.next: return [.job(takeNext)]
        case Self.open: return list.selected.map { enter($0, context) } ?? []
        case Self.everybody:
            (tab, agent) = (.agents, nil)
            return chosen(context)
        case Self.draw: return [.push(drawSheet(context))]
        case Self.calibrate: return [.job(beginSession)]
        case Self.card:
            return pick(context, { $0.scoreCardPicker }) {
                $0.card = $1 == DeskContext.allCards ? nil : $1
            }
        case Self.period:
            return pick(context, { $0.reportDaysPicker }) {
                $0.period = ReportDays(rawValue: $1) ?? .quarter
            }
        default: return []
        }
    }

    private var takeNext: Job {
        .claim("next") { [card] work in
            try work.takeNextReview(card).id
        } then: { (_: inout QualityScreen, id, _) in
            [.push(AssessScreen(id))]
        }
    }

    /// Asks who may score, for the form to offer.
    private var beginSession: Job {
        .read("raters") { reading, _ in
            (
                try reading.rules.scoreCards().cards,
                try reading.people().filter { reading.rules.roles.allows($0.roles, .scoreQuality) }
            )
        } then: { (_: inout QualityScreen, found, context) in
            [.push(NewCalibrationSheet(found.0, found.1, context))]
        }
    }

    private mutating func enter(_ row: QualityRow, _ context: DeskContext) -> [DeskStep] {
        switch row {
        case .review(let line): return [.push(AssessScreen(line.review.id))]
        case .session(let line): return [.push(CalibrationScreen(line.id))]
        case .agent(let score) where Self.judges(context):
            (tab, agent) = (.all, score.agent)
            return chosen(context)
        case .agent, .item, .agreement: return []
        }
    }

    /// Last week, by every card; by chance that begins with the moment, and is told and kept.
    private func drawSheet(_ context: DeskContext) -> ConfirmSheet {
        let today = context.rules.localDay(context.now)
        let week = today - (today.weekday - 1) - 7
        let draw = Job.tell { (_: inout QualityScreen, context) in
            let seed = context.now.milliseconds % 999_999_999 + 1
            return [
                .job(
                    .act("draw") { work in
                        try work.rules.scoreCards().cards.map {
                            try work.drawReviews($0.name, weekOf: week, seed: seed)
                        }
                    } then: { (screen: inout QualityScreen, drawn, context) in
                        screen.refresh(context) + [.done(context.drawn(drawn))]
                    })
            ]
        }
        return .ask(context, then: [.tell(draw)]) { context in
            (context.say("quality.draw.title"), context.say("quality.draw.ask", ["week": .day(week)]))
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0, context) }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let (tab, tabs) = (shown(context), Self.tabs(context))
        canvas.spans(head(tab, context), in: area.line(0))
        Tabs(
            tabs.map { context.say("quality.tab.\($0.rawValue)") }, selected: tabs.firstIndex(of: tab)
        ).draw(in: area.line(1), on: &canvas)
        canvas.rule(area.line(2))
        let body = area.dropping(rows: 3)
        let places = list.selected == nil ? (body, nil) : ListDetail.places(in: body, on: &canvas)
        if let place = places.1, let row = list.selected {
            Pane(row, names: names, context).draw(in: place, on: &canvas, more: context.say("screen.below"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("quality.empty.\(tab.rawValue)"), context
        ) {
            context.qualityCells($0, tab, names: names)
        }
    }

    func columnsID(_ context: DeskContext) -> String { "\(id) \(shown(context).rawValue)" }

    func columns(_ context: DeskContext) -> [Column] { context.columns(of: shown(context)) }

    func cells(_ row: QualityRow, _ context: DeskContext) -> [TableCell] {
        context.qualityCells(row, shown(context), names: names)
    }

    private func head(_ tab: Tab, _ context: DeskContext) -> [Span] {
        let card = card.map { context.cardName($0) } ?? context.say("quality.allCards")
        guard ![.waiting, .calibration].contains(tab) else { return [Span(card, .accent)] }
        let days = period.days(context)
        let weeks = context.say(
            "quality.weeks", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
        let whose = agent.map { [Span((names[$0] ?? $0.description) + "  ", .title)] } ?? []
        return whose + [Span(card + "  ", .accent), Span(weeks, .muted)]
    }
}

/// A line of quality control.
enum QualityRow: Sendable, Identifiable {
    case review(ReviewLine)
    case agent(AgentScore)
    case item(MissedItem)
    case agreement(RaterAgreement, card: String)
    case session(CalibrationLine)

    var id: String {
        switch self {
        case .review(let line): line.id.description
        case .agent(let score): score.agent.description
        case .item(let item): item.id
        case .agreement(let found, let card): "\(card) \(found.item ?? "")"
        case .session(let line): line.id.description
        }
    }
}
