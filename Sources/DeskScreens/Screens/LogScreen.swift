import Entitlement
import Model
import ServiceDesk
import TerminalKit

/// C120: log a complaint. The phone number comes first; while it is typed, everything known of the caller stands beside
/// it. What is typed is kept as a draft.
struct LogScreen: DraftingScreen {
    let id = "C120"
    let isTyping = true
    var form: Form<LogField>
    var draft = DraftKeeper(form: "C120")
    var caller = Caller()
    /// The customer picked among several.
    var chosen: CustomerID?
    /// Log a new case even where an open one is about the same.
    var logAnyway = false
    /// The agent set the severity; it is no longer proposed.
    var severityIsSet = false
    /// One left unfinished earlier, to go on with (F8).
    var offered: Draft?
    /// The service zones there are, for the address of a new customer.
    var zones: [String] = []

    static let save = ActionID("log.save")
    static let pick = ActionID("log.pick")
    static let reset = ActionID("log.reset")
    static let anyway = ActionID("log.anyway")
    static let unfinished = ActionID("log.unfinished")

    /// - Parameter phone: the caller's number, or a name, when it is known already.
    init(_ context: DeskContext, phone: String = "") {
        form = LogField.form(context)
        form.set(.phone, to: phone)
    }

    /// Nothing was typed into it yet.
    var isUntouched: Bool { draftValues.isEmpty && draft.id == 0 }

    /// Whether this number stands in it already, however either is written.
    func isAbout(_ number: String) -> Bool {
        let digits = { (text: String) in PhoneNumber(parsing: text)?.searchDigits ?? text }
        return digits(form.value(of: .phone)) == digits(number)
    }

    func title(_ context: DeskContext) -> String { context.say("log.title") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let asks =
            draftValues.isEmpty
            ? nil : context.confirmation(context.say("log.reset.title"), context.say("log.reset.message"))
        let anyway = context.action(
            LogScreen.anyway, [.f(6)],
            why: duplicates(context).isEmpty ? context.say("log.noDuplicate") : nil)
        return [
            context.action(LogScreen.save, [.ctrl("s")]), context.action(LogScreen.pick, [.f(4)]), anyway,
            context.action(
                LogScreen.unfinished, [.f(8)],
                why: offered == nil ? context.say("log.noneUnfinished") : nil),
            context.action(LogScreen.reset, [.f(5)], asks: asks),
        ]
    }

    var draftValues: [String: String] {
        let typed = LogField.allCases.filter { $0.isTyped }.map { ($0.rawValue, form.value(of: $0)) }
        let values = Dictionary(uniqueKeysWithValues: typed.filter { !$0.1.isEmpty })
        // What the screen chose by itself is not worth keeping.
        return values.keys.allSatisfy { $0 == LogField.kind.rawValue || $0 == LogField.severity.rawValue }
            ? [:] : values
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        lookForZones() + (form.value(of: .phone).isEmpty ? [lookForUnfinished(telling: true)] : lookUp())
    }

    var talked: TalkedOf? {
        TalkedOf(
            customer: form.value(of: .name).trimmed, product: form.value(of: .product),
            fault: form.value(of: .fault), kind: form.value(of: .kind))
    }

    var watched: Set<Subject> {
        guard let file = caller.file else { return [] }
        return Set([Subject(file.customer.id)] + file.openCases.map(\.subject))
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        form.value(of: .phone).isEmpty ? [] : lookUp()
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        switch action {
        case LogScreen.save: return submit(context)
        case LogScreen.pick: return pick(context)
        case LogScreen.anyway:
            logAnyway.toggle()
            return []
        case LogScreen.unfinished: return offered.map { [.push(LogScreen.offer($0, context))] } ?? []
        case LogScreen.reset: return startAnew(context)
        default: return []
        }
    }

    private mutating func startAnew(_ context: DeskContext) -> [DeskStep] {
        let (old, phone, offered, zones) = (draft, form.value(of: .phone), offered, zones)
        self = LogScreen(context)
        (self.offered, self.zones) = (offered, zones)
        offerZones(context)
        return [
            .job(
                .act("reset") {
                    try LogScreen.drop(old, about: phone, besides: offered?.id, $0)
                } then: { (_: inout LogScreen, _, context) in
                    [.message(MessageLine(.info, context.say("log.reset.done")))]
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        switch form.handle(event) {
        case .changed(let field):
            draft.changed(at: context.now)
            return changed(field, context)
        case .submitted: return submit(context)
        case .focused(_, from: .phone) where caller.matches.count > 1 && chosen == nil: return pick(context)
        case .focused, .moved: return []
        case .ignored: return nil
        }
    }

    /// What follows from a field's new value.
    private mutating func changed(_ field: LogField, _ context: DeskContext) -> [DeskStep] {
        switch field {
        case .phone:
            chosen = nil
            return lookUp()
        case .unit: takeUnit(context)
        case .product: offerFaults(context)
        case .severity: severityIsSet = !form.value(of: .severity).isEmpty
        case .summary where !severityIsSet:
            form.set(.severity, to: context.rules.severity(of: form.value(of: .summary)).rawValue)
        case .name, .address, .zone, .kind, .fault, .summary: break
        }
        return []
    }

    mutating func languageChanged(_ context: DeskContext) {
        let values = LogField.allCases.map { ($0, form.value(of: $0)) }
        let focus = form.focus
        form = LogField.form(context)
        offerZones(context)
        show(caller, context)
        for (field, value) in values {
            form.set(field, to: value)
            if field == .product { offerFaults(context) }
        }
        settle()
        if let focus { form.setFocus(focus) }
    }
}
