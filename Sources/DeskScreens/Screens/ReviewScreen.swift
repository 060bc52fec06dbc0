import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

/// R217: what customers say otherwise than their technicians recorded: fee, signature, rating. Each difference is open until
/// somebody decides what came of it; by technician, with a test of chance.
struct ReviewScreen: LookingScreen, AnsweredDaysScreen, ColumnScreen {
    let id = "R217"

    enum Tab: String, CaseIterable, Sendable {
        case differences, technicians
        var action: ActionID { ActionID("review.tab.\(rawValue)") }
    }

    private var questionnaire: String?
    var period = AnsweredDays.period(.quarter)
    private(set) var review: HonestyReview?
    private(set) var names: [StaffID: String] = [:]
    private(set) var tab = Tab.differences
    /// Only one technician's.
    private var technician: StaffID?
    private var showsAll = false
    var list = RecordList<ReviewRow>()
    var search: Search?
    var reading = LongReading()

    static let open = ActionID("review.open")
    static let decide = ActionID("review.decide")
    static let all = ActionID("review.all")
    static let questionnaire = ActionID("review.questionnaire")
    static let period = ActionID("review.period")
    static let stop = ActionID("review.stop")
    static let widen = ActionID("review.widen")

    /// - Parameter questionnaire: nil for the first that compares with the record.
    init(_ questionnaire: String? = nil) { self.questionnaire = questionnaire }

    static func compares(_ questionnaire: Questionnaire) -> Bool {
        questionnaire.consequences.contains(where: \.differs)
    }

    private func shown(_ context: DeskContext) -> Questionnaire? {
        let all = (try? context.rules.questionnaires())?.newest.filter(Self.compares) ?? []
        return all.first { $0.name == questionnaire } ?? all.first { $0.name == "after-repair" } ?? all.first
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            "review.title",
            [
                "questionnaire": .text(shown(context).map { context.wording.text($0.label) } ?? ""),
                "count": .count(review?.items.count(where: \.isOpen) ?? 0),
            ])
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }
    private var item: ReviewItem? {
        if case .difference(let item) = list.selected { item } else { nil }
    }

    // MARK: Reading

    /// Neither others' changes nor a look into a sheet begin it anew: it may take seconds.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard let questionnaire = shown(context), reading.begins(isRead: review != nil, context)
        else { return [] }
        let scope = SurveyScope(questionnaire.name, period.days(context))
        return [
            look("review") { reading, reach in
                (try reading.honestyReview(scope.query, progress: reach), try reading.names())
            } then: { screen, found, context in
                (screen.review, screen.names) = found
                screen.fill(context)
                return []
            }
        ]
    }

    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        (review, list) = (nil, RecordList())
        reading.forget()
        return refresh(context)
    }

    private mutating func fill(_ context: DeskContext) {
        guard let review else { return }
        let rows: [ReviewRow] =
            switch tab {
            case .differences:
                review.items.filter {
                    (showsAll || $0.isOpen) && (technician == nil || $0.survey.technician == technician)
                }.map { .difference($0) }
            case .technicians:
                review.honesty.rows.map { row in
                    let id = StaffID(row.technician)
                    return .technician(
                        row, name: names[id] ?? id.description, open: review.count(of: id, where: \.isOpen))
                }
            }
        list.show(rows, in: order(context)) { [names] in context.reviewCells($0, names: names).map(\.text) }
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("review.nothing") : nil
        let noDifference = item == nil ? context.say("review.nothing") : nil
        let tabs = context.tabActions(Tab.allCases.map(\.action))
        return stops(context) + [
            context.action(Self.open, [.enter], why: nothing),
            context.action(
                Self.decide, [.character("d")], why: context.lack(of: .reviewSurvey) ?? noDifference),
            context.action(Self.all, [.character("m")]),
            context.action(Self.questionnaire, [.character("c")]),
            context.action(Self.period, [.character("p")]),
            context.action(
                Self.widen, [.character("b")], inFooter: false,
                why: technician == nil ? context.say("review.isWide") : nil),
        ] + tabs + filter
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let tab = Tab.allCases.first(where: { $0.action == action }) {
            (self.tab, list) = (tab, RecordList())
            fill(context)
            return []
        }
        switch action {
        case Self.stop: stopReading()
        case Self.all:
            showsAll.toggle()
            fill(context)
        case Self.widen:
            technician = nil
            fill(context)
        case Self.open: return list.selected.map { enter($0, context) } ?? []
        case Self.decide: return item.map { [.push(DecideSheet([$0], context))] } ?? []
        case Self.questionnaire:
            return pick(context, { $0.questionnairePicker(Self.compares) }) {
                ($0.questionnaire, $0.technician) = ($1, nil)
            }
        case Self.period: return pickPeriod(context)
        default: break
        }
        return []
    }

    private mutating func enter(_ row: ReviewRow, _ context: DeskContext) -> [DeskStep] {
        switch row {
        case .difference(let item): return [.push(AnswersScreen(item.survey.id))]
        case .technician(let row, _, _):
            (technician, tab, list, showsAll) = (StaffID(row.technician), .differences, RecordList(), true)
            fill(context)
            return []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0, context) }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.spans(head(context), in: area.line(0))
        Tabs(
            Tab.allCases.map { context.say("review.tab.\($0.rawValue)") },
            selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: area.line(1), on: &canvas)
        drawCourse(in: area.line(2), on: &canvas, context)
        let body = area.dropping(rows: 3)
        guard review != nil else {
            let why = shown(context) == nil ? context.say("review.none") : context.lookEnded(on: id)
            canvas.paragraph(search == nil ? why : "", in: body, .muted)
            return canvas.parkCaret(at: body.origin, visible: false)
        }
        let places = list.selected == nil ? (body, nil) : ListDetail.places(in: body, on: &canvas)
        if let place = places.1, let row = list.selected {
            Pane(row, names: names, shown(context), context).draw(
                in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: showsAll
                ? context.say("review.none")
                : context.say("review.noneOpen", ["key": context.key(Self.all, on: id)]), context
        ) {
            context.reviewCells($0, names: names)
        }
    }

    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.rawValue)" }

    func columns(_ context: DeskContext) -> [Column] { context.columns(of: tab) }

    func cells(_ row: ReviewRow, _ context: DeskContext) -> [TableCell] {
        context.reviewCells(row, names: names)
    }

    private func head(_ context: DeskContext) -> [Span] {
        let scope = context.name(period)
        guard let review else { return [Span(scope, .accent)] }
        let facts: [String: PhraseFact] = [
            "count": .count(review.honesty.all.count),
            "share": .text(context.wording.percent(review.honesty.all.value)),
        ]
        let who = technician.map { "  " + (names[$0] ?? $0.description) } ?? ""
        return [
            Span(scope + "  ", .accent), Span(context.say("review.head", facts)),
            Span(who, .title),
            Span("  " + context.say(showsAll ? "review.showsAll" : "review.showsOpen"), .muted),
        ]
    }
}

/// A line of the review.
enum ReviewRow: Sendable, Hashable, Identifiable {
    case difference(ReviewItem)
    case technician(Honesty.Row, name: String, open: Int)

    var id: String {
        switch self {
        case .difference(let item): item.id
        case .technician(let row, _, _): "technician \(row.technician)"
        }
    }
}
