import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R280: the system of the service, a page each: its posts as a tree, how work really goes, the standards that control it,
/// who can do what, whom to train, what it works with, and what people earn. Enter opens what is behind a row.
struct SystemScreen: ChoosingScreen, ColumnScreen {
    let id = "R280"

    enum Tab: String, CaseIterable, Sendable {
        case chart, process, controls, skills, training, resources, incentives
        var action: ActionID { ActionID("system.tab.\(rawValue)") }
        /// The days it is about at first; nil for those of today or of their own.
        var period: ReportDays? {
            switch self {
            case .process: .quarter
            case .training: .year
            case .incentives: .month
            case .chart, .controls, .skills, .resources: nil
            }
        }
    }

    private(set) var tab = Tab.chart
    private var workflow = "complaint"
    private var periods: [Tab: ReportDays] = [:]
    private var pages: [Tab: SystemPage] = [:]
    /// Those that could not be read.
    private var failed: Set<Tab> = []
    private var names: [StaffID: String] = [:]
    var list = RecordList<SystemRow>()
    private var readings: [Tab: LongReading] = [:]
    private var tree = Tree<String>()

    static let open = ActionID("system.open")
    static let workflow = ActionID("system.workflow")
    static let period = ActionID("system.period")

    init() {}

    var isAwaiting: Bool { pages[tab] == nil && !failed.contains(tab) }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected?.id }

    func title(_ context: DeskContext) -> String { context.say("system.screen") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        return [
            context.action(Self.open, [.enter], why: list.selected == nil ? context.say("system.none") : nil),
            context.action(
                Self.workflow, [.character("w")],
                why: tab == .process ? nil : context.say("system.noWorkflow")),
            context.action(
                Self.period, [.character("p")], why: tab.period == nil ? context.say("system.noPeriod") : nil),
        ] + TreeActions.all(why: tab == .chart ? nil : context.say("tree.none"), context)
            + context.tabActions(Tab.allCases.map(\.action)) + filter
    }

    // MARK: Reading

    private func days(_ tab: Tab, _ context: DeskContext) -> ClosedRange<Day> {
        (periods[tab] ?? tab.period ?? .month).days(context)
    }

    /// Neither others' changes nor a look at what is behind begin it anew: some pages take long to read.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let tab = tab
        guard readings[tab, default: LongReading()].begins(isRead: pages[tab] != nil, context) else {
            return []
        }
        failed.remove(tab)
        let (days, workflow) = (self.days(tab, context), self.workflow)
        return [
            .job(
                .read("system \(tab.rawValue)") { reading, context in
                    (
                        try Self.read(tab, workflow, days, reading, context), try reading.names()
                    )
                } then: { (screen: inout SystemScreen, found, context) in
                    screen.readings[tab]?.end()
                    (screen.pages[tab], screen.names) = found
                    if screen.tab == tab { screen.fill(context) }
                    return []
                } failed: { (screen: inout SystemScreen, error, context) in
                    screen.readings[tab]?.end()
                    screen.failed.insert(tab)
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    private static func read(
        _ tab: Tab, _ workflow: String, _ days: ClosedRange<Day>, _ reading: Reading, _ context: DeskContext
    ) throws -> SystemPage {
        let (now, today) = (context.now, context.rules.localDay(context.now))
        return switch tab {
        case .chart: .chart(try reading.organisationChart(on: today))
        case .process: .process(try reading.processMap(workflow, on: days))
        case .controls:
            .controls(try reading.controlReport(at: now), try reading.organisationChart(on: today))
        case .skills: .skills(try reading.skillMatrix(on: today))
        case .training: .training(try reading.trainingPlan(on: days))
        case .resources: .resources(try reading.resourceTable(on: today))
        case .incentives:
            .incentives(try reading.incentives(days, for: context.actor, at: now), days: days)
        }
    }

    private mutating func fill(_ context: DeskContext) {
        guard let page = pages[tab] else { return }
        let names = names
        tree.show(page.entries)
        let rows = page.rows.filter { tree.lines.isEmpty || tree.isInView($0.id) }
        list.show(rows) { context.systemCells($0, page, names).map(\.text) }
    }

    mutating func languageChanged(_ context: DeskContext) { fill(context) }

    /// Something else is looked at from here on; nothing of the former stays under its heading.
    mutating func chosen(_ context: DeskContext) -> [DeskStep] {
        (pages[tab], list) = (nil, RecordList())
        readings[tab]?.forget()
        return refresh(context)
    }

    /// What was read of the page is shown; else it is read.
    private mutating func turn(to tab: Tab, _ context: DeskContext) -> [DeskStep] {
        (self.tab, list) = (tab, RecordList())
        guard pages[tab] == nil else {
            fill(context)
            return []
        }
        return refresh(context)
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        if let selected = TreeActions.perform(action, on: &tree, at: list.selected?.id) {
            fill(context)
            list.select(selected)
            return []
        }
        if let tab = Tab.allCases.first(where: { $0.action == action }) { return turn(to: tab, context) }
        switch action {
        case Self.open: return list.selected.map { enter($0, context) } ?? []
        case Self.workflow:
            return pick(context, { $0.workflowPicker }) { $0.workflow = $1 }
        case Self.period:
            return pick(context, { $0.reportDaysPicker }) { screen, id in
                screen.periods[screen.tab] = ReportDays(rawValue: id)
            }
        default: return []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { enter($0, context) }
    }

    private func enter(_ row: SystemRow, _ context: DeskContext) -> [DeskStep] {
        guard let page = pages[tab] else { return [] }
        switch (row, page) {
        case (.arrow(let arrow), .process(let map)):
            return [.push(PassedStepsScreen(map.definition, map.days, arrow))]
        case (.control(let line), _) where line.now.count > 0:
            return [
                .push(
                    FigureRowsScreen(
                        RowsBehind(
                            line.control.figure, line.days, by: nil, group: nil, name: nil, at: context.now)))
            ]
        default:
            return [
                .push(
                    ReadSheet({ [tab] in $0.say("system.tab.\(tab.rawValue)") }) { [names] in
                        Pane(row, page, names, $0)
                    })
            ]
        }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        canvas.spans(pages[tab].map { context.head(of: $0) } ?? [], in: area.line(0))
        Tabs(
            Tab.allCases.map { context.say("system.tab.\($0.rawValue)") },
            selected: Tab.allCases.firstIndex(of: tab)
        ).draw(in: area.line(1), on: &canvas)
        canvas.rule(area.line(2))
        let body = area.dropping(rows: 3)
        guard let page = pages[tab] else {
            let said = failed.contains(tab) ? context.lookEnded(on: id) : context.say("figures.counting")
            canvas.paragraph(said, in: body, .muted)
            return
        }
        let places =
            list.selected == nil
            ? (body, nil)
            : ListDetail.places(ofWide: body, on: &canvas)
        if let place = places.1, let row = list.selected {
            Pane(row, page, names, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        let glyphs = canvas.glyphs
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("system.empty.\(tab.rawValue)"), context
        ) { context.systemCells($0, page, names, branch: tree.before($0.id, glyphs)) }
    }

    /// Posts stand as a tree, steps by their way, what is worst of a page first.
    var keepsOrder: Bool { true }
    func columnsID(_ context: DeskContext) -> String { "\(id) \(tab.rawValue)" }
    func columns(_ context: DeskContext) -> [Column] { pages[tab].map { context.columns(of: $0) } ?? [] }
    func cells(_ row: SystemRow, _ context: DeskContext) -> [TableCell] {
        pages[tab].map { context.systemCells(row, $0, names, branch: tree.before(row.id, .drawn)) } ?? []
    }
}

extension DeskContext {
    /// The workflows in force: of cases, visits and calls.
    fileprivate var workflowPicker: Picker<String> {
        let all = [SubjectKind.case, .visit, .call].flatMap { rules.workflows.kinds(of: $0) }
        return ChoiceField(all.map { choice($0.name, $0.label) }).picker(
            title: say("system.pickWorkflow"), emptyText: say("pick.empty"))
    }
}
