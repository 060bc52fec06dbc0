import Entitlement
import Model
import ServiceDesk
import TerminalKit

/// U140: a customer's file: who they are, what they own, what happened.
struct CustomerScreen: Screen {
    let id = "U140"
    private enum Key: Sendable, Hashable {
        case customer(CustomerID)
        case unit(UnitID)
    }

    private let key: Key
    private var file: CustomerFile?
    private var rights: [UnitID: Assessment] = [:]
    private var scroll = Scroll()

    static let log = ActionID("customer.log")

    init(_ id: CustomerID) { key = .customer(id) }
    init(unit id: UnitID) { key = .unit(id) }

    func title(_ context: DeskContext) -> String {
        file.map { "\($0.customer.id) \($0.customer.name)" } ?? context.say("customer.title")
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let cases = (file?.openCases ?? []).prefix(9).enumerated().map { index, item in
            context.action(
                Self.open(item), [.character(Character("\(index + 1)"))],
                label: "\(item.subject) \(item.summary)", inFooter: false)
        }
        return [
            context.action(CustomerScreen.log, [.character("c")]),
            context.action(EditActions.edit, [.character("e")], why: context.refusal(Customer.right)),
        ] + cases
    }

    private static func open(_ item: WorkItem) -> ActionID { ActionID("customer.case.\(item.subject)") }

    var talked: TalkedOf? { file.map { TalkedOf(customer: $0.customer.name) } }

    var watched: Set<Subject> {
        guard let file else { return [] }
        return Set(
            [Subject(file.customer.id)] + file.units.map { Subject($0.id) } + file.openCases.map(\.subject))
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let key = key
        return [
            .job(
                .read("file") { reading, context in
                    let id =
                        switch key {
                        case .customer(let id): id
                        case .unit(let id): try reading.unit(id).customer
                        }
                    let file = try reading.file(of: id)
                    return (file, reading.rights(of: file.units, now: context.now))
                } then: { (screen: inout CustomerScreen, found, _) in
                    (screen.file, screen.rights) = found
                    return []
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let file else { return [] }
        if action == CustomerScreen.log {
            return [.push(LogScreen(context, phone: file.customer.phones.first?.typed ?? file.customer.name))]
        }
        if action == EditActions.edit { return [.push(EditSheet(file.customer, context))] }
        guard let item = file.openCases.first(where: { Self.open($0) == action }) else { return [] }
        return [.push(CaseScreen(CaseID(item.subject.number)))]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard let file else { return nil }
        return scroll.handle(event, rows: Pane(file, rights: rights, context).lines.count) ? [] : nil
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let file else { return }
        Pane(file, rights: rights, context).draw(
            in: area, on: &canvas, top: scroll.top, more: context.say("screen.more"))
        canvas.parkCaret(at: area.origin, visible: false)
    }
}

extension Reading {
    /// What the customer may demand for each unit today. A unit no rule set knows has no answer rather than none.
    func rights(of units: [Unit], now: Instant) -> [UnitID: Assessment] {
        var found: [UnitID: Assessment] = [:]
        for unit in units.prefix(5) {
            found[unit.id] = try? entitlement(EntitlementQuestion(unit: unit.id, on: rules.localDay(now)))
        }
        return found
    }
}
