import Model
import ServiceDesk
import Wording
import Workflow

/// Where a draft was typed, read from its form (`DraftKeeper.form`): `C120`, `note C1`, `edit K3`, `refuse A2`, `askBack A2`,
/// `answer A2`, `F170 F7`, `R231 R5`, `coach R5`, `acknowledge R5`,
/// and for the words of a step `C1 escalate`.
enum DraftForm: Hashable, Sendable {
    case log
    case note(Subject)
    case edit(Subject)
    /// What is said to a request.
    case reply(ReplySheet.Purpose, ApprovalID)
    case call(CallID)
    /// The questionnaire of a call.
    case survey(CallID)
    /// The card of a review, what its agent is told, or says to it.
    case score(ReviewID)
    case coaching(ReviewID)
    case acknowledging(ReviewID)
    case step(Subject, String)
    /// A form of another time, that nothing opens any more.
    case other

    init(_ form: String) {
        let words = form.split(separator: " ", maxSplits: 1).map(String.init)
        let head = words.first ?? ""
        let rest = words.count > 1 ? words[1] : ""
        let subject = Subject(shown: rest)
        switch head {
        case "C120": self = .log
        case "note": self = subject.map { .note($0) } ?? .other
        case "edit": self = subject.map { .edit($0) } ?? .other
        case "refuse", "askBack", "answer":
            let purpose = ReplySheet.Purpose(rawValue: head) ?? .refuse
            self = subject.map { .reply(purpose, ApprovalID($0.number)) } ?? .other
        case "F170": self = subject.map { .call(CallID($0.number)) } ?? .other
        case "F175": self = subject.map { .survey(CallID($0.number)) } ?? .other
        case "R231": self = Self.review(rest).map { .score($0) } ?? .other
        case "coach": self = Self.review(rest).map { .coaching($0) } ?? .other
        case "acknowledge": self = Self.review(rest).map { .acknowledging($0) } ?? .other
        default: self = Subject(shown: head).map { rest.isEmpty ? .other : .step($0, rest) } ?? .other
        }
    }

    /// Reads `R5`.
    private static func review(_ text: String) -> ReviewID? {
        guard text.first == "R", let number = Int64(text.dropFirst()), number > 0 else { return nil }
        return ReviewID(number)
    }

    var subject: Subject? {
        switch self {
        case .note(let subject), .edit(let subject), .step(let subject, _): subject
        case .reply(_, let id): Subject(id)
        case .call(let id), .survey(let id): Subject(id)
        case .log, .score, .coaching, .acknowledging, .other: nil
        }
    }

    /// The phrase that names it.
    var key: String {
        switch self {
        case .log: "draft.kind.log"
        case .note: "draft.kind.note"
        case .edit: "draft.kind.edit"
        case .reply(.refuse, _): "draft.kind.refuse"
        case .reply(.askBack, _): "draft.kind.askBack"
        case .reply(.answer, _): "draft.kind.answer"
        case .call: "draft.kind.call"
        case .survey: "draft.kind.survey"
        case .score: "draft.kind.score"
        case .coaching: "draft.kind.coaching"
        case .acknowledging: "draft.kind.acknowledging"
        case .step: "draft.kind.step"
        case .other: "draft.kind.other"
        }
    }
}

extension Subject {
    /// Reads `C12`, `K3`, `V8`, `F7`, `A2`, `U5` as `description` writes them.
    fileprivate init?(shown text: String) {
        let kinds: [Character: SubjectKind] = [
            "C": .case, "K": .customer, "V": .visit, "F": .call, "A": .approval, "U": .unit,
        ]
        guard let letter = text.first, let kind = kinds[letter], let number = Int64(text.dropFirst()),
            number > 0
        else { return nil }
        self.init(kind, number)
    }
}

/// A draft in the list: where it was typed, about whom.
struct DraftRow: Sendable, Identifiable {
    let draft: Draft
    let form: DraftForm
    let customer: String
    /// What the step is called.
    let step: Label?

    var id: Int64 { draft.id }

    init(_ draft: Draft, _ reading: Reading) throws {
        self.draft = draft
        form = DraftForm(draft.form)
        customer = try form.subject.flatMap { try reading.customerName(of: $0) } ?? draft.values["name"] ?? ""
        step = Self.label(of: form, reading)
    }

    private static func label(of form: DraftForm, _ reading: Reading) -> Label? {
        guard case .step(let subject, let name) = form else { return nil }
        let workflow: String? =
            switch subject.kind {
            case .case: try? reading.serviceCase(CaseID(subject.number)).kind.rawValue
            default: subject.kind.rawValue
            }
        return workflow.flatMap { reading.rules.workflows[$0]?.transition(name)?.label }
    }

    /// All that was typed, by field: words, not what was picked among choices, which are ids here.
    var texts: [(field: String, text: String)] {
        let picked = ["kind", "severity", "unit", "product", "fault", "zone", "told", TypedEdit.versionKey]
        return draft.values.filter { !picked.contains($0.key) && !$0.value.isEmpty }
            .sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }.map { ($0.key, $0.value) }
    }

    /// What was typed, on one line: the words themselves, not what was picked beside them.
    func words(_ context: DeskContext) -> String {
        let values = Dictionary(texts.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
        if form == .log {
            return [values["phone"], values["summary"]].compactMap { $0 }.joined(separator: "  ")
                .lineBreaksOut
        }
        let telling = ["text", "summary", "reason", "remark"].compactMap { values[$0] }
        if let words = telling.first { return words.lineBreaksOut }
        switch form {
        case .call: return context.say("draft.answers", ["count": .count(values.count)])
        case .score:
            let answers = values.keys.count { $0.hasPrefix("answer.") }
            return context.say("draft.answers", ["count": .count(answers)])
        default: break
        }
        return texts.map(\.text).joined(separator: "  ").lineBreaksOut
    }

    func kind(_ context: DeskContext) -> String {
        step.map { context.wording.text($0) } ?? context.say(form.key)
    }
}
