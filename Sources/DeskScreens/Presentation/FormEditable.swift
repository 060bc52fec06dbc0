import Model
import ServiceDesk
import TerminalKit
import Workflow

/// A record whose own words are edited in a form. Its fields bear the names, and hold the texts, by which the journal
/// and `EditConflict` know them.
protocol FormEditable: Editable {
    static var right: Right { get }
    /// - Throws: `DeskFault.unknown`.
    static func read(_ subject: Subject, _ reading: Reading) throws -> Self
    func lists(_ reading: Reading) throws -> EditLists
    /// The fields in the order of the form, filled with `texts`. A value that is no choice any more is one here, so
    /// that it is not lost by looking at it.
    static func fields(
        _ texts: [String: String], _ lists: EditLists, _ context: DeskContext
    ) -> [FormField<String>]
    /// What follows for other fields when one was changed by hand.
    /// - Parameter shown: what they held before.
    static func follow(
        _ field: String, _ texts: inout [String: String], shown: [String: String], _ context: DeskContext)
    mutating func put(_ text: String, in field: String)
    /// - Throws: `EditConflict` when someone else changed it since its version.
    func save(_ work: Work) throws -> Self
}

/// What there is to choose from beyond the rule files.
struct EditLists: Sendable {
    var people: [Choice] = []
    var units: [Unit] = []
    var addresses: [Address] = []
}

/// What someone typed over a version of a record, which is what a draft of it keeps.
struct TypedEdit: Sendable, Hashable {
    /// Only what they changed.
    var texts: [String: String]
    /// As they read it.
    var version: Int

    /// The key of the version among a draft's values; no field is called so.
    /// Where a draft keeps it, among the texts.
    static let versionKey = "version"

    init(_ texts: [String: String], over version: Int) {
        self.texts = texts
        self.version = version
    }

    init?(draft values: [String: String]) {
        guard let version = values[TypedEdit.versionKey].flatMap({ Int($0) }) else { return nil }
        self.init(values.filter { $0.key != TypedEdit.versionKey }, over: version)
    }

    /// Empty when nothing was typed.
    var draftValues: [String: String] {
        texts.isEmpty
            ? [:] : texts.merging([TypedEdit.versionKey: String(version)], uniquingKeysWith: { $1 })
    }

    /// Writes it over the version that was read. What they did not touch is as it is now, whoever changed it.
    func save<Record: FormEditable>(_ type: Record.Type, _ subject: Subject, _ work: Work) throws -> Record {
        var record = try Record.read(subject, work.reading)
        for (field, text) in texts { record.put(text, in: field) }
        record.version = version
        return try record.save(work)
    }
}

extension FormEditable {
    /// What each field of the form holds, as people read it.
    static func said(_ texts: [String: String], _ lists: EditLists, _ context: DeskContext) -> [String:
        String]
    {
        let shown = fields(texts, lists, context).map { field -> (String, String) in
            guard case .choice(let choice) = field.content else { return (field.id, field.value) }
            return (field.id, choice.choice?.label ?? "")
        }
        return texts.merging(shown, uniquingKeysWith: { $1 })
    }
}

extension DeskContext {
    /// Why the one who sits here may not do something; nil when they may.
    func refusal(_ right: Right) -> String? {
        if rules.roles.allows(actor.roles, right) { return nil }
        return say(DeskFault.notAllowed(login: actor.login, right: right.rawValue))
    }

    func editField(
        _ name: String, _ label: String, _ texts: [String: String], _ choices: [Choice],
        required: Bool = false, cells: Int? = 40
    ) -> FormField<String> {
        let value = texts[name] ?? ""
        let isKnown = value.isEmpty || choices.contains { $0.id == value }
        return .choice(
            name, label: label, isKnown ? choices : choices + [Choice(id: value, label: value)],
            selected: value, placeholder: chooseHint, required: required, cells: cells)
    }
}
