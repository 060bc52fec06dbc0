import Model
import Wording
import Workflow

struct NoteView: Listable {
    var at: String
    @OrNull var by: String?
    var text: String
    var toldCustomer: Bool
    let moment: Instant

    private enum CodingKeys: String, CodingKey { case at, by, text, toldCustomer }

    init(_ n: Note, _ v: Viewer) throws {
        at = v.output.iso(n.at)
        _by = OrNull(try v.login(n.by))
        text = n.text
        toldCustomer = n.toldCustomer
        moment = n.at
    }

    static let titles = ["cli.title.noted", "cli.title.by", "cli.title.told", "cli.title.note"]
    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(output.moment(moment)), TextCell(by ?? output.words("cli.desk")),
            TextCell(toldCustomer ? output.yes(true) : ""), TextCell(text),
        ]
    }
}

/// One line of the append-only record.
struct JournalView: Listable {
    var at: String
    var by: String
    var event: String
    var subject: String
    var sequence: Int
    var facts: [String: JSONValue]
    let moment: Instant
    let said: String

    private enum CodingKeys: String, CodingKey { case at, by, event, subject, sequence, facts }

    /// - Parameter workflow: whose words the entry's steps, states and fields are.
    init(_ e: JournalEntry, _ v: Viewer, workflow: WorkflowDefinition?) {
        at = v.output.iso(e.at)
        by = e.by
        event = e.event
        subject = e.subject.description
        sequence = e.sequence
        facts = v.json(e.facts)
        moment = e.at
        // An approval's facts are its own, even where a field of the workflow has the same name.
        let words = e.event.hasPrefix("approval.") ? nil : workflow
        said = StepTeller(viewer: v, workflow: words).tell(e.facts)
    }

    static let titles = [
        "cli.title.when", "cli.title.by", "cli.title.subject", "cli.title.event", "cli.title.facts",
    ]
    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(output.moment(moment)), TextCell(by == "desk" ? output.words("cli.desk") : by),
            TextCell(subject),
            TextCell(output.wording.name(event, of: "event"), .strong), TextCell(said),
        ]
    }
}
