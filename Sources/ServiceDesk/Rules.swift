package import Dispatching
package import Entitlement
package import Model
package import Quality
package import Resources
package import ServiceTime
package import Workflow

/// Everything an organisation may change without a compiler, read once and checked as it is read: a program that got
/// its `Rules` has sound ones. What few commands need (warranty tables) is read when first asked for.
package struct Rules: Sendable {
    package let library: ResourceLibrary
    package let roles: Roles
    /// Who may grant what alone.
    package let empowerment: Empowerment
    package let calendars: Calendars
    package let workflows: Workflows
    /// Those of the files, and for a desk those that were approved there since (`PromiseDraft`).
    package internal(set) var promises: PromiseBook
    package let settings: DeskSettings
    /// Read at once: a wrong ladder must not show when it is to be climbed.
    package let escalation: EscalationLadders
    /// Programs that notices are handed to.
    package let notices: NoticePrograms
    package let assignment: AssignmentRules
    /// Kept filters, in the order of their file.
    package let views: [QueueView]
    /// Those of visits, calls and requests.
    package let workViews: [WorkView]
    /// How each queue is shown, by its name.
    let queueTerms: [String: ListTerms]
    private let entitlementBook = ReadOnce<EntitlementBook>()
    private let dispatchBook = ReadOnce<DispatchBook>()
    private let partBook = ReadOnce<PartBook>()
    private let priceBook = ReadOnce<PriceBook>()
    private let knowledgeBook = ReadOnce<KnowledgeBook>()
    private let questionnaireBook = ReadOnce<Questionnaires>()
    private let callingRules = ReadOnce<CallingRules>()
    private let callScripts = ReadOnce<CallScripts>()
    private let followUpPlans = ReadOnce<FollowUpPlans>()
    private let campaignRules = ReadOnce<CampaignRules>()
    private let gapBook = ReadOnce<GapBook>()
    private let competitorBook = ReadOnce<CompetitorBook>()
    private let needBook = ReadOnce<NeedBook>()
    private let standardBook = ReadOnce<[Standard]>()
    private let auditBook = ReadOnce<AuditBook>()
    private let scoreBook = ReadOnce<ScoreBook>()
    private let strategySteps = ReadOnce<StrategySteps>()
    private let incentiveBook = ReadOnce<IncentiveBook>()
    private let organisationBook = ReadOnce<Organisation>()

    /// - Throws: the first `RuleFault` found, with file and line.
    package init(library: ResourceLibrary) throws {
        self.library = library
        roles = try Roles(file: library.file("roles.yaml"))
        empowerment = try Empowerment(file: library.file("empowerment.yaml"), roles: roles)
        calendars = try Calendars(files: library.files(in: "calendars"))
        workflows = try Workflows(
            files: library.files(in: "workflows"), roles: roles, calendars: Set(calendars.names),
            decisions: empowerment.decisions.map(\.name))
        promises = try PromiseBook(
            files: library.files(in: "promises"), calendars: calendars, metrics: Metric.all,
            kinds: Set(workflows.kinds(of: .case).map(\.name)))
        let queues = try RuleNode.parse(library.file("queues.yaml"))
        settings = try DeskSettings.read(library, queues: queues)
        let words = FilterWords(workflows, settings, people: [])
        views = try QueueView.read(queues, words)
        workViews = try WorkView.read(queues, workflows, empowerment.decisions, words)
        queueTerms = try QueueView.queueTerms(queues, words)
        escalation = try EscalationLadders(file: library.file("escalation.yaml"), roles: roles)
        notices = try NoticePrograms(file: library.file("notify.yaml"), roles: roles)
        assignment = try AssignmentRules(file: library.file("assignment.yaml"), roles: roles)
        _ = try calendar(settings.calendar)
        _ = try calendar(settings.technicianCalendar)
        // What a step of a case asks for; a wrong plan must not show when one is taken.
        _ = try followUps()
    }

    /// The warranty tables.
    package func entitlements() throws -> EntitlementBook {
        try entitlementBook.value { try EntitlementBook(files: library.files(in: "warranty")) }
    }

    /// Prices, ways, and what visits need, as the rule files say it (`Reading.dispatching` for what is in force).
    package func dispatching() throws -> DispatchBook {
        try dispatchBook.value { try DispatchBook(library, settings, workflows) }
    }

    /// Which parts there can be, and where.
    package func parts() throws -> PartBook {
        try partBook.value { try PartBook(library, settings) }
    }

    /// What visits cost customers.
    package func prices() throws -> PriceBook {
        try priceBook.value {
            try PriceBook(library, settings, kinds: workflows.kinds(of: .case).map(\.name))
        }
    }

    /// When customers are rung up, and how often.
    package func calling() throws -> CallingRules {
        try callingRules.value { try CallingRules(file: library.file("followups/calling.yaml"), calendars) }
    }

    /// What is said in calls, and how they can end.
    package func scripts() throws -> CallScripts {
        try callScripts.value {
            try CallScripts(
                file: library.file("followups/scripts.yaml"), call: workflow(named: "call"),
                plans: followUps().all.map(\.name), reasons: callReasons())
        }
    }

    /// Which events make which follow-up calls.
    package func followUps() throws -> FollowUpPlans {
        try followUpPlans.value { try FollowUpPlans(files: planFiles(), planWords()) }
    }

    /// How campaigns count, and how much a day has room for.
    package func campaigns() throws -> CampaignRules {
        try campaignRules.value {
            try CampaignRules(
                file: library.file("campaigns.yaml"), roles: roles, call: workflow(named: "call"))
        }
    }

    /// The files of plans: all that is said of follow-up calls but the hours, the attempts and what is said.
    func planFiles() throws -> [ResourceFile] {
        try library.files(in: "followups").filter {
            !$0.name.hasSuffix("calling.yaml") && !$0.name.hasSuffix("scripts.yaml")
        }
    }

    /// What plans may name.
    func planWords() throws -> PlanWords {
        PlanWords(
            workflows: workflows, calendars: calendars.names, products: settings.products.map(\.name),
            questionnaires: { [self] in try questionnaires().newest.map(\.name) },
            parts: try calling().parts.count)
    }

    /// What customers are asked.
    package func questionnaires() throws -> Questionnaires {
        try questionnaireBook.value {
            try Questionnaires(
                files: library.files(in: "questionnaires"), questionnaireWords)
        }
    }

    /// What questionnaires may name.
    package var questionnaireWords: QuestionnaireWords {
        QuestionnaireWords(
            kinds: workflows.kinds(of: .case).map(\.name), roles: roles.all.map(\.name),
            outcomes: workflows["call"]?.transitions.map(\.name))
    }

    /// In what the gaps of the service are measured.
    package func gaps() throws -> GapBook {
        try gapBook.value { try GapBook(file: library.file("gaps.yaml"), gapWords()) }
    }

    /// By what the work of agents is judged.
    package func scoreCards() throws -> ScoreBook {
        try scoreBook.value {
            try ScoreBook(
                file: library.file("scorecards.yaml"), kinds: workflows.kinds(of: .case).map(\.name),
                roles: roles.all.map(\.name))
        }
    }

    /// What gaps may name.
    package func gapWords() throws -> GapWords {
        GapWords(
            lines: Promise.Line.allCases.map(\.rawValue), kinds: workflows.kinds(of: .case).map(\.name),
            metrics: Metric.all.sorted(), promises: promises.all.map(\.id),
            questionnaires: try questionnaires(), cards: try scoreCards().cards)
    }

    /// In what services are compared with competitors'.
    package func competitors() throws -> CompetitorBook {
        try competitorBook.value {
            try CompetitorBook(file: library.file("competitors.yaml"), ownSourceWords())
        }
    }

    /// What customers and dealers want of the service.
    package func needs() throws -> NeedBook {
        try needBook.value {
            try NeedBook(
                file: library.file("needs.yaml"), lines: Promise.Line.allCases.map(\.rawValue),
                ownSourceWords())
        }
    }

    /// The standards that the house judges itself by.
    package func standards() throws -> [Standard] {
        try standardBook.value {
            try Standard.all(library.files(in: "standards"), ownSourceWords())
        }
    }

    /// The steps of the strategy.
    package func strategy() throws -> StrategySteps {
        try strategySteps.value { try StrategySteps(file: library.file("strategy.yaml")) }
    }

    /// By what people are rewarded.
    package func incentives() throws -> IncentiveBook {
        try incentiveBook.value {
            try IncentiveBook(file: library.file("incentives.yaml"), roles: roles.all.map(\.name)) {
                $0.fields(self)
            }
        }
    }

    /// Whom an audit of the service asks, what, and what it gives by when.
    package func audits() throws -> AuditBook {
        try auditBook.value { try AuditBook(file: library.file("audit.yaml"), auditWords()) }
    }

    /// What it may name.
    func auditWords() throws -> AuditWords { AuditWords(try questionnaires().newest) }

    /// From what figures of our own may be told.
    package func ownSourceWords() throws -> OwnSourceWords {
        OwnSourceWords(
            kinds: workflows.kinds(of: .case).map(\.name), metrics: Metric.all.sorted(),
            figures: ServiceFigure.allCases.filter { $0.unit == .share }.map(\.rawValue),
            promises: Dictionary(
                promises.all.map { ($0.id, $0.units) }, uniquingKeysWith: { first, _ in first }),
            questionnaires: try questionnaires())
    }

    /// Teams, posts and the standards that control the service.
    package func organisation() throws -> Organisation {
        try organisationBook.value {
            try Organisation(file: library.file("organisation.yaml"), roles: roles.all.map(\.name))
        }
    }

    /// The canned answers and scripts.
    package func knowledge() throws -> KnowledgeBook {
        try knowledgeBook.value {
            try KnowledgeBook(
                files: library.files(in: "knowledge"), settings: settings,
                kinds: workflows.kinds(of: .case).map(\.name))
        }
    }
}

