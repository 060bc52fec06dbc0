import Entitlement
import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// C130: where a case stands and what may be done now. The digits are what its workflow, and that of its open visit,
/// offer; what is not possible says why.
struct CaseScreen: Screen {
    let id = "C130"
    let caseID: CaseID
    private(set) var sheet: CaseSheet?
    private var rights: Assessment?
    private var customer: CustomerOverview?
    private var isCustomerAsked = false
    /// From so many columns on there is a third pane, and the customer in it.
    private static let leastForThree = 180
    private var scroll = Scroll()
    /// The list it was opened from.
    private let trail: CaseTrail?
    private var neighbours: [CaseLine] = []

    static let note = ActionID("case.note")
    static let visit = ActionID("case.visit")
    static let release = ActionID("case.release")
    static let history = ActionID("case.history")
    static let clocks = ActionID("case.clocks")
    static let call = ActionID("case.call")
    static let customer = ActionID("case.customer")
    static let answers = ActionID("case.answers")
    static let request = ActionID("case.request")
    static let bills = ActionID("case.bills")
    static let sooner = ActionID("case.sooner")
    static let callBack = ActionID("case.callBack")

    /// - Parameter trail: the list it was opened from, to go on along it.
    init(_ id: CaseID, along trail: CaseTrail? = nil) {
        caseID = id
        self.trail = trail
    }

    var isAwaiting: Bool { sheet == nil }

    func title(_ context: DeskContext) -> String {
        guard let c = sheet?.serviceCase else { return context.say("case.title") }
        return "\(c.id) \(context.kindName(c.kind.rawValue))"
    }

    var talked: TalkedOf? { sheet.map(TalkedOf.init) }

