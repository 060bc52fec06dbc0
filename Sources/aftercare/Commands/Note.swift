import ArgumentParser
import Model
import ServiceDesk

struct NoteCommand: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note on a case, visit, call, unit or customer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "On what, such as C12, V3, F7, U5 or K1.") var on: SubjectArgument
    @Argument(help: "What to write.") var text: String
    @Flag(help: "The customer was told this.") var told = false

    func run(in session: Session) throws { try session.note(on.subject, text, told: told) }
}

extension Session {
    func note(_ subject: Subject, _ text: String, told: Bool) throws {
        let note = try act { try $0.note(subject, text, toldCustomer: told) }
        try output.show(read { NotedView(subject: subject.description, note: try NoteView(note, $0)) })
    }
}

/// A note just written, with what it is on.
struct NotedView: Showable {
    let subject: String
    let note: NoteView

    private enum CodingKeys: String, CodingKey { case subject }

    func encode(to encoder: any Encoder) throws {
        try note.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(subject, forKey: .subject)
    }

    func lines(_ output: Output) -> [String] { [output.words("cli.noted", ["id": .text(subject)])] }
}