// MARK: Workflows

extension Rules {
    package func workflow(named name: String) throws -> WorkflowDefinition {
        guard let definition = workflows[name] else {
            throw DeskFault.unknownKind(name, known: workflows.all.map(\.name))
        }
        return definition
    }

    /// The newest workflow of a case kind.
    package func caseWorkflow(_ kind: CaseKind) throws -> WorkflowDefinition {
        guard let definition = workflows[kind.rawValue], definition.subject == .case else {
            throw DeskFault.unknownKind(kind.rawValue, known: workflows.kinds(of: .case).map(\.name))
        }
        return definition
    }

    /// The workflow a matter started with, or the newest when that version is no longer kept.
    package func workflow(of c: ServiceCase) throws -> WorkflowDefinition {
        try workflows.definition(c.kind.rawValue, version: c.workflowVersion) ?? caseWorkflow(c.kind)
    }
    package func workflow(of v: Visit) throws -> WorkflowDefinition {
        try workflows.definition("visit", version: v.workflowVersion) ?? workflow(named: "visit")
    }
    package func workflow(of c: FollowUpCall) throws -> WorkflowDefinition {
        try workflows.definition("call", version: c.workflowVersion) ?? workflow(named: "call")
    }
    func workflow(of matter: Matter) throws -> WorkflowDefinition {
        switch matter {
        case .serviceCase(let c): try workflow(of: c)
        case .visit(let v): try workflow(of: v)
        case .call(let c): try workflow(of: c)
        }
    }

