import Model
import Records
import ServiceDesk
import Wording

/// A follow-up call to make, or made.
struct CallView: Listable {
    var id: String
    var customer: String
    @OrNull var `case`: String?
    @OrNull var visit: String?
    @OrNull var unit: String?
    var state: String
    var category: StateCategory
    var reason: String
    var dueFrom: String
    var dueBy: String
    /// The minute it was promised for; null for one that was not, or was tried.
    @OrNull var promisedFor: String?
    var attempts: Int
    var outcome: String
    @OrNull var claimedBy: String?
    /// For whom it is kept, or to whom it was lent.
    @OrNull var meantFor: String?
    /// Whether it is due and everybody who makes calls is barred from it.
    var stranded: Bool
    /// Who may not make it, having handled the case or done the repair.
    var barred: [String]
    /// Whether every number of the customer was found wrong.
    var lacksNumber: Bool
    var fields: [String: JSONValue]
    let shown: Shown
    struct Shown {
        var state: String
        var customer: String
        var phones: [String]
        var from: Instant
        var by: Instant
        var promised: Instant?
    }

    private enum CodingKeys: String, CodingKey {
        case id, customer, `case`, visit, unit, state, category, reason, dueFrom, dueBy, promisedFor,
            attempts, outcome, claimedBy, meantFor, stranded, barred, lacksNumber
        case fields
    }

    init(_ c: FollowUpCall, _ v: Viewer) throws {
        id = c.id.description
        customer = c.customer.description
        _case = OrNull(c.caseID?.description)
        _visit = OrNull(c.visit?.description)
        _unit = OrNull(c.unit?.description)
        state = c.state
        category = c.category
        reason = c.reason
        dueFrom = v.output.iso(c.dueFrom)
        dueBy = v.output.iso(c.dueBy)
        _promisedFor = OrNull(c.promisedAt.map(v.output.iso))
        attempts = c.attempts
        outcome = c.outcome
        _claimedBy = OrNull(try v.login(c.claimedBy))
        _meantFor = OrNull(try v.login(c.meantFor))
        stranded = try v.isStranded(c)
        barred = try c.barred.compactMap { try v.login($0) }
        fields = v.json(c.fields)
        let person = try v.reading.customers.find(c.customer)
        shown = Shown(
            state: v.stateLabel("call", c.workflowVersion, c.state), customer: person?.name ?? "",
            phones: (person?.goodPhones.map(\.typed) ?? [])
                + (person?.phones.filter(\.isWrong) ?? []).map { v.output.wrong($0.typed) },
            from: c.dueFrom, by: c.dueBy, promised: c.promisedAt)
        lacksNumber = person?.lacksNumber ?? false
    }

    static let titles = [
        "cli.title.call", "cli.title.case", "cli.title.state", "cli.title.dueBy", "cli.title.attempts",
        "cli.title.claimedBy", "cli.title.customer", "cli.title.phone", "cli.title.reason",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(`case` ?? ""),
            TextCell(shown.state, category.isOpen ? .plain : .faint),
            TextCell(output.moment(shown.by)), TextCell(String(attempts)),
            stranded ? TextCell(output.words("calls.standing.stranded"), .alarm) : TextCell(claimedBy ?? ""),
            TextCell(shown.customer), TextCell(shown.phones.first ?? ""),
            TextCell(output.wording.name(reason, of: "callReason")),
        ]
    }
}

extension CallView: Showable {
    func lines(_ output: Output) -> [String] {
        output.facts([
            ("cli.title.call", id), ("cli.title.customer", "\(customer) \(shown.customer)"),
            ("cli.title.phone", shown.phones.joined(separator: "  ")), ("cli.title.case", `case` ?? ""),
            ("cli.title.visit", visit ?? ""), ("cli.title.unit", unit ?? ""),
            ("cli.title.state", shown.state),
            ("cli.title.reason", output.wording.name(reason, of: "callReason")),
            ("cli.title.dueFrom", output.moment(shown.from)), ("cli.title.dueBy", output.moment(shown.by)),
            ("cli.title.promisedFor", shown.promised.map { output.moment($0) } ?? ""),
            ("cli.title.attempts", String(attempts)), ("cli.title.outcome", outcome),
            ("cli.title.claimedBy", claimedBy ?? ""), ("cli.title.meantFor", meantFor ?? ""),
            ("cli.title.barred", barred.joined(separator: ", ")),
        ]) + (stranded ? [output.words("call.stranded")] : [])
    }
}
