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
    package internal(set) var settings: DeskSettings
    /// Read at once: a wrong ladder must not show when it is to be climbed.
    package let escalation: EscalationLadders
    /// Programs that notices are handed to.
    package let notices: NoticePrograms
    package let assignment: AssignmentRules
    /// Kept filters, in the order of their file.
    package internal(set) var views: [QueueView]
    /// Those of visits, calls and requests.
    package internal(set) var workViews: [WorkView]
    /// How each queue is shown, by its name.
    var queueTerms: [String: ListTerms]
    /// What was set at this desk of the lists of the files; `views` and the others have it in place of what the files say.
    package internal(set) var ownLists: [ListOfRules: KeptView] = [:]
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
        escalation = try EscalationLadders(
            file: library.file("escalation.yaml"), roles: roles, ranks: settings.ranks)
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