    var inHand: Subject? { Subject(caseID) }
    var watched: Set<Subject> {
        guard let sheet else { return [] }
        let parts = sheet.visits.map { Subject($0.id) } + sheet.calls.map { Subject($0.id) }
        return Set(
            [Subject(caseID), Subject(sheet.customer.id)] + parts
                + (sheet.unit.map { [Subject($0.id)] } ?? []))
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let id = caseID
        return [
            .job(
                .read("case") { reading, context in
                    let sheet = try reading.sheet(id, by: context.actor, at: context.now)
                    let rights = reading.rights(of: sheet.unit.map { [$0] } ?? [], now: context.now)
                    return (sheet, rights.values.first)
                } then: { (screen: inout CaseScreen, found, _) in
                    (screen.sheet, screen.rights) = found
                    return []
                } failed: { (screen: inout CaseScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ] + askForCustomer(context) + readNeighbours()
    }

    /// A window made wider shows more than was asked for.
    mutating func tick(_ context: DeskContext) -> [DeskStep] {
        sheet == nil || isCustomerAsked ? [] : askForCustomer(context)
    }

    /// Whose it is, with their other matters: asked for where they are in view.
    private mutating func askForCustomer(_ context: DeskContext) -> [DeskStep] {
        isCustomerAsked = context.about.size.columns >= Self.leastForThree
        guard isCustomerAsked else { return [] }
        let id = caseID
        return [
            .job(
                .read("customer") { reading, context in
                    try reading.overview(
                        of: reading.serviceCase(id).customer, by: context.actor, now: context.now)
                } then: { (screen: inout CaseScreen, customer, _) in
                    screen.customer = customer
                    return []
                })
        ]
    }

    private func readNeighbours() -> [DeskStep] {
        guard let trail else { return [] }
        return [
            .job(
                .read("neighbours") { reading, context in
                    try trail.neighbours(reading, context)
                } then: { (screen: inout CaseScreen, lines, _) in
                    screen.neighbours = lines
                    return []
                })
        ]
    }

    // MARK: Actions

    /// One step that can be taken: of the case, or of its open visit.
    struct Choice: Sendable, Hashable {
        var offer: Offer
        var target: FieldSheet.Target
        var action: ActionID

        /// The way ahead first; then what must be reasoned (declining, cancelling); what cannot be done last.
        enum Rank: CaseIterable {
            case plain, reasoned, asked, refused
        }

        var rank: Rank {
            if offer.refusal != nil { return .refused }
            if offer.asks { return .asked }
            return FieldSheet.isNeeded(offer) ? .reasoned : .plain
        }
    }

    /// What can be done now, in order of rank; the first nine get the digits.
    var choices: [Choice] {
        guard let sheet else { return [] }
        let visit = sheet.openVisit.map { visit in
            sheet.visitOffers.map {
                Choice(offer: $0, target: .visit(visit.id), action: ActionID("visit.do.\($0.name)"))
            }
        }
        let own = sheet.offers.map {
            Choice(offer: $0, target: .serviceCase(caseID), action: ActionID("case.do.\($0.name)"))
        }
        let all = (visit ?? []) + own
        return Choice.Rank.allCases.flatMap { rank in all.filter { $0.rank == rank } }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let isClosed = sheet?.serviceCase.closedAt != nil
        let merged = merged.map { context.say($0) }
        let steps = choices.enumerated().map { index, choice -> DeskAction in
            let label = context.wording.text(choice.offer.label)
            let keys: [Key] = index < 9 ? [.character(Character("\(index + 1)"))] : []
            let question = context.confirmation(
                label, context.say("case.ask", ["step": .text(label)]))
            return context.action(
                choice.action, keys, label: name(choice, context), group: "group.case", inFooter: false,
                why: choice.offer.refusal.map { context.wording.say($0) },
                asks: choice.offer.asks && !FieldSheet.isNeeded(choice.offer) ? question : nil)
        }
        let hasCall = sheet?.calls.contains { $0.category.isOpen } ?? false
        return [
            context.action(
                CaseScreen.visit, [.character("v")],
                why: merged ?? (isClosed ? context.say("case.isClosed") : nil)),
            context.action(CaseScreen.note, [.character("n")]),
            context.action(
                EditActions.edit, [.character("e")], why: context.refusal(ServiceCase.right)),
            context.action(CaseScreen.history, [.character("h")]),
            context.action(CaseScreen.clocks, [.character("x")]),
            context.action(
                CaseScreen.call, [.character("c")], why: hasCall ? nil : context.say("case.noCall")),
            context.action(CaseScreen.customer, [.character("u")]),
            context.action(
                CaseScreen.answers, [.character("q")], inFooter: sheet?.surveys.isEmpty == false,
                why: sheet?.surveys.isEmpty == false ? nil : context.say("case.noSheet")),
            context.action(
                CaseScreen.bills, [.character("f")], inFooter: false,
                why: sheet?.visits.isEmpty == false ? nil : context.say("case.noVisit")),
            context.action(
                CaseScreen.request, [.character("a")], inFooter: false,
                why: context.lack(of: .askApproval)),
            context.action(
                CaseScreen.sooner, [.character("s")], inFooter: false,
                why: openClocks.isEmpty ? context.say("sooner.nothingCounted") : context.lack(of: .doCase)),
            context.action(
                CaseScreen.callBack, [.character("t")], inFooter: false,
                why: merged ?? context.lack(of: .scheduleCall)),
            context.action(
                CaseScreen.release, [.character("b")], inFooter: false,
                why: isClosed || !isMine(context) ? context.say("case.notMine") : nil),
        ] + (trail.map { _ in CaseTrail.actions(context, why: nil) } ?? []) + joiningActions(context)
            + links(context) + steps
    }

    /// What may be promised sooner.
    private var openClocks: [Clock] { sheet?.clocks.filter(\.state.isOpen) ?? [] }

    /// Going to the cases it is linked with: named in the help sheet and the palette.
    private func links(_ context: DeskContext) -> [DeskAction] {
        let facts = { (id: CaseID) in ["id": PhraseFact.text(id.description)] }
        let linked = Set(sheet?.links.map(\.other) ?? [])
        return linked.sorted().prefix(9).enumerated().map { index, other in
            context.action(
                Self.link(to: other), index == 0 ? [.character("l")] : [],
                label: context.say("case.openLinked", facts(other)), inFooter: index == 0)
        }
    }

    private static func link(to other: CaseID) -> ActionID { ActionID("case.link.\(other)") }

    private func name(_ choice: Choice, _ context: DeskContext) -> String {
        let label = context.wording.text(choice.offer.label)
        guard case .visit(let id) = choice.target else { return label }
        return "\(id) \(label)"
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let sheet else { return [] }
        switch action {
        case CaseScreen.note: return [.push(NoteSheet(Subject(caseID), context))]
        case EditActions.edit: return [.push(EditSheet(sheet.serviceCase, lists: sheet.editLists, context))]
        case CaseScreen.visit: return [.push(BookScreen(caseID))]
        case CaseScreen.history: return [.push(PaneSheet(.history(caseID)))]
        case CaseScreen.clocks: return [.push(PaneSheet(.clocks(caseID)))]
        case CaseScreen.customer: return [.push(CustomerScreen(sheet.customer.id))]
        case CaseScreen.answers:
            return sheet.surveys.first.map { [.push(AnswersScreen($0.survey.id))] } ?? []
        case CaseScreen.bills: return [.push(BillsScreen(caseID))]
        case CaseScreen.request: return [.push(AskApprovalSheet(caseID, context))]
        case CaseScreen.sooner: return [.push(SoonerSheet(caseID, openClocks, context))]
        case CaseScreen.callBack: return [.push(CallBackSheet(sheet.serviceCase, context))]
        case CaseScreen.release: return putBack()
        case CaseTrail.next: return trail.map { [$0.step(forward: true)] } ?? []
        case CaseTrail.previous: return trail.map { [$0.step(forward: false)] } ?? []
        case CaseScreen.call:
            return sheet.calls.first { $0.category.isOpen }.map { [.push(CallScreen($0.id))] } ?? []
        default:
            if let steps = join(action, sheet, context) { return steps }
            if let other = sheet.links.first(where: { Self.link(to: $0.other) == action })?.other {
                return [.push(CaseScreen(other))]
            }
            return choices.first { $0.action == action }.map { take($0, sheet, context) } ?? []
        }
    }

    private func isMine(_ context: DeskContext) -> Bool {
        guard let owner = sheet?.serviceCase.owner else { return false }
        return owner == context.actor.staffID
    }

    private func putBack() -> [DeskStep] {
        [
            .job(
                .act("release") { [caseID] work in
                    try work.releaseCase(caseID).queue
                } then: { (screen: inout CaseScreen, queue, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(screen.caseID.description), "queue": .text(context.queueName(queue)),
                    ]
                    return [.pop, .done(context.say("case.putBack", facts))]
                })
        ]
    }

    private func take(_ choice: Choice, _ sheet: CaseSheet, _ context: DeskContext) -> [DeskStep] {
        if FieldSheet.isNeeded(choice.offer) {
            let known =
                switch choice.target {
                case .visit, .ownVisit: sheet.openVisit?.fields ?? [:]
                case .serviceCase, .call, .cases: sheet.serviceCase.fields
                }
            return [
                .push(
                    FieldSheet(
                        choice.target, choice.offer, known: known, product: sheet.serviceCase.product, context
                    ))
            ]
        }
        let taking = Taking(target: choice.target, offer: choice.offer)
        return [.job(taking.job { (_: inout CaseScreen, result, context) in result.steps(context) })]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard sheet != nil else { return nil }
        return scroll.handle(event, context) ? [] : nil
    }

    // MARK: Drawing

    /// The case, what happened to it, and what can be done; with more room the list it was opened from before it; with
    /// three panes its customer's other matters below what can be done, and its history in a pane of its own.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let sheet else { return }
        let (hasList, isWide) = (trail != nil && area.width >= 110, area.width >= Self.leastForThree)
        let actions = min(max(24, area.width / (hasList ? 5 : 4)), 40)
        let list: [Extent] = hasList ? [.fixed(min(44, area.width / 4))] : []
        let panes: [Extent] = isWide ? [.share(5), .share(4), .share(4)] : [.share(1), .fixed(actions)]
        let parts = area.split(columns: list + panes, gap: 2)
        for part in parts.dropFirst() {
            canvas.verticalRule(Rect(column: part.column - 1, row: area.row, width: 1, height: area.height))
        }
        var rest = parts[...]
        let (more, below) = (context.say("screen.more"), context.say("screen.below"))
        if let trail, hasList, let place = rest.popFirst() {
            Pane(neighbours, open: caseID, of: trail, context).draw(in: place, on: &canvas, more: below)
        }
        if let place = rest.popFirst() {
            let rights = rights.map { context.rightLines($0) } ?? []
            let pane =
                isWide
                ? Pane(sheet, rights: rights, context) : Pane(whole: sheet, rights: rights, context)
            pane.draw(in: place, on: &canvas, scroll: scroll, more: more)
        }
        if let place = rest.popFirst() {
            var pane = actionPane(context)
            if isWide { pane.lines += customerLines(context) }
            pane.draw(in: place, on: &canvas, more: below)
            canvas.parkCaret(at: place.origin, visible: false)
        }
        if let place = rest.popFirst() {
            var history = Pane()
            history.addHistory(sheet, context)
            history.draw(in: place, on: &canvas, scroll: scroll, more: more)
        }
    }

    private func customerLines(_ context: DeskContext) -> [Pane.Line] {
        guard let customer else { return [] }
        let pane = Pane.columns(customer, named: false, count: 1, context)[0]
        return [.blank, .heading(context.say("heading.customer"))] + pane.lines
    }

    private func actionPane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        pane.add(.heading(context.say("heading.actions")))
        for (index, choice) in choices.enumerated() {
            let isPossible = choice.offer.refusal == nil
            let key = index < 9 ? "\(index + 1)" : ""
            pane.add(.item(key, name(choice, context), isPossible ? .text : .disabled))
        }
        if choices.isEmpty {
            let why = merged.map { context.say($0) } ?? context.say("case.noSteps")
            pane.add(.text(why, .muted))
        }
        return pane
    }
}
