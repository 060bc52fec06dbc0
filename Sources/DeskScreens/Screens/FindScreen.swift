import Model
import ServiceDesk
import TerminalKit
import Wording

/// F3: anything by anything: a customer by phone, name or initials, a unit by serial, a case by number or words. Found
/// while it is typed.
struct FindScreen: Screen {
    let id = "U100"
    let isTyping = true
    static let open = ActionID("find.open")
    /// Rows looked for, of customers, cases and units each.
    private static let most = 30

    private var query: TextField
    private var hits: [Hit] = []
    private var table = Table([])

    /// A row found: a customer, a case or a unit.
    fileprivate enum Hit: Sendable, Hashable {
        case customer(Customer)
        case serviceCase(ServiceCase, customer: String)
        case unit(Unit, customer: String)

        var subject: Subject {
            switch self {
            case .customer(let c): Subject(c.id)
            case .serviceCase(let c, _): Subject(c.id)
            case .unit(let u, _): Subject(u.id)
            }
        }
    }

    init(_ context: DeskContext, text: String = "") {
        query = TextField(text, placeholder: context.say("find.placeholder"))
    }

    func title(_ context: DeskContext) -> String { context.say("find.title") }

    var aim: String? { table.selection.map { hits[$0].subject.description } }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let text = query.text
        return [
            .job(
                .read("find") { reading, context in
                    let found = try reading.find(text, limit: FindScreen.most, by: context.actor)
                    let cases = try found.cases.map {
                        Hit.serviceCase($0, customer: try reading.customer($0.customer).name)
                    }
                    let units = try found.units.map {
                        Hit.unit($0, customer: try reading.customer($0.customer).name)
                    }
                    return found.customers.map(Hit.customer) + cases + units
                } then: { (screen: inout FindScreen, hits, context) in
                    let before = screen.hits.map(\.subject)
                    screen.hits = hits
                    screen.table.follow(from: before, to: hits.map(\.subject))
                    // What was typed anew is answered from the top.
                    let isHere = screen.table.selection.map { before.contains(hits[$0].subject) } ?? false
                    if !context.isUnasked, !isHere { screen.table.select(0) }
                    return []
                })
        ]
    }

    mutating func languageChanged(_ context: DeskContext) {
        query.placeholder = context.say("find.placeholder")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(
                FindScreen.open, [.enter], why: hits.isEmpty ? context.say("find.nothing") : nil)
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        table.selection.map { open(hits[$0]) } ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch query.handle(event) {
        case .changed: return refresh(context)
        case .moved: return []
        case .ignored: break
        }
        switch table.handle(event) {
        case .moved: return []
        case .opened(let index): return open(hits[index])
        case .ignored: return nil
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
        var shown = table
        shown.columns = [
            Column("", .fixed(10)), Column("", .fixed(7)), Column("", .flexible(least: 12, share: 1)),
            Column("", .flexible(least: 12, share: 3)), Column("", .fixed(14), dropOrder: 1),
        ]
        shown.emptyText = query.isEmpty ? context.say("find.hint") : context.say("find.nothing")
        shown.draw(in: parts[2], on: &canvas) { $0.map { context.hitCells(hits[$0]) } }
        if !hits.isEmpty {
            let count: [String: PhraseFact] = ["count": .count(hits.count)]
            let isAll = hits.count < FindScreen.most
            canvas.field(context.say(isAll ? "find.count" : "find.first", count), in: parts[1], .muted)
        }
        query.draw(in: parts[0], on: &canvas, focused: true)
    }
}

extension DeskContext {
    fileprivate func hitCells(_ hit: FindScreen.Hit) -> [TableCell] {
        let kind = TableCell(wording.name(hit.subject.kind), .muted)
        let number = TableCell(hit.subject.description, .accent)
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
