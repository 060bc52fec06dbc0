import Model
import ServiceDesk
import Wording
import Workflow

extension Session {
    /// The one way `case do`, `visit do` and `call record` go: say what may be done, do it to one record, or do it to
    /// several with a result a row.
    func carryOut<ID: RecordID, Record, View: Showable>(
        _ order: Order<ID>,
        find: (Reading, ID) throws -> Record,
        offers: (Reading, ID) throws -> [Offer],
        workflow: (Record) throws -> WorkflowDefinition,
        take: (Work, String, ID, [String: FieldValue]) throws -> Record,
        view: (Record, Viewer) throws -> View
    ) throws {
        guard let transition = order.transition else {
            let rows = try read { v in
                try order.ids.flatMap { id in
                    let definition = try workflow(find(v.reading, id))
                    return try offers(v.reading, id).map {
                        OfferView($0, on: id.description, of: definition, output)
                    }
                }
            }
            return try output.list(rows)
        }
        func one(_ work: Work, _ id: ID) throws {
            let reader = FieldReader(
                definition: try workflow(find(work.reading, id)), instants: place.instants)
            _ = try take(work, transition, id, reader.read(order.fields))
        }
        if order.ids.count == 1 {
            let id = order.ids[0]
            try act { try one($0, id) }
            return try output.show(read { try view(find($0.reading, id), $0) })
        }
        // A failure undoes only its own piece; the others are done, in one transaction.
        let failures = try act { work in
            order.ids.map { id -> (any Fault)? in
                do {
                    try work.piece { try one(work, id) }
                    return nil
                } catch { return error as? any Fault ?? UnforeseenFault(error) }
            }
        }
        let rows = try read { v in
            try zip(order.ids, failures).map { id, fault in
                try BulkRow(
                    id: id.description, fault: fault,
                    after: fault == nil ? view(find(v.reading, id), v) : nil, v)
            }
        }
        try output.list(rows)
        if let worst = failures.compactMap({ $0 }).first {
            throw SaidAlready(status: ExitStatus.of(worst.kind))
        }
    }
}

/// One thing that may be done, or why not.
struct OfferView: Listable {
    var id: String
    var transition: String
    var label: String
    var to: String
    var requires: [String]
    var optional: [String]
    var allowed: Bool
    @OrNull var refusal: String?
    private let fields: [FieldDefinition]
    /// What the state it leads to is called.
    private let destination: String

    private enum CodingKeys: String, CodingKey {
        case id, transition, label, to, requires, optional, allowed, refusal
    }

    init(_ offer: Offer, on id: String, of workflow: WorkflowDefinition, _ output: Output) {
        self.id = id
        transition = offer.name
        label = output.wording.text(offer.label)
        to = offer.to
        requires = offer.requires.map(\.name)
        optional = offer.optional.map(\.name)
        allowed = offer.refusal == nil
        _refusal = OrNull(offer.refusal.map { output.wording.say($0.phrase) })
        fields = offer.requires
        destination = workflow.state(offer.to).map { output.wording.text($0.label) } ?? offer.to
    }

    static let titles = [
        "cli.title.id", "cli.title.transition", "cli.title.label", "cli.title.to", "cli.title.requires",
        "cli.title.optional", "cli.title.refusal",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id), TextCell(transition, allowed ? .strong : .faint), TextCell(label),
            TextCell(destination),
            TextCell(fields.map(hint).joined(separator: " ")),
            TextCell(optional.joined(separator: " "), .faint),
            TextCell(refusal ?? "", .alarm),
        ]
    }

    /// `decision=accepted|goodwill|rejected`, `reply=…`
    private func hint(_ field: FieldDefinition) -> String {
        field.type == .choice
            ? "\(field.name)=\(field.choices.map(\.name).joined(separator: "|"))"
            : "\(field.name)=<\(field.type.rawValue)>"
    }
}

/// What became of one record of several.
struct BulkRow<View: Showable>: Listable {
    var id: String
    var done: Bool
    /// The record as it stands; null when nothing was done.
    @OrNull var after: View?
    @OrNull var error: ErrorView?

    init(id: String, fault: (any Fault)?, after: View?, _ v: Viewer) {
        self.id = id
        done = fault == nil
        _after = OrNull(after)
        _error = OrNull(fault.map { ErrorView($0, v.output) })
    }

    static var titles: [String] { ["cli.title.id", "cli.title.done", "cli.title.refusal"] }

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(output.yes(done), done ? .good : .alarm),
            TextCell(error?.message ?? ""),
        ]
    }
}
