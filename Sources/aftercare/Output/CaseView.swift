import Model
import Records
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A case as a list and `--json` show it.
struct CaseView: Encodable {
    var id: String
    var kind: String
    var state: String
    var category: StateCategory
    var customer: String
    @OrNull var unit: String?
    var queue: String
    @OrNull var owner: String?
    var severity: Severity
    var channel: Channel
    var opened: String
    @OrNull var closed: String?
    var since: String
    var summary: String
    var product: String
    var fault: String
    var chasers: Int
    var reopened: Int
    @OrNull var repeatOf: String?
    @OrNull var mergedInto: String?
    @OrNull var splitFrom: String?
    @OrNull var externalKey: String?
    /// What an edit is made over (`--over`).
    var version: Int
    var fields: [String: JSONValue]
    var clocks: [ClockView]

    /// For people only.
    let shown: Shown
    struct Shown {
        var kind: String
        var state: String
        var product: String
        var fault: String
        var queue: String
        var customer: String
        /// Of the customer, where it is not the usual one.
        var rank: String
        var opened: Instant
        var closed: Instant?
        var since: Instant
        /// The running clock that ends first.
        var due: Instant?
        var isLate: Bool
        var fields: [(label: String, value: String)]
    }

    private enum CodingKeys: String, CodingKey {
        case id, kind, state, category, customer, unit, queue, owner, severity, channel, opened, closed,
            since, summary
        case product, fault, chasers, reopened, repeatOf, mergedInto, splitFrom, externalKey, version, fields,
            clocks
    }
}

extension CaseView {
    init(_ c: ServiceCase, _ v: Viewer) throws {
        let clocks = try v.reading.clocks.of(Subject(c.id))
        let next = clocks.filter { $0.state == .running }.min { $0.due < $1.due }
        let rules = v.reading.rules
        let definition = try? rules.workflow(of: c)
        let product = rules.product(c.product)
        let queue = rules.settings.queues.first { $0.name == c.queue }
        self.init(
            id: c.id.description, kind: c.kind.rawValue, state: c.state, category: c.category,
            customer: c.customer.description, unit: c.unit?.description, queue: c.queue,
            owner: try v.login(c.owner), severity: c.severity, channel: c.channel,
            opened: v.output.iso(c.openedAt), closed: v.output.iso(c.closedAt),
            since: v.output.iso(c.stateSince),
            summary: c.summary, product: c.product, fault: c.fault, chasers: c.chasers, reopened: c.reopened,
            repeatOf: c.repeatOf?.description, mergedInto: c.mergedInto?.description,
            splitFrom: c.splitFrom?.description, externalKey: c.externalKey, version: c.version,
            fields: v.json(c.fields),
            clocks: clocks.map { ClockView($0, v) },
            shown: Shown(
                kind: definition.map { v.output.wording.text($0.label) } ?? c.kind.rawValue,
                state: definition?.state(c.state).map { v.output.wording.text($0.label) } ?? c.state,
                product: product.map { v.output.wording.text($0.label) } ?? c.product,
                fault: product?.faults.first { $0.name == c.fault }.map { v.output.wording.text($0.label) }
                    ?? c.fault,
                queue: queue.map { v.output.wording.text($0.label) } ?? c.queue,
                customer: try v.customerName(c.customer), rank: try v.distinction(of: c.customer),
                opened: c.openedAt, closed: c.closedAt,
                since: c.stateSince, due: next?.due,
                isLate: clocks.contains { $0.state.isOpen && $0.breachedAt != nil },
                fields: c.fields.sorted { $0.key < $1.key }.map { name, value in
                    (
                        definition?.field(name).map { v.output.wording.text($0.label) }
                            ?? v.output.wording.name(name, of: "fact"),
                        v.said(value, of: definition?.field(name))
                    )
                }))
    }
}

extension CaseView: Listable {
    static let titles = [
        "cli.title.id", "cli.title.kind", "cli.title.state", "cli.title.severity", "cli.title.due",
        "cli.title.queue",
        "cli.title.owner", "cli.title.customer", "cli.title.summary",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(shown.kind),
            TextCell(shown.state, category.isOpen ? .plain : .faint),
            TextCell(output.wording.name(severity), severity >= .urgent ? .alarm : .plain),
            TextCell(output.moment(shown.due), shown.isLate ? .alarm : .plain), TextCell(shown.queue),
            TextCell(owner ?? ""),
            TextCell(shown.customer), TextCell(summary),
        ]
    }
}

