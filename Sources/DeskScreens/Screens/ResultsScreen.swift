import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// R215: what the answers to a questionnaire come to, by question, by dimension, by group, beside the days before; in
/// customers' own words, and down to the very sheets. Read beside the keyboard; Esc ends it.
struct ResultsScreen: LookingScreen, AnsweredDaysScreen, ColumnScreen {
    let id = "R215"

    enum Tab: String, CaseIterable, Sendable {
        case questions, dimensions, groups, plot, words, sheets
        var action: ActionID { ActionID("results.tab.\(rawValue)") }
    }

    /// Nil until it is known which questionnaire is answered most.
    var scope: SurveyScope?
    var period = AnsweredDays.period(.year)
    var grouping = SurveyGrouping.month
    /// By which figure groups are compared; nil is the first there is.
    var figure: SurveyGroup.Figure.Source?
    var tab = Tab.questions
    /// Only sheets that answer this question.
    var asked: String?
    private(set) var report: SurveyReport?
    var list = RecordList<ResultRow>()
    private(set) var texts: [SaidText] = []
    private(set) var terms: [TermCount] = []
    /// Only texts that hold it.
    private(set) var term: String?
    private var lines: [SurveyLine] = []
    /// Most sheets to read; grows as the selection nears the end.
    private var limit = Self.page
    /// What the groups are called that were looked into.
    private(set) var groupNames: [SurveyGrouping: String] = [:]
    var search: Search?
    var reading = LongReading()
    private static let page = 200
    static let mostTexts = 2000

    init() {}

    func title(_ context: DeskContext) -> String {
        let known =
            report?.results.questionnaire
            ?? scope.flatMap { try? context.rules.questionnaire($0.questionnaire) }
        return known.map { context.wording.text($0.label) } ?? context.say("results.name")
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    /// The figure that groups are compared by now.
    var compared: SurveyGroup.Figure.Source? {
        let there = report?.groups.first?.figures.figures.map(\.source) ?? []
        return there.first { $0 == figure } ?? there.first
    }

    // MARK: Reading

    /// Neither others' changes nor a look into a sheet begin it anew: it may take seconds.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard let scope else { return [.job(findScope())] }
        guard reading.begins(isRead: report != nil, context) else { return [] }
        let grouping = grouping
        return [
            look("results") { reading, reach in
                try reading.surveyReport(scope.query, by: grouping, compares: true, progress: reach)
            } then: { screen, report, context in
                screen.report = report
                screen.fill(context)
                return screen.readTab()
            }
        ]
    }

