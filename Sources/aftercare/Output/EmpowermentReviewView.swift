import Model
import ServiceDesk
import Wording
import Workflow

/// Limits beside what was asked above them, what could rise, and exceptions that nobody used.
struct EmpowermentReviewView: Showable {
    let from: String
    let until: String
    let limits: [ReviewedLimitView]
    let exceptions: [ReviewedExceptionView]
    private let review: EmpowermentReview

    private enum CodingKeys: String, CodingKey { case from, until, limits, exceptions }

    init(_ review: EmpowermentReview, _ v: Viewer) throws {
        self.review = review
        (from, until) = (review.days.lowerBound.description, review.days.upperBound.description)
        limits = review.lines.map { ReviewedLimitView($0, v) }
        exceptions = try review.exceptions.map { try ReviewedExceptionView($0, v) }
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "empowerment.review.head",
            [
                "from": .day(review.days.lowerBound), "until": .day(review.days.upperBound),
                "count": .count(limits.reduce(0) { $0 + $1.decided }),
            ])
        let proposals = limits.compactMap { $0.said(output) }
        let nothing =
            proposals.isEmpty
            ? [
                output.words(
                    "empowerment.review.nothing", ["count": .count(EmpowermentReview.leastRequests)])
            ] : proposals
        let idle =
            exceptions.isEmpty
            ? [output.words("empowerment.review.noExceptions")] : output.table(exceptions)
        return [head] + (limits.isEmpty ? [] : [""] + output.table(limits)) + [""] + nothing + [""] + idle
            + ["", output.words("empowerment.review.how")]
    }
}

struct ReviewedLimitView: Listable {
    let decision: String
    let role: String
    /// As `empowerment show` has it; null where they may grant nothing of it.
    @OrNull var limit: LimitView?
    let decided: Int
    /// As it was asked.
    let granted: Int
    let changed: Int
    let refused: Int
    let share: EstimateView
    /// Of the granted ones.
    let sum: String
    /// Minutes of service time until it was decided, the median.
    @OrNull var waited: Double?
    /// Fewer than 30.
    let small: Bool
    /// `raise`, `widen` or `allow`; null where nothing is proposed.
    @OrNull var proposal: String?
    /// To what sum for a case; of how many requests, and how much they came to together.
    @OrNull var to: String?
    @OrNull var requests: Int?
    @OrNull var money: String?
    private let line: EmpowermentReview.Line
    private let label: String
    private let rules: Rules

    private enum CodingKeys: String, CodingKey {
        case decision, role, limit, decided, granted, changed, refused, share, sum, waited, small, proposal
        case to, requests, money
    }

    init(_ line: EmpowermentReview.Line, _ v: Viewer) {
        self.line = line
        rules = v.reading.rules
        (decision, role) = (line.decision.name, line.role)
        label = rules.roles[line.role].map { v.output.wording.text($0.label) } ?? line.role
        _limit = OrNull(line.limit.map { LimitView($0, of: line.decision, v.reading.rules, v.output) })
        (decided, granted, changed, refused) = (line.decided, line.granted, line.changed, line.refused)
        (share, small) = (EstimateView(line.share), line.isSmall)
        sum = rules.empowerment.money(line.sum).description
        _waited = OrNull(line.waited.map(ReportRowView.rounded))
        var told: (word: String, to: Int64?, requests: Int, money: Int64?)?
        switch line.proposal {
        case .raise(let to, let requests, let sum): told = ("raise", to, requests, sum)
        case .widen(let requests, let sum): told = ("widen", nil, requests, sum)
        case .allow(let requests): told = ("allow", nil, requests, nil)
        case nil: break
        }
        let money = { (minor: Int64?) in minor.map { v.reading.rules.empowerment.money($0).description } }
        _proposal = OrNull(told?.word)
        _to = OrNull(money(told?.to))
        _requests = OrNull(told?.requests)
        _money = OrNull(money(told?.money))
    }

