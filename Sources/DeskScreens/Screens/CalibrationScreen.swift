import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R232: a calibration session. While it is open, what one has still to score in it, and one's own scores; then everybody's side by
/// side, how far they are apart on each item, and how each scores beside what was agreed.
struct CalibrationScreen: ColumnScreen {
    let id = "R232"

    enum Tab: String, CaseIterable, Sendable {
        case matters, items, raters

        var action: ActionID { ActionID("calibration.tab.\(rawValue)") }
    }

    struct Found: Sendable {
        var sheet: CalibrationSheet
        var names: [StaffID: String]
        var customers: [Subject: String]
    }

    private let sessionID: CalibrationID
    private var tab = Tab.matters
    private var found: Found?
    var list = RecordList<CalibrationRow>()

    static let open = ActionID("calibration.open")
    static let score = ActionID("calibration.score")
    static let agree = ActionID("calibration.agree")
    static let close = ActionID("calibration.close")

    init(_ id: CalibrationID) { sessionID = id }

    var isAwaiting: Bool { found == nil }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }
    var watched: Set<Subject> { [Subject(sessionID)] }

    func title(_ context: DeskContext) -> String {
        let facts: [String: PhraseFact] = [
            "id": .text(sessionID.description), "name": .text(found?.sheet.session.name ?? ""),
        ]
        return context.say("calibration.screen", facts)
    }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("calibration") { [sessionID] reading, context in
                    let sheet = try reading.calibrationSheet(sessionID, for: context.actor)
                    let customers = try sheet.session.matters.map { matter in
                        (matter.subject, try reading.customerName(of: matter.subject) ?? "")
                    }
                    return Found(
                        sheet: sheet, names: try reading.names(),
                        customers: Dictionary(customers, uniquingKeysWith: { a, _ in a }))
                } then: { (screen: inout CalibrationScreen, found, context) in
                    screen.found = found
                    screen.fill(context)
                    return []
                } failed: { (screen: inout CalibrationScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    private mutating func fill(_ context: DeskContext) {
        guard let found else { return }
        list.show(found.rows(of: tab, for: context.actor.staffID), in: order(context)) { row in
            context.calibrationCells(row, names: found.names).map(\.text)
        }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Doing

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = line == nil ? context.say("calibration.nothing") : nil
        return [
            context.action(Self.score, [.character("s")], why: whyNotScore(context) ?? nothing),
            context.action(Self.agree, [.character("a")], why: whyNotAgree(context) ?? nothing),
            context.action(Self.open, [.enter], why: nothing),
            context.action(
                Self.close, [.character("x")], inFooter: false,
                why: context.lack(of: .steerQuality) ?? closed.map { context.say($0) },
                asks: context.confirmation(
                    context.say("calibration.close.title"),
                    context.say("calibration.close.ask", ["id": .text(sessionID.description)]))),
        ] + context.tabActions(Tab.allCases.map(\.action)) + filter
    }

    /// The case or call that is selected.
    private var line: CalibrationMatterLine? {
        if case .matter(let line) = list.selected { line } else { nil }
    }

    private var closed: CalibrationFault? {
        found.flatMap { found in found.sheet.session.closedAt.map { .closed(sessionID, $0) } }
    }

    private func whyNotScore(_ context: DeskContext) -> String? {
        if let lack = context.lack(of: .scoreQuality) ?? closed.map({ context.say($0) }) { return lack }
        guard let person = context.actor.staffID, found?.sheet.session.raters.contains(person) ?? true else {
            return context.say(CalibrationFault.notAmong(sessionID))
        }
        guard let line, line.standing == .scored else { return nil }
        return context.say(CalibrationFault.scored(line.matter.subject, sessionID))
    }

    private func whyNotAgree(_ context: DeskContext) -> String? {
        if let lack = context.lack(of: .steerQuality) { return lack }
        guard closed != nil else { return context.say(CalibrationFault.stillOpen(sessionID)) }
        guard let line, line.standing == .agreed else { return nil }
        return context.say(CalibrationFault.agreed(line.matter.subject, sessionID))
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
        case Self.open: return line.map { open($0.matter.subject) } ?? []
        case Self.score: return sheet(.score, context)
        case Self.agree: return sheet(.agree, context)
        case Self.close: return [.job(closeSession)]
        default: return []
        }
    }

    private func sheet(_ purpose: CalibrateSheet.Purpose, _ context: DeskContext) -> [DeskStep] {
        guard let found, let line else { return [] }
        return [.push(CalibrateSheet(purpose, line.matter.subject, in: found.sheet, context))]
    }

    private var closeSession: Job {
        .act("close") { [sessionID] work in
            try work.closeCalibration(sessionID)
        } then: { (_: inout CalibrationScreen, session, context) in
            [
                .refresh,
                .done(context.say("calibration.isClosed", ["id": .text(session.id.description)])),
            ]
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { row in
            if case .matter(let line) = row { open(line.matter.subject) } else { [] }
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        guard let found else { return }
        canvas.spans(context.head(of: found.sheet.line, names: found.names), in: area.line(0))
        Tabs(
            Tab.allCases.map { context.say("calibration.tab.\($0.rawValue)") },
            selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: area.line(1), on: &canvas)
        canvas.rule(area.line(2))
        let body = area.dropping(rows: 3)
        let places = list.selected == nil ? (body, nil) : ListDetail.places(in: body, on: &canvas)
        if let place = places.1, let row = list.selected {
            Pane(row, found, context).draw(in: place, on: &canvas, more: context.say("screen.below"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("calibration.empty"), context
        ) {
            context.calibrationCells($0, names: found.names)
        }
    }

    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.rawValue)" }

    func columns(_ context: DeskContext) -> [Column] { context.columns(of: tab) }

    func cells(_ row: CalibrationRow, _ context: DeskContext) -> [TableCell] {
        context.calibrationCells(row, names: found?.names ?? [:])
    }
}

/// A line of a calibration session.
enum CalibrationRow: Sendable, Identifiable {
    case matter(CalibrationMatterLine)
    case item(CalibrationFigures.OfItem)
    case rater(CalibrationFigures.OfRater)

    var id: String {
        switch self {
        case .matter(let line): line.matter.subject.description
        case .item(let item): item.item.name
        case .rater(let rater): rater.rater.description
        }
    }
}

/// A case or a call of a session, and how it stands for whoever looks.
struct CalibrationMatterLine: Sendable {
    enum Standing: String, Sendable {
        /// By whoever looks, who has not yet; or who has.
        case toScore, scored
        /// Others score it.
        case waiting
        /// All may see what was scored, and nothing is agreed yet; or something is.
        case toAgree, agreed
    }

    var matter: CalibrationMatter
    var customer: String
    var standing: Standing
    /// Nil while the session is open, and where nobody scored.
    var spread: CalibrationFigures.OfMatter?
}

extension CalibrationScreen.Found {
    /// - Parameter person: whoever looks.
    fileprivate func rows(of tab: CalibrationScreen.Tab, for person: StaffID?) -> [CalibrationRow] {
        switch tab {
        case .matters: sheet.session.matters.map { .matter(line($0, for: person)) }
        case .items: (sheet.figures?.items ?? []).map { .item($0) }
        case .raters: (sheet.figures?.raters ?? []).map { .rater($0) }
        }
    }

    private func line(_ matter: CalibrationMatter, for person: StaffID?) -> CalibrationMatterLine {
        let scores = sheet.scores(of: matter.subject)
        let standing: CalibrationMatterLine.Standing =
            if sheet.session.closedAt != nil {
                scores.contains(where: \.isAgreed) ? .agreed : .toAgree
            } else if let person, sheet.session.raters.contains(person) {
                scores.isEmpty ? .toScore : .scored
            } else {
                .waiting
            }
        return CalibrationMatterLine(
            matter: matter, customer: customers[matter.subject] ?? "", standing: standing,
            spread: sheet.figures?.matters.first { $0.subject == matter.subject })
    }
}
