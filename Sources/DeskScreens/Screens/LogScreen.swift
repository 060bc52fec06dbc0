import Entitlement
import Model
import ServiceDesk
import TerminalKit

/// C120: log a complaint. The phone number comes first; while it is typed, everything known of the caller stands beside
/// it. Then what it is about, in the caller's own words: product, fault and severity are read from them, and what the
/// case would be promised is told before it is logged. What is typed is kept as a draft.
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
    /// What the agent set by hand; it is no longer proposed.
    var settled: Set<LogField> = []
    /// The severity that the words propose.
    var proposedSeverity = Severity.general
    /// What logging now would come to, and what it was asked for.
    var preview: CasePreview?
    var previewed: PreviewKey?
    /// One left unfinished earlier, to go on with (F8).
    var offered: Draft?
    /// Something is promised sooner than the standard has it; what, as its clock measures it, where that was chosen.
    var isPromisingSooner = false
    var soonerMetric = ""
    var soonerPower = SoonerPower.nothing
    /// Where a new customer can live.
    var areas: [ServiceArea] = []
    /// The number was given, not typed: once the caller is found, the focus goes on.
    var isGiven: Bool
    var scroll = Scroll()

    static let save = ActionID("log.save")
    static let pick = ActionID("log.pick")
    static let again = ActionID("log.again")
    static let reset = ActionID("log.reset")
    static let anyway = ActionID("log.anyway")
    static let unfinished = ActionID("log.unfinished")
    static let sooner = ActionID("log.sooner")

    /// - Parameter phone: the caller's number, or a name, when it is known already.
    init(_ context: DeskContext, phone: String = "") {
        form = LogField.form(context)
        isGiven = !phone.isEmpty
        form.set(.phone, to: phone)
        arrange()
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
        return [
            context.action(LogScreen.save, [.ctrl("s")]), context.action(LogScreen.pick, [.f(4), .alt("v")]),
            context.action(
                LogScreen.anyway, [.f(6), .alt("n")],
                why: duplicates(context).isEmpty ? context.say("log.noDuplicate") : nil),
            context.action(
                LogScreen.again, [.alt("y")],
                why: lastCase == nil ? context.say("log.noLast") : nil),
            context.action(
                LogScreen.unfinished, [.f(8), .alt("u")],
                why: offered == nil ? context.say("log.noneUnfinished") : nil),
            context.action(LogScreen.reset, [.f(5), .ctrl("r")], asks: asks),
            context.action(LogScreen.sooner, [.alt("k")], why: lackOfSooner(context)),
        ]
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        lookForAreas() + (form.value(of: .phone).isEmpty ? [lookForUnfinished(telling: true)] : lookUp())
    }

    var talked: TalkedOf? {
        TalkedOf(
            customer: form.value(of: .name).trimmed, product: form.value(of: .product),
            fault: form.value(of: .fault), kind: form.value(of: .kind),
            due: preview?.clocks.map(\.due).min())
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
        case LogScreen.again: return asLastTime(context) + foresee(context)
        case LogScreen.anyway:
            logAnyway.toggle()
            return foresee(context)
        case LogScreen.unfinished: return offered.map { [.push(LogScreen.offer($0, context))] } ?? []
        case LogScreen.reset: return startAnew(context)
        case LogScreen.sooner: return toggleSooner(context)
        default: return []
        }
    }

    private mutating func startAnew(_ context: DeskContext) -> [DeskStep] {
        let (old, phone, offered, areas) = (draft, form.value(of: .phone), offered, areas)
        self = LogScreen(context)
        (self.offered, self.areas) = (offered, areas)
        offerAreas(context)
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
            return changed(field, context) + foresee(context)
        case .submitted: return submit(context)
        case .focused(_, from: .phone) where caller.matches.count > 1 && chosen == nil: return pick(context)
        case .focused:
            if event.key == .tab || event.key == .enter { passSettled() }
            return []
        case .moved: return []
        case .ignored: return turn(event, context)
        }
    }

    /// What follows from a field's new value.
    mutating func changed(_ field: LogField, _ context: DeskContext) -> [DeskStep] {
        switch field {
        case .phone:
            (chosen, isGiven, scroll) = (nil, false, Scroll())
            settled.remove(.unit)
            return lookUp()
        case .unit:
            settled.insert(.unit)
            takeUnit(context)
        case .product:
            settle(field)
            offerFaults(context)
            readSummary(context)
        case .fault, .severity: settle(field)
        case .summary: readSummary(context)
        case .sooner: soonerMetric = form.value(of: .sooner)
        case .soonerBy: showMoment(context)
        case .name, .area, .address, .kind, .reason, .soonerReason: break
        }
        arrange()
        return []
    }

    mutating func languageChanged(_ context: DeskContext) {
        let values = LogField.allCases.map { ($0, form.value(of: $0)) }
        form.reword(as: LogField.form(context))
        offerAreas(context)
        offerClocks(context)
        show(caller, context)
        for (field, value) in values {
            if form.choice(field) != nil { form.set(field, to: value) }
            if field == .product { offerFaults(context) }
        }
        arrange()
        let isSoonerWrong = form.errors.keys.contains { LogField.ofSoonerPromise.contains($0) }
        form.errors = form.errors.filter { !LogField.ofSoonerPromise.contains($0.key) }
            .mapValues { _ in context.say("field.required") }
        if isSoonerWrong { judgeSooner(context) }
        showMoment(context)
    }
}