    static let titles = [
        "empowerment.review.title.decision", "empowerment.review.title.role",
        "empowerment.review.title.limit", "empowerment.review.title.decided",
        "empowerment.review.title.share", "empowerment.review.title.changed",
        "empowerment.review.title.refused", "empowerment.review.title.sum",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let limit = line.limit.map { line.decision.isMoney ? money($0.perCase, output) : output.yes(true) }
        return [
            TextCell(output.wording.text(line.decision.label), .strong), TextCell(label),
            TextCell(limit ?? "–"), TextCell(output.wording.number(decided) + (small ? " ?" : "")),
            TextCell(share.said(output)), TextCell(output.wording.number(changed)),
            TextCell(output.wording.number(refused)),
            TextCell(line.decision.isMoney ? money(line.sum, output) : "–"),
        ]
    }

    private func money(_ minor: Int64, _ output: Output) -> String {
        output.wording.money(rules.empowerment.money(minor))
    }

    /// What is proposed, in a sentence.
    func said(_ output: Output) -> String? {
        guard let proposal = line.proposal else { return nil }
        var facts: [String: PhraseFact] = [
            "role": .text(label), "decision": .label(line.decision.label),
            "waited": .text(output.hours(line.waited)),
            "limit": .text(
                line.limit.map { money($0.perCase, output) } ?? output.words("empowerment.review.none")),
        ]
        func counted(_ requests: Int) {
            facts["count"] = .count(requests)
            // All of them were granted.
            facts["low"] = .text(output.wording.percent(EmpowermentReview.leastShare(requests), decimals: 0))
        }
        switch proposal {
        case .raise(let to, let requests, let sum):
            counted(requests)
            (facts["to"], facts["sum"]) = (.text(money(to, output)), .text(money(sum, output)))
            return output.words("empowerment.review.raise", facts)
        case .widen(let requests, let sum):
            counted(requests)
            facts["sum"] = .text(money(sum, output))
            return output.words("empowerment.review.widen", facts)
        case .allow(let requests):
            counted(requests)
            return output.words("empowerment.review.allow", facts)
        }
    }
}

struct ReviewedExceptionView: Listable {
    let exception: String
    let person: String
    let decision: String
    let from: String
    let until: String
    /// Grants while it held.
    let uses: Int
    let sum: String
    /// Whether any of them was beyond the limit without it; null where it takes away.
    @OrNull var needed: Bool?
    private let used: EmpowermentReview.Exceptional
    private let label: String
    private let money: Money

    private enum CodingKeys: String, CodingKey {
        case exception, person, decision, from, until, uses, sum, needed
    }

    init(_ used: EmpowermentReview.Exceptional, _ v: Viewer) throws {
        self.used = used
        let e = used.exception
        (exception, decision) = (e.id.description, e.decision)
        person = try v.login(e.staff) ?? ""
        (from, until) = (e.days.first.description, e.days.last.description)
        money = v.reading.rules.empowerment.money(used.sum)
        (uses, sum) = (used.uses, money.description)
        _needed = OrNull(used.bars ? nil : used.isNeeded)
        label = v.reading.rules.empowerment[e.decision].map { v.output.wording.text($0.label) } ?? e.decision
    }

    static let titles = [
        "empowerment.review.title.exception", "empowerment.review.title.person",
        "empowerment.review.title.decision", "empowerment.review.title.until",
        "empowerment.review.title.uses", "empowerment.review.title.sum",
        "empowerment.review.title.needed",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let verdict =
            used.bars
            ? "empowerment.review.bars"
            : used.isNeeded ? "empowerment.review.used" : "empowerment.review.idle"
        return [
            TextCell(exception, .strong), TextCell(person), TextCell(label),
            TextCell(output.wording.day(used.exception.days.last)), TextCell(output.wording.number(uses)),
            TextCell(output.wording.money(money)),
            TextCell(output.words(verdict), used.isNeeded || used.bars ? .plain : .alarm),
        ]
    }
}
