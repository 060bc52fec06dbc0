import Model
import ServiceDesk
import Wording
import Workflow

struct ApprovalView: Listable {
    var id: String
    var subject: String
    var decision: String
    @OrNull var amount: String?
    @OrNull var currency: String?
    /// What was asked, where something else was granted.
    @OrNull var askedDecision: String?
    @OrNull var askedAmount: String?
    var reason: String
    var proposal: String
    var state: ApprovalState
    @OrNull var askedBy: String?
    var asked: String
    /// The first of two who must grant it.
    @OrNull var firstBy: String?
    @OrNull var questionBy: String?
    @OrNull var decidedBy: String?
    /// By whose limit a deputy decided.
    @OrNull var decidedFor: String?
    @OrNull var decided: String?
    var answer: String
    @OrNull var claimedBy: String?
    @OrNull var claimedUntil: String?
    /// By when a promise was to be kept whose request was granted after that.
    @OrNull var grantedLate: String?
    private let late: AskedPromise?
    private let label: Label
    private let sum: Money?
    private let needsOneMore: Bool

    private enum CodingKeys: String, CodingKey {
        case id, subject, decision, amount, currency, askedDecision, askedAmount, reason, proposal, state,
            askedBy,
            asked, firstBy, questionBy, decidedBy, decidedFor, decided, answer, claimedBy, claimedUntil,
            grantedLate
    }

    init(_ a: Approval, _ v: Viewer) throws {
        id = a.id.description
        subject = a.subject.description
        decision = a.decision
        _amount = OrNull(a.amount?.description)
        _currency = OrNull(a.amount?.currency)
        _askedDecision = OrNull(a.wish?.decision)
        _askedAmount = OrNull(a.wish?.amount?.description)
        reason = a.reason
        proposal = a.proposal
        state = a.state
        _askedBy = OrNull(try v.login(a.askedBy))
        asked = v.output.iso(a.askedAt)
        _firstBy = OrNull(try v.login(a.first?.by))
        _questionBy = OrNull(try v.login(a.questionBy))
        _decidedBy = OrNull(try v.login(a.decidedBy))
        _decidedFor = OrNull(try v.login(a.decidedFor))
        _decided = OrNull(v.output.iso(a.decidedAt))
        answer = a.answer
        _claimedBy = OrNull(try v.login(a.claimedBy))
        _claimedUntil = OrNull(v.output.iso(a.claimedUntil))
        late = try v.reading.promiseGrantedLate(by: a)
        _grantedLate = OrNull(v.output.iso(late?.by))
        label = v.reading.rules.empowerment.label(of: a.decision)
        sum = a.amount
        needsOneMore = a.first != nil && a.state.isOpen
    }

    static let titles = [
        "cli.title.approval", "cli.title.for", "cli.title.approvalState", "cli.title.decision",
        "cli.title.amount",
        "cli.title.askedBy", "cli.title.decidedBy", "cli.title.reason",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(subject),
            TextCell(stateName(output), state.isOpen ? .alarm : .plain),
            TextCell(output.wording.text(label)), TextCell(sum.map { output.wording.money($0) } ?? ""),
            TextCell(askedBy ?? output.words("cli.desk")), TextCell(decidedBy ?? firstBy ?? ""),
            TextCell(answer.isEmpty ? reason : "\(reason) → \(answer)"),
        ]
    }

    func stateName(_ output: Output) -> String {
        needsOneMore ? output.words("approval.oneMore") : output.wording.name(state)
    }
}

extension ApprovalView: Showable {
    func lines(_ output: Output) -> [String] {
        output.table([self]) + (late == nil ? [] : ["", output.words("sooner.grantedLate")])
    }
}

/// A request with what it stands upon.
struct ApprovalFileView: Showable {
    private let approval: ApprovalView
    let background: BackgroundView
    /// What it would promise a customer sooner than the standard.
    @OrNull var promise: PromiseView?
    let talk: [JournalView]

    struct BackgroundView: Encodable {
        @OrNull var entitlement: [String]?
        let grantedInCase: SumView
        let grantedInYear: SumView
        /// The promises of the case that were missed.
        let missed: [String]
    }

    struct PromiseView: Encodable {
        let metric: String
        let by: String
        let standard: String
    }

    struct SumView: Encodable {
        let count: Int
        let amount: String
        let currency: String

        init(_ sum: ApprovalBackground.Sum) {
            (count, amount, currency) = (sum.count, sum.amount.description, sum.amount.currency)
        }
    }

    private let said: [String]

    private enum CodingKeys: String, CodingKey { case background, promise, talk }

    init(_ sheet: ApprovalSheet, _ v: Viewer) throws {
        approval = try ApprovalView(sheet.item.approval, v)
        let b = sheet.background
        background = BackgroundView(
            entitlement: b.entitlement, grantedInCase: SumView(b.inCase), grantedInYear: SumView(b.inYear),
            missed: b.missed)
        talk = sheet.talk.map { JournalView($0, v, workflow: nil) }
        let asked = sheet.item.promise
        _promise = OrNull(
            asked.map {
                PromiseView(
                    metric: $0.metric, by: v.output.iso($0.by), standard: v.output.iso($0.standard))
            })
        let promised = asked.map { Self.said($0, v.output) } ?? ""
        said = v.output.facts(
            [("label.soonerWhat", promised)]
                + b.pairs(v.reading.rules).map { ($0.key, v.output.wording.say($0.value)) }
                + [("label.proposal", sheet.item.approval.proposal)])
    }

    func encode(to encoder: any Encoder) throws {
        try approval.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(background, forKey: .background)
        try container.encode(_promise, forKey: .promise)
        try container.encode(talk, forKey: .talk)
    }

    private static func said(_ promise: AskedPromise, _ output: Output) -> String {
        output.words(
            "sooner.asked",
            [
                "metric": .text(output.wording.name(promise.metric, of: "metric")),
                "due": .instant(promise.by), "standard": .instant(promise.standard),
            ])
    }

    func lines(_ output: Output) -> [String] {
        approval.lines(output) + [""] + said + (talk.isEmpty ? [] : [""] + output.table(talk))
    }
}