    /// The call workflow's way of taking a call in hand, and the states it starts from: known by its effect, not by
    /// its name.
    func claiming() throws -> (name: String, from: [String]) {
        let definition = try workflow(named: "call")
        guard let claim = definition.transitions.first(where: { $0.effects.contains(.claim) }) else {
            throw DeskFault.unknownKind("claim", known: definition.transitions.map(\.name))
        }
        return (claim.name, claim.from)
    }
}

extension WorkflowDefinition {
    /// Its ways of taking a matter in hand (or putting it back), known by their effect, not by their names.
    func ways(to effect: Effect) -> [Transition] { transitions.filter { $0.effects.contains(effect) } }
}

// MARK: Time

extension Rules {
    package func calendar(_ name: String) throws -> ServiceCalendar {
        guard let calendar = calendars[name] else {
            throw DeskFault.unknownCalendar(name, known: calendars.names)
        }
        return calendar
    }

    /// What a clock's ledger comes to, on the targets and the calendar it started with.
    func ledger(of clock: Clock, _ events: [ClockEvent]) throws -> ClockLedger {
        ClockLedger(events: events, terms: try terms(of: clock), start: clock.startedAt)
    }

    func terms(of clock: Clock) throws -> ClockTerms {
        ClockTerms(
            published: try Target(parsing: clock.target),
            internalTarget: try Target(parsing: clock.internalTarget), calendar: try calendar(clock.calendar))
    }

