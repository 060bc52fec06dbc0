import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Workflow

/// U140: a customer's file, in drawers: who they are, what they own, what happened, what was promised, what they said of
/// it. At 80 columns one drawer at a time; from 110 on with the record under the selection beside it, and the overview in
/// two columns; from 180 on in three, or to the left of the drawer.
struct CustomerScreen: ColumnScreen {
    let id = "U140"

    /// What is shown: the whole at a glance, or one drawer.
    enum Tab: Hashable, Sendable {
        case overview
        case section(CustomerSection)

        static let all = [Tab.overview] + CustomerSection.allCases.map { .section($0) }

        var name: String {
            switch self {
            case .overview: "overview"
            case .section(let section): section.rawValue
            }
        }
        var action: ActionID { ActionID("customer.tab.\(name)") }
    }

    private enum Key: Sendable, Hashable {
        case customer(CustomerID)
        case unit(UnitID)
    }
    static let pageSize = 100

    private let key: Key
    var tab = Tab.overview
    var file: CustomerFile? { overview?.file }
    var rights: [UnitID: Assessment] { overview?.rights ?? [:] }
    var overview: CustomerOverview?
    var page: CustomerPage?
    var list = RecordList<CustomerRow>()
    var detail: CustomerDetail?
    var scroll = Scroll()
    /// Most rows of a drawer to read; grows as the selection nears the end.
    private var limit = Self.pageSize

    static let open = ActionID("customer.open")
    static let log = ActionID("customer.log")
    static let note = ActionID("customer.note")
    static let number = ActionID("customer.number")
    static let refuse = ActionID("customer.refuse")
    static let bills = ActionID("customer.bills")
    static let next = ActionID("customer.next")
    static let previous = ActionID("customer.previous")

    init(_ id: CustomerID) { key = .customer(id) }
    init(unit id: UnitID) {
        key = .unit(id)
        tab = .section(.units)
    }

    var isAwaiting: Bool { overview == nil }

    func title(_ context: DeskContext) -> String {
        file.map { "\($0.customer.id) \($0.customer.name)" } ?? context.say("customer.title")
    }

    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { target?.id }

    /// What Enter opens: the row selected; in the overview, the open case that runs out first.
    private var target: CustomerRow? {
        if tab != .overview { return list.selected }
        return nil
    }

    var talked: TalkedOf? { file.map { TalkedOf(customer: $0.customer.name) } }

    var watched: Set<Subject> {
        guard let file else { return [] }
        return Set(
            [Subject(file.customer.id)] + file.units.map { Subject($0.id) } + file.openCases.map(\.subject))
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = tab == .overview ? [] : listActions(context)
        guard !isTyping else { return filter }
        let canOpen = tab == .overview ? file?.openCases.isEmpty == false : target != nil
        let tabs = context.tabActions(Tab.all.map(\.action))
        return [
            context.action(
                CustomerScreen.open, [.enter], why: canOpen ? nil : context.say("customer.nothingToOpen")),
            context.action(CustomerScreen.next, [.tab, .right]),
            context.action(CustomerScreen.previous, [.backTab, .left], inFooter: false),
            context.action(CustomerScreen.log, [.character("c")], why: context.lack(of: .logCase)),
            context.action(CustomerScreen.note, [.character("n")], why: context.lack(of: .addNote)),
            context.action(EditActions.edit, [.character("e")], why: context.refusal(Customer.right)),
            context.action(CustomerScreen.bills, [.character("f")], inFooter: false),
            context.action(
                CustomerScreen.number, [.character("p")], inFooter: false,
                why: file?.customer.phones.isEmpty == true
                    ? context.say("customer.noPhone") : context.refusal(Customer.right)),
            context.action(
                CustomerScreen.refuse, [.character("x")], inFooter: false,
                why: overview?.refusals.technicians.isEmpty == true
                    ? context.say("refusal.nobody") : context.refusal(Customer.right)),
        ] + filter + tabs
    }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let key = key
        return [
            .job(
                .read("file") { reading, context in
                    try reading.overview(
                        of: Self.id(of: key, reading), by: context.actor, now: context.now)
                } then: { (screen: inout CustomerScreen, overview, context) in
                    screen.overview = overview
                    // What they may demand is told there, and may be what the units are sorted by.
                    screen.list.put(in: screen.order(context))
                    return []
                } failed: { (screen: inout CustomerScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ] + readPage()
    }

    private static func id(of key: Key, _ reading: Reading) throws -> CustomerID {
        switch key {
        case .customer(let id): id
        case .unit(let id): try reading.unit(id).customer
        }
    }

    private func readPage() -> [DeskStep] {
        let (key, limit, tab) = (key, limit, tab)
        return [
            .job(
                .read("page") { reading, context in
                    // The overview shows no drawer, but how much is in each.
                    let section: CustomerSection =
                        if case .section(let section) = tab { section } else { .people }
                    return try reading.page(
                        section, of: Self.id(of: key, reading), limit: limit, by: context.actor)
                } then: { (screen: inout CustomerScreen, page, context) in
                    guard screen.tab == tab else { return [] }
                    screen.page = page
                    screen.list.show(
                        page.rows, more: page.rows.count >= limit, in: screen.order(context)
                    ) { context.words($0) }
                    return screen.readDetail()
                })
        ]
    }

    private func readDetail() -> [DeskStep] {
        guard tab != .overview, let row = list.selected else { return [] }
        return [.job(Self.detail(of: row))]
    }

    private static func detail(of row: CustomerRow) -> Job {
        .read("detail", of: row.id) { reading, context in
            try CustomerDetail(row, reading, context)
        } then: { (screen: inout CustomerScreen, detail, _) in
            // Another is selected by now, or none, as in a drawer just opened.
            guard screen.list.selected?.id == row.id else { return [] }
            screen.detail = detail
            return [.readAhead(screen.list.beside.map { Self.detail(of: $0) })]
        }
    }

    /// What the selection asks for: its detail, and more of the drawer when it nears the end.
    private mutating func moved() -> [DeskStep] {
        guard list.all.count >= limit, list.isNearEnd else { return readDetail() }
        limit += Self.pageSize
        return readDetail() + readPage()
    }

    // MARK: Doing

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return moved() }
        if let tab = Tab.all.first(where: { $0.action == action }) { return show(tab) }
        guard let customer = file?.customer else { return [] }
        switch action {
        case CustomerScreen.open: return openTarget(context)
        case CustomerScreen.next: return step(1)
        case CustomerScreen.previous: return step(-1)
        case CustomerScreen.log:
            return [
                .push(
                    LogScreen(
                        context,
                        phone: (customer.goodPhones.first ?? customer.phones.first)?.typed ?? customer.name))
            ]
        case CustomerScreen.note: return [.push(NoteSheet(Subject(customer.id), context))]
        case EditActions.edit: return [.push(EditSheet(customer, context))]
        case CustomerScreen.bills: return [.push(BillsScreen(customer.id))]
        case CustomerScreen.number: return [.push(NumberSheet(customer, context))]
        case CustomerScreen.refuse:
            return overview.map { [.push(RefusalSheet(customer, $0.refusals, context))] } ?? []
        default: return []
        }
    }

