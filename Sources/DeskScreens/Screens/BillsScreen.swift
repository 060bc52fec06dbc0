import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// V164: what the visits for a case, or of a customer, cost: what is expected before them, what is to be billed after, and the
/// bills with what they are less by since. Enter reads one in full.
struct BillsScreen: ColumnScreen {
    let id = "V164"
    private let source: Source
    private var customer = ""
    var list = RecordList<ListedBill>()

    static let open = ActionID("bills.open")
    static let quote = ActionID("bills.quote")
    static let write = ActionID("bills.write")
    static let credit = ActionID("bills.credit")
    static let void = ActionID("bills.void")
    static let text = ActionID("bills.text")
    static let toCase = ActionID("bills.case")

    private enum Source: Sendable {
        case serviceCase(CaseID)
        case customer(CustomerID)

        var name: String {
            switch self {
            case .serviceCase(let id): id.description
            case .customer(let id): id.description
            }
        }
        var subject: Subject {
            switch self {
            case .serviceCase(let id): Subject(id)
            case .customer(let id): Subject(id)
            }
        }
    }

    /// Of a customer so many visits are looked at, the latest ones.
    private static let mostVisits = 200

    init(_ id: CaseID) { source = .serviceCase(id) }
    init(_ id: CustomerID) { source = .customer(id) }

    var isAwaiting: Bool { !list.isRead }
    var isTyping: Bool { list.filter.isTyping }
    var aim: String? { list.selected.map { "\($0.visit.id) \($0.costs.receipt ?? "")" } }
    var watched: Set<Subject> { Set([source.subject] + list.all.map { Subject($0.visit.id) }) }

    func title(_ context: DeskContext) -> String {
        context.say(
            "bills.title",
            [
                "of": .text([source.name, customer].filter { !$0.isEmpty }.joined(separator: " ")),
                "count": .text(list.counted),
            ])
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("bills.nothing") : nil
        /// Why this cannot be done with what is selected: only with what stands so.
        func why(_ right: Right, _ standings: Set<ListedBill.Standing>, _ otherwise: String) -> String? {
            let fits = list.selected.map { standings.contains($0.standing) } ?? false
            return context.lack(of: right) ?? nothing ?? (fits ? nil : context.say(otherwise))
        }
        let written: Set<ListedBill.Standing> = [.issued, .credited]
        let isOfCase = if case .serviceCase = source { true } else { false }
        return [
            context.action(Self.open, [.enter], why: nothing),
            context.action(
                Self.quote, [.character("q")], why: why(.doVisit, [.estimate], "bills.noEstimate")),
            context.action(
                Self.write, [.character("w")], why: why(.doVisit, [.open], "bills.noneToWrite")),
            context.action(
                Self.credit, [.character("c")], why: why(.creditBill, written, "bills.notWritten")),
            context.action(
                Self.void, [.character("v")], why: why(.creditBill, written, "bills.notWritten")),
            context.action(Self.text, [.character("t")], why: nothing),
        ]
            + (isOfCase
                ? [] : [context.action(Self.toCase, [.character("s")], inFooter: false, why: nothing)])
            + filter
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        if list.perform(action) { return [] }
        guard let bill = list.selected else { return [] }
        switch action {
        case Self.open: return read(bill)
        case Self.quote: return quote(bill)
        case Self.write: return [.push(WriteBillSheet(bill, context))]
        case Self.credit: return [.push(CreditSheet(bill, context))]
        case Self.void: return [.push(VoidBillSheet(bill, context))]
        case Self.text: return [.push(CopyScreen(context) { $0.paperText(bill) })]
        case Self.toCase: return [.push(CaseScreen(bill.visit.caseID))]
        default: return []
        }
    }

    private func read(_ bill: ListedBill) -> [DeskStep] {
        [.push(ReadSheet({ $0.paperName(bill) }, { Pane(bill, $0) }))]
    }

    /// What the customer is told is kept beside the visit.
    private func quote(_ bill: ListedBill) -> [DeskStep] {
        let id = bill.visit.id
        return [
            .job(
                .act("quote") { work in
                    try work.quote(id)
                } then: { (_: inout BillsScreen, costs, context) in
                    let facts: [String: PhraseFact] = [
                        "visit": .text(id.description), "sum": .money(costs.total(.customer)),
                    ]
                    return [.refresh, .done(context.say("bills.quoted", facts))]
                })
        ]
    }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("bills") { [source] reading, context in
                    switch source {
                    case .serviceCase(let id):
                        return (
                            "", try reading.listedBills(of: id, by: context.actor, at: context.now)
                        )
                    case .customer(let id):
                        return (
                            try reading.current(id).name,
                            try reading.listedBills(
                                of: id, by: context.actor, limit: Self.mostVisits, at: context.now)
                        )
                    }
                } then: { (screen: inout BillsScreen, found, context) in
                    screen.customer = found.0
                    screen.list.show(found.1, in: screen.order(context)) { bill in
                        context.billCells(bill).map(\.text)
                            + bill.costs.lines.map { context.wording.say($0.what) }
                    }
                    return []
                } failed: { (screen: inout BillsScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        return list.handle(event).steps { read($0) }
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let places = list.selected.map { _ in ListDetail.places(ofWide: area, on: &canvas) } ?? (area, nil)
        if let place = places.1, let bill = list.selected {
            Pane(bill, context).draw(in: place, on: &canvas, more: context.say("list.more"))
        }
        list.draw(
            in: places.0, on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say("bills.empty"), context
        ) { cells($0, context) }
    }

    func cells(_ row: ListedBill, _ context: DeskContext) -> [TableCell] { context.billCells(row) }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.bill", .fixed(10)), context.column("column.visit", .fixed(6)),
            context.column("column.case", .fixed(7), dropOrder: 2),
            context.column("column.planned", .moment, dropOrder: 3),
            context.column("column.standing", .flexible(least: 10, share: 1)),
            context.column("column.quoted", .fixed(11), .trailing, dropOrder: 1),
            context.column("column.owed", .fixed(11), .trailing),
            context.column("column.credited", .fixed(11), .trailing, dropOrder: 4),
            context.column("column.left", .fixed(11), .trailing),
        ]
    }
}