    /// The calendar whose zone and workdays are the desk's own.
    package var deskCalendar: ServiceCalendar {
        guard let calendar = calendars[settings.calendar] else {
            preconditionFailure("the initialiser refuses an unknown desk calendar")
        }
        return calendar
    }

    package func localDay(_ at: Instant) -> Day { deskCalendar.localDay(of: at) }

    /// The midnight that begins an instant's local day.
    package func startOfDay(_ at: Instant) -> Instant { deskCalendar.instant(localDay(at), minute: 0) }

    func due(from: Instant, _ amount: TimedAmount, calendar name: String) throws -> Instant {
        let target = try Target(parsing: amount.description)
        return try calendar(name).due(from: from, target).instant
    }

    /// The arrival windows offered on the days from an instant on.
    package func arrivalWindows(from: Instant, days: Int) -> [Window] {
        let first = localDay(from)
        return (0..<max(1, days)).flatMap { offset in
            settings.windows.compactMap { window in
                let start = deskCalendar.instant(first + offset, minute: window.from)
                let end = deskCalendar.instant(first + offset, minute: window.to)
                return end > from ? Window(start: start, end: end) : nil
            }
        }
    }

    /// When a shift is worked within a span.
    func workingWindows(_ shift: ServiceCalendar, in span: Window) -> [Window] {
        let first = shift.localDay(of: span.start)
        let last = shift.localDay(of: span.end)
        return (first.number...last.number).flatMap { shift.workingIntervals(on: Day(number: $0)) }
    }
}

// MARK: The desk's own settings

extension Rules {
    package func product(_ name: String) -> Product? { settings.products.first { $0.name == name } }

    /// The queue that takes a case kind.
    package func queue(for kind: CaseKind) -> String {
        (settings.queues.first { $0.kinds.contains(kind.rawValue) } ?? settings.queues[0]).name
    }

    func visitMinutes(product: String) -> Int { self.product(product)?.minutes ?? settings.visitMinutes }

    func skill(for c: ServiceCase) -> String { product(c.product)?.skill ?? "" }

    /// The product a text speaks of, and its fault, by the names they have in any language and the words products.yaml
    /// gives besides; the longest name wins. Nil is what it does not name.
    ///
    /// - Parameter product: when it is known already; then only its faults are looked for.
    package func matter(of text: String, product known: String? = nil) -> (product: String?, fault: String?) {
        let text = text.lowercased()
        func longest(_ names: [String]) -> Int? {
            names.filter { !$0.isEmpty && text.contains($0.lowercased()) }.map(\.count).max()
        }
        let products = settings.products.filter { known == nil || known == $0.name }
        let named = products.compactMap { product in
            longest(Array(product.label.texts.values) + product.words).map { (product, $0) }
        }
        let product = known == nil ? named.max { $0.1 < $1.1 }?.0 : products.first
        let faults = product?.faults.compactMap { fault in
            longest(Array(fault.label.texts.values)).map { (fault.name, $0) }
        }
        return (product?.name, faults?.max { $0.1 < $1.1 }?.0)
    }

    /// Critical when the words speak of danger, else general.
    package func severity(of text: String) -> Severity {
        settings.danger.finds(in: text) ? .critical : .general
    }
}
