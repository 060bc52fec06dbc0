import Model
import ServiceDesk
import TerminalKit
import Wording

/// F3: anything by anything: a customer by phone, name or initials, a unit by serial, a case by number or words. Found
/// while it is typed. Letters are looked for, so the columns have a key of another kind than in lists.
struct FindScreen: ColumnScreen {
    let id = "U100"
    let isTyping = true
    static let open = ActionID("find.open")
    /// Rows looked for, of customers, cases and units each.
    private static let most = 30

    private var query: TextField
    var list = RecordList<Hit>()

    /// A row found: a customer, a case or a unit.
    enum Hit: Sendable, Identifiable {
        case customer(Customer)
        case serviceCase(ServiceCase, customer: String)
        case unit(Unit, customer: String)

        var id: Subject {
            switch self {
            case .customer(let c): Subject(c.id)
            case .serviceCase(let c, _): Subject(c.id)
            case .unit(let u, _): Subject(u.id)
            }
        }
    }

    init(_ context: DeskContext, text: String = "") {
        query = TextField(text, placeholder: context.say("find.placeholder"))
        list.show([]) { _ in [] }
    }

    func title(_ context: DeskContext) -> String { context.say("find.title") }

    var aim: String? { list.selected?.id.description }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let text = query.text
        return [
            .job(
                .read("find") { reading, context in
                    let found = try reading.find(text, limit: FindScreen.most, by: context.actor)
                    let cases = try found.cases.map {
                        Hit.serviceCase($0, customer: try reading.customerName($0.customer))
                    }
                    let units = try found.units.map {
                        Hit.unit($0, customer: try reading.customerName($0.customer))
                    }
                    return found.customers.map(Hit.customer) + cases + units
                } then: { (screen: inout FindScreen, hits, context) in
                    let before = Set(screen.list.all.map(\.id))
                    screen.list.show(hits, in: screen.order(context)) { _ in [] }
                    // What was typed anew is answered from the top.
                    let isHere = screen.list.selected.map { before.contains($0.id) } ?? false
                    if !context.isUnasked, !isHere { screen.list.selectFirst() }
                    return []
                })
        ]
    }

    mutating func languageChanged(_ context: DeskContext) {
        query.placeholder = context.say("find.placeholder")
        list.put(in: order(context))
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(
                FindScreen.open, [.enter], why: list.isEmpty ? context.say("find.nothing") : nil),
            context.action(QueueScreen.columns, [.ctrl("x")], inFooter: false),
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = chooseColumns(action, context) { return steps }
        return list.selected.map { open($0) } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if let steps = sort(on: event, context) { return steps }
        switch query.handle(event) {
        case .changed: return refresh(context)
        case .moved: return []
        case .ignored: return list.handle(event).steps { open($0) }
        }
    }

    private func open(_ hit: Hit) -> [DeskStep] {
        switch hit {
        case .customer(let c): [.replace(CustomerScreen(c.id))]
        case .serviceCase(let c, _): [.replace(CaseScreen(c.id))]
        case .unit(let u, _): [.replace(CustomerScreen(u.customer))]
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let parts = area.split(rows: [.fixed(1), .fixed(1), .share(1)])
        list.draw(
            in: parts[2], on: &canvas, columns: columns(context), layout: layout(context),
            empty: context.say(query.isEmpty ? "find.hint" : "find.nothing"), context
        ) { cells($0, context) }
        if !list.isEmpty {
            let count: [String: PhraseFact] = ["count": .count(list.all.count)]
            let isAll = list.all.count < FindScreen.most
            canvas.field(context.say(isAll ? "find.count" : "find.first", count), in: parts[1], .muted)
        }
        query.draw(in: parts[0], on: &canvas, focused: true)
    }

    func columns(_ context: DeskContext) -> [Column] {
        [
            context.column("column.kind", .fixed(10)), context.column("column.id", .fixed(7)),
            context.column("column.customer", .flexible(least: 12, share: 1)),
            context.column("column.details", .flexible(least: 12, share: 3)),
            context.column("column.placeOrState", .fixed(14), dropOrder: 1),
        ]
    }

    func cells(_ hit: Hit, _ context: DeskContext) -> [TableCell] { context.cells(hit) }
}

extension DeskContext {
    fileprivate func cells(_ hit: FindScreen.Hit) -> [TableCell] {
        let kind = TableCell(wording.name(hit.id.kind), .muted)
        let number = TableCell(hit.id.description, .accent).ranked(subject: hit.id)
        switch hit {
        case .customer(let c):
            return [
                kind, number, TableCell(c.name, .title), TableCell(phones(c)),
                TableCell(c.addresses.first?.district ?? "", .muted),
            ]
        case .serviceCase(let c, let customer):
            return [
                kind, number, TableCell(customer), TableCell(c.summary),
                TableCell(stateName(c), c.closedAt == nil ? .text : .muted),
            ]
        case .unit(let u, let customer):
            return [
                kind, number, TableCell(customer),
                TableCell("\(productName(u.product)) \(u.model) \(u.serial)"), TableCell(""),
            ]
        }
    }
}