    private mutating func step(_ by: Int) -> [DeskStep] {
        let place = Tab.all.firstIndex(of: tab) ?? 0
        return show(Tab.all[(place + by + Tab.all.count) % Tab.all.count])
    }

    private mutating func show(_ tab: Tab) -> [DeskStep] {
        guard tab != self.tab else { return [] }
        self.tab = tab
        (list, detail, scroll, limit) = (RecordList(), nil, Scroll(), Self.pageSize)
        return readPage()
    }

    private func openTarget(_ context: DeskContext) -> [DeskStep] {
        if tab == .overview { return file?.openCases.first.map { open($0.subject) } ?? [] }
        return target.map { open($0) } ?? []
    }

    private func open(_ row: CustomerRow) -> [DeskStep] {
        switch row {
        case .serviceCase(let c, _): open(Subject(c.id))
        case .visit(let visit, _): open(Subject(visit.id))
        case .call(let call, _), .answer(let call, _): open(Subject(call.id))
        case .sheet(let line): open(Subject(line.survey.id))
        case .promise(let clock): explain(clock)
        case .note(let note, _) where note.subject.kind != .customer: open(note.subject)
        case .note, .unit, .contact:
            [
                .job(
                    .read("open") { reading, context in
                        try CustomerDetail(row, reading, context)
                    } then: { (_: inout CustomerScreen, detail, _) in
                        [.push(ReadSheet({ detail.title($0) }, { Pane(detail, $0) }))]
                    })
            ]
        }
    }

    /// How the due dates of its case came about.
    private func explain(_ clock: Clock) -> [DeskStep] {
        [
            .job(
                .read("open") { reading, _ in
                    try reading.caseID(of: clock.subject)
                } then: { (_: inout CustomerScreen, id, _) in
                    id.map { [.push(CaseScreen($0)), .push(PaneSheet(.clocks($0)))] } ?? []
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard overview != nil else { return nil }
        if tab == .overview { return scroll.handle(event, context) ? [] : nil }
        if let steps = sort(on: event, context) { return steps }
        switch list.handle(event) {
        case .moved: return moved()
        case .opened(let row): return open(row)
        case .ignored: return nil
        }
    }
}

extension Reading {
    /// What the customer may demand for each unit today. A unit no rule set knows has no answer rather than none.
    func rights(of units: [Unit], now: Instant) -> [UnitID: Assessment] {
        var found: [UnitID: Assessment] = [:]
        for unit in units.prefix(20) {
            found[unit.id] = try? entitlement(EntitlementQuestion(unit: unit.id, on: rules.localDay(now)))
        }
        return found
    }
}