extension CaseView: Showable {
    func lines(_ output: Output) -> [String] {
        [
            output.words(
                "cli.case.title",
                ["id": .text(id), "kind": .text(shown.kind), "summary": .text(DisplayText.sanitise(summary))])
        ]
            + output.facts([
                ("cli.title.state", shown.state),
                ("cli.title.severity", output.wording.name(severity)),
                ("cli.title.customer", "\(customer) \(DisplayText.sanitise(shown.customer))"),
                ("cli.title.rank", shown.rank), ("cli.title.unit", unit ?? ""),
                ("cli.title.product", shown.product),
                ("cli.title.fault", shown.fault),
                ("cli.title.queue", shown.queue), ("cli.title.owner", owner ?? ""),
                ("cli.title.channel", output.wording.name(channel)),
                ("cli.title.opened", output.moment(shown.opened)),
                ("cli.title.closed", output.moment(shown.closed)),
                ("cli.title.chasers", chasers == 0 ? "" : String(chasers)),
                ("cli.title.reopened", reopened == 0 ? "" : String(reopened)),
                ("cli.title.repeatOf", repeatOf ?? ""), ("cli.title.mergedInto", mergedInto ?? ""),
                ("cli.title.splitFrom", splitFrom ?? ""),
            ])
            + shown.fields.map { output.pair($0.label, DisplayText.sanitise($0.value)) }
            + output.table(clocks)
    }
}

/// What logging, chasing or reopening came to: the case, and `outcome`.
struct CaseReceiptView: Showable {
    let serviceCase: CaseView
    let outcome: CaseReceipt.Outcome
    private let sooner: SoonerPromiseView?

    private enum CodingKeys: String, CodingKey { case outcome, sooner }

    init(_ receipt: CaseReceipt, _ v: Viewer) throws {
        serviceCase = try CaseView(v.reading.serviceCase(receipt.serviceCase.id), v)
        outcome = receipt.outcome
        sooner = try receipt.sooner.map { try SoonerPromiseView($0, v) }
    }

    func encode(to encoder: any Encoder) throws {
        try serviceCase.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(outcome.rawValue, forKey: .outcome)
        try container.encodeIfPresent(sooner, forKey: .sooner)
    }

    func lines(_ output: Output) -> [String] {
        let said = output.words(
            "cli.case.\(outcome.rawValue)",
            ["id": .text(serviceCase.id), "count": .count(serviceCase.chasers)])
        return [said] + serviceCase.lines(output) + (sooner?.lines(output) ?? [])
    }
}

/// Everything about one case: beside itself its visits, calls, notes, approvals and links.
struct CaseFileView: Showable {
    let serviceCase: CaseView
    let visits: [VisitView]
    let calls: [CallView]
    let notes: [NoteView]
    let approvals: [ApprovalView]
    let links: [LinkView]

    private enum CodingKeys: String, CodingKey { case visits, calls, notes, approvals, links }

    init(_ c: ServiceCase, _ v: Viewer) throws {
        let subject = Subject(c.id)
        serviceCase = try CaseView(c, v)
        visits = try v.reading.visits.of(c.id).map { try VisitView($0, v) }
        calls = try v.reading.calls.of(c.id).map { try CallView($0, v) }
        notes = try v.reading.notes.of(subject).map { try NoteView($0, v) }
        approvals = try v.reading.approvals.of(subject).map { try ApprovalView($0, v) }
        links = try v.reading.cases.links(of: c.id).map(LinkView.init)
    }

    func encode(to encoder: any Encoder) throws {
        try serviceCase.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(visits, forKey: .visits)
        try container.encode(calls, forKey: .calls)
        try container.encode(notes, forKey: .notes)
        try container.encode(approvals, forKey: .approvals)
        try container.encode(links, forKey: .links)
    }

    func lines(_ output: Output) -> [String] {
        let parts = [
            serviceCase.lines(output), output.table(visits), output.table(calls), output.table(approvals),
            output.table(notes), output.table(links),
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }
}

struct LinkView: Listable {
    let other: String
    let kind: String
    /// Whether the link was made from this case; else the other one was linked to it.
    let outgoing: Bool

    init(_ link: (other: CaseID, kind: String, outgoing: Bool)) {
        (other, kind, outgoing) = (link.other.description, link.kind, link.outgoing)
    }

    static let titles = ["cli.title.linked", "cli.title.link"]
    func cells(_ output: Output) -> [TextCell] {
        [TextCell(other, .strong), TextCell(output.wording.name(kind, of: "link"))]
    }
}
