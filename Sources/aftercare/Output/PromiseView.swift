import Model
import ServiceTime
import Wording

struct PromiseView: Listable {
    let id: String
    let line: String
    let need: String
    let label: String
    /// The words customers read.
    let wording: String
    /// What its clock measures; null for a promise that is kept or not, without a clock.
    @OrNull var metric: String?
    @OrNull var published: String?
    @OrNull var `internal`: String?
    /// Whether it is owed again and again while the matter is open.
    let repeats: Bool
    let calendar: String
    let scope: ScopeView
    @OrNull var since: String?
    @OrNull var until: String?
    let source: String
    private let begin: Day?
    private let end: Day?

    private enum CodingKeys: String, CodingKey {
        case id, line, need, label, wording, metric, published, `internal`, repeats, calendar, scope, since
        case until, source
    }

    init(_ p: Promise, _ output: Output) {
        (id, line, need, calendar, source) = (p.id, p.line.rawValue, p.need.rawValue, p.calendar, p.source)
        label = output.wording.text(p.label)
        wording = output.wording.text(p.wording)
        _metric = OrNull(p.metric)
        _published = OrNull(p.published?.description)
        _internal = OrNull(p.internalTarget?.description)
        repeats = p.repeats
        scope = ScopeView(p.scope)
        _since = OrNull(p.since?.description)
        _until = OrNull(p.until?.description)
        (begin, end) = (p.since, p.until)
    }

    /// From when until when; nil for one that is always in force.
    private func days(_ output: Output) -> String? {
        switch (begin, end) {
        case (let begin?, let end?):
            output.words("promise.between", ["since": .day(begin), "until": .day(end)])
        case (let begin?, nil): output.words("promise.since", ["since": .day(begin)])
        case (nil, let end?): output.words("promise.until", ["until": .day(end)])
        case (nil, nil): nil
        }
    }

    static let titles = [
        "cli.title.promise", "cli.title.metric", "cli.title.target", "cli.title.internalTarget",
        "cli.title.calendar",
        "cli.title.applies", "cli.title.label",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(days(output).map { "\(id) (\($0))" } ?? id, .strong),
            TextCell(metric.map { output.wording.name($0, of: "metric") } ?? ""),
            TextCell(output.target(published)), TextCell(output.target(`internal`), .faint),
            TextCell(published == nil ? "" : calendar),
            TextCell(scope.said(output.wording), .faint), TextCell(label),
        ]
    }
}

/// To whom and to what a promise applies; an empty list is everything.
struct ScopeView: Encodable {
    let subject: String
    let kinds: [String]
    let severity: [String]
    let customer: [String]
    let dealer: [String]
    let region: [String]
    let product: [String]

    init(_ s: Promise.Scope) {
        subject = s.subject.rawValue
        (kinds, severity, customer) = (s.kinds, s.severity, s.customer)
        (dealer, region, product) = (s.dealer, s.region, s.product)
    }

    /// As it is written in the files, for programs.
    var written: String {
        let parts = [kinds, severity, customer, dealer, region, product].filter { !$0.isEmpty }
        return ([subject] + parts.map { $0.joined(separator: "|") }).joined(separator: " ")
    }

    /// Names of the organisation's own stay as it writes them.
    func said(_ wording: Wording) -> String {
        let parts: [[String]] = [
            [wording.name(subject, of: SubjectKind.family)], kinds,
            severity.map { wording.name($0, of: Severity.family) },
            customer.map { wording.name($0, of: CustomerKind.family) },
            dealer.map { wording.name($0, of: DealerType.family) }, region, product,
        ]
        let said = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "/") }
        return said.joined(separator: wording.say("list.separator"))
    }
}

/// A promise that was considered for a metric, and what came of it.
struct ConsideredView: Listable {
    let subject: String
    let metric: String
    let promise: String
    let chosen: Bool
    /// Why not: the part of its scope that does not fit, `lessSpecific`, `older`, `later` or
    /// `notInForce`; null for the chosen one.
    @OrNull var because: String?
    @OrNull var published: String?
    @OrNull var `internal`: String?
    private let verdict: PromiseBook.Verdict

    private enum CodingKeys: String, CodingKey {
        case subject, metric, promise, chosen, because, published, `internal`
    }

    init(_ one: PromiseBook.Considered, for metric: String, of subject: Subject, _ output: Output) {
        self.subject = subject.description
        self.metric = metric
        promise = one.promise.id
        chosen = one.verdict == .chosen
        verdict = one.verdict
        let reason: String? =
            switch one.verdict {
            case .chosen: nil
            case .lessSpecific: "lessSpecific"
            case .older: "older"
            case .later: "later"
            case .notInForce: "notInForce"
            case .notFor(let part): part
            }
        _because = OrNull(reason)
        _published = OrNull(one.promise.published?.description)
        _internal = OrNull(one.promise.internalTarget?.description)
    }

    static let titles = [
        "cli.title.subject", "cli.title.metric", "cli.title.promise", "cli.title.target",
        "cli.title.internalTarget",
        "cli.title.choice",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(subject), TextCell(output.wording.name(metric, of: "metric")),
            TextCell(promise, chosen ? .strong : .faint), TextCell(output.target(published)),
            TextCell(output.target(`internal`), .faint),
            TextCell(said(output), chosen ? .good : .faint),
        ]
    }

    private func said(_ output: Output) -> String {
        switch verdict {
        case .chosen: output.words("cli.promise.chosen")
        case .lessSpecific: output.words("cli.promise.lessSpecific")
        case .older: output.words("cli.promise.older")
        case .later: output.words("cli.promise.later")
        case .notInForce: output.words("cli.promise.notInForce")
        case .notFor(let part):
            output.words("cli.promise.notFor", ["part": .text(output.wording.name(part, of: "scope"))])
        }
    }
}

/// What became of one promise's clocks, and what would have under the changed set.
struct ReplayRow: Listable {
    let promise: String
    let runs: Int
    let keptBefore: Int
    let keptAfter: Int
    /// Clocks to which the changed set promises nothing.
    let unpromised: Int
    private let label: String

    private enum CodingKeys: String, CodingKey { case promise, runs, keptBefore, keptAfter, unpromised }

    init(_ row: PromiseReplay.Row, _ book: PromiseBook, _ output: Output) {
        (promise, runs, unpromised) = (row.promise, row.runs, row.unpromised)
        (keptBefore, keptAfter) = (row.keptBefore, row.keptAfter)
        label = output.wording.text(book.label(of: row.promise))
    }

    static let titles = [
        "cli.title.promise", "cli.title.runs", "cli.title.keptBefore", "cli.title.keptAfter",
        "cli.title.unpromised",
        "cli.title.label",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let tone: Tone = keptAfter < keptBefore ? .alarm : keptAfter > keptBefore ? .good : .plain
        return [
            TextCell(promise, .strong), TextCell(String(runs)), TextCell(share(keptBefore, output)),
            TextCell(share(keptAfter, output), tone), TextCell(String(unpromised)), TextCell(label),
        ]
    }

    private func share(_ kept: Int, _ output: Output) -> String {
        runs == 0 ? "" : "\(kept) (\(output.wording.percent(Double(kept) / Double(runs))))"
    }
}