    /// Something else is looked at from here on. What was read of the former goes at once, so that no figures stand under
    /// another's heading when the person ends the reading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        scope?.days = period.days(context)
        (report, list, limit) = (nil, RecordList(), Self.page)
        forgetTab()
        reading.forget()
        return refresh(context)
    }

    private mutating func forgetTab() { (texts, terms, term, lines) = ([], [], nil, []) }

    /// The questionnaire that is answered most.
    private func findScope() -> Job {
        .read("scope") { reading, _ in
            try reading.mostAnswered()
        } then: { (screen: inout ResultsScreen, name, context) in
            guard let name else { return [] }
            screen.scope = SurveyScope(name, screen.period.days(context))
            return screen.refresh(context)
        }
    }

    /// What the tab shows besides the report.
    private func readTab() -> [DeskStep] {
        guard let scope else { return [] }
        let (asked, limit) = (asked, limit)
        switch tab {
        case .words:
            return [
                .job(
                    .read("texts") { reading, _ in
                        let texts = try reading.surveyTexts(scope.query, limit: Self.mostTexts)
                        return (texts, TermCount.count(texts.map(\.text)))
                    } then: { (screen: inout ResultsScreen, found, context) in
                        (screen.texts, screen.terms) = found
                        screen.fill(context)
                        return []
                    })
            ]
        case .sheets:
            return [
                .job(
                    .read("sheets") { reading, _ in
                        try reading.surveyLines(scope, answering: asked, limit: limit)
                    } then: { (screen: inout ResultsScreen, lines, context) in
                        screen.lines = lines
                        screen.fill(context)
                        return []
                    })
            ]
        default: return []
        }
    }

    /// The rows of the tab, of what was read.
    private mutating func fill(_ context: DeskContext) {
        guard let report else { return }
        let rows: [ResultRow] =
            switch tab {
            case _ where report.results.sheets == 0: []
            case .questions: report.results.questions.map { .question($0) }
            case .dimensions: DimensionLine.all(report.results).map { .dimension($0) }
            case .groups:
                report.groups.map { group in
                    .group(group, group.figures.figures.first { $0.source == compared })
                }
            case .plot: []
            case .words:
                texts.filter { said in term.map { TermCount.isIn(said.text, $0) } ?? true }.map { .text($0) }
            case .sheets: lines.map { .sheet($0) }
            }
        list.show(rows, more: tab == .sheets && lines.count >= limit, in: order(context)) {
            context.resultCells($0, report).map(\.text)
        }
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let tab = Tab.allCases.first(where: { $0.action == action }) { return show(tab, context) }
        switch action {
        case Self.stop: stopReading()
        case Self.next, Self.previous:
            let place = Tab.allCases.firstIndex(of: tab) ?? 0
            let step = action == Self.next ? 1 : Tab.allCases.count - 1
            return show(Tab.allCases[(place + step) % Tab.allCases.count], context)
        case Self.open: return list.selected.map { enter($0, context) } ?? []
        case Self.widen: return widen(context)
        case Self.period: return pickPeriod(context)
        case Self.review: return [.push(ReviewScreen(scope?.questionnaire))]
        case Self.export:
            return scope.map { scope in [.push(CopyScreen(context) { [self] in command(scope, $0) })] } ?? []
        default: return [.push(picks(action, context))]
        }
        return []
    }

    /// - Parameter asked: only sheets that answer this question.
    private mutating func show(_ tab: Tab, asked: String? = nil, _ context: DeskContext) -> [DeskStep] {
        (self.tab, self.asked, list, limit) = (tab, asked, RecordList(), Self.page)
        forgetTab()
        fill(context)
        return readTab()
    }

    /// Down to the sheets behind a line, and from there to the sheet.
    private mutating func enter(_ row: ResultRow, _ context: DeskContext) -> [DeskStep] {
        switch row {
        case .question(let result): return show(.sheets, asked: result.question.name, context)
        case .dimension: return show(.sheets, context)
        case .group(let group, _):
            let key = group.figures.key
            guard SurveyScope.canLookInto(key, grouping) else {
                return [.warn(context.say("results.nobodyKnown"))]
            }
            scope?.within[grouping] = key
            groupNames[grouping] = context.wording.say(group.title)
            (tab, asked) = (.sheets, nil)
            return chosen(context)
        case .text(let said): return [.push(AnswersScreen(said.survey))]
        case .sheet(let line): return [.push(AnswersScreen(line.survey.id))]
        }
    }

    /// Whether nothing was chosen to look at alone.
    var isWide: Bool { scope?.within.isEmpty != false && asked == nil && term == nil }

    /// Only texts that hold a term.
    mutating func narrow(to term: String, _ context: DeskContext) {
        self.term = term
        fill(context)
    }

    private mutating func widen(_ context: DeskContext) -> [DeskStep] {
        guard !isWide else { return [] }
        if term != nil {
            term = nil
            fill(context)
            return []
        }
        scope?.within = [:]
        asked = nil
        return chosen(context)
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        switch list.handle(event) {
        case .moved: return moved()
        case .opened(let row): return enter(row, context)
        case .ignored: return nil
        }
    }

    /// More sheets when the selection nears the end of those read.
    private mutating func moved() -> [DeskStep] {
        guard tab == .sheets, list.all.count >= limit, list.isNearEnd else { return [] }
        limit += Self.page
        return readTab()
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    // MARK: Columns

    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.rawValue)" }

    /// Questions are answered on scales of their own.
    var unordered: Set<String> {
        tab == .questions ? ["figure", "before", "change", "interval"] : ["before", "interval"]
    }

    func columns(_ context: DeskContext) -> [Column] {
        context.columns(of: tab, compares: report?.compares ?? false)
    }

    func cells(_ row: ResultRow, _ context: DeskContext) -> [TableCell] {
        context.resultCells(row, report)
    }
}
