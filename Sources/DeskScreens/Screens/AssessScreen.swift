import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R231: a case or a call beside the card it is judged by, one item under the cursor; digits answer it. Scored once and only
/// whole, what is answered before is a draft. Two scores that differ stand side by side until a third person settles them; what
/// is finished can be spoken of with the agent, who answers here.
struct AssessScreen: DraftingScreen {
    let id = "R231"
    let reviewID: ReviewID
    private(set) var sheet: ReviewSheet?
    private(set) var matter: ReviewedMatter?
    private(set) var names: [StaffID: String] = [:]
    /// By item, as they are kept.
    private(set) var answers: [String: String] = [:]
    private(set) var notes: [String: String] = [:]
    private(set) var note = ""
    /// The item under the cursor, in the card's order.
    private(set) var current = 0
    /// What a remark is being typed about.
    private(set) var noting: Noting?
    private(set) var field = TextField()
    /// Whether the keys that move read the case or call in place of the card.
    private(set) var readsMatter = false
    private(set) var scroll = Scroll()
    var draft: DraftKeeper

    enum Noting: Sendable, Hashable {
        case item(String)
        case whole
    }

    static let previous = ActionID("assess.previous")
    static let following = ActionID("assess.following")
    static let itemNote = ActionID("assess.itemNote")
    static let note = ActionID("assess.note")
    static let noted = ActionID("assess.noted")
    static let save = ActionID("assess.save")
    static let matter = ActionID("assess.matter")
    static let open = ActionID("assess.open")
    static let release = ActionID("assess.release")
    static let coach = ActionID("assess.coach")
    static let answer = ActionID("assess.answer")

    init(_ id: ReviewID) {
        reviewID = id
        draft = DraftKeeper(form: "R231 \(id)")
    }

    var isAwaiting: Bool { sheet == nil }
    var isTyping: Bool { noting != nil }
    var aim: String? { item.map { "\(reviewID) \($0.name)" } }
    var items: [ScoreCard.Item] { sheet?.card.items ?? [] }
    var item: ScoreCard.Item? { items.indices.contains(current) ? items[current] : nil }

    func title(_ context: DeskContext) -> String {
        guard let sheet else { return context.say("assess.title", ["id": .text(reviewID.description)]) }
        return "\(reviewID) \(context.wording.text(sheet.card.label))"
    }

    // MARK: What may be done

    enum Part: Sendable, Hashable {
        case scoring, settling, reading
    }

    func part(_ context: DeskContext) -> Part {
        guard let sheet, let person = context.actor.staffID, sheet.review.agent != person else {
            return .reading
        }
        let own = sheet.scores.first { $0.rater == person }
        switch sheet.review.state {
        case .open:
            return context.lack(of: .scoreQuality) == nil && own?.score.scoredAt == nil ? .scoring : .reading
        case .differs: return context.lack(of: .steerQuality) == nil && own == nil ? .settling : .reading
        case .finished: return .reading
        }
    }

    func isInHand(_ context: DeskContext) -> Bool {
        sheet?.scores.contains { $0.rater == context.actor.staffID && $0.score.scoredAt == nil } ?? false
    }

    /// What both answered alike where two scores differ: it stands unless it is answered anew.
    var alike: [String: String] {
        guard let sheet, sheet.review.state == .differs, sheet.scores.count == 2 else { return [:] }
        let second = sheet.scores[1].score.answers
        return sheet.scores[0].score.answers.filter { second[$0.key] == $0.value }
    }

    /// What would be kept now.
    var given: [String: String] { alike.merging(answers) { $1 } }

    /// The note that waits for the agent's word.
    func unanswered(_ context: DeskContext) -> CoachingNote? {
        sheet?.coaching.last { $0.agent == context.actor.staffID && $0.answeredAt == nil }
    }

    // MARK: Reading

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("review") { [reviewID] reading, context in
                    let sheet = try reading.reviewSheet(reviewID, for: context.actor)
                    let matter = try reading.matter(of: sheet.review, by: context.actor, at: context.now)
                    return (sheet, matter, try reading.names())
                } then: { (screen: inout AssessScreen, found, context) in
                    let isFirst = screen.sheet == nil
                    (screen.sheet, screen.matter, screen.names) = found
                    guard isFirst, screen.part(context) != .reading else { return [] }
                    screen.current = screen.firstOpen ?? 0
                    return [screen.restore()]
                } failed: { (screen: inout AssessScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    /// The first item without an answer.
    var firstOpen: Int? { items.firstIndex { given[$0.name] == nil } }

    // MARK: The draft

    private static let (answerKey, noteKey, wholeKey) = ("answer.", "note.", "note")

    var draftValues: [String: String] {
        var values: [String: String] = [:]
        for (item, answer) in answers { values[Self.answerKey + item] = answer }
        for (item, note) in notes where !note.trimmed.isEmpty { values[Self.noteKey + item] = note }
        if !note.trimmed.isEmpty { values[Self.wholeKey] = note }
        guard let noting, !field.text.trimmed.isEmpty else { return values }
        switch noting {
        case .item(let name): values[Self.noteKey + name] = field.text
        case .whole: values[Self.wholeKey] = field.text
        }
        return values
    }

    /// What was answered before the line or the terminal was lost.
    private func restore() -> DeskStep {
        lookForDraft { screen, draft, context in
            guard screen.draftValues.isEmpty else { return [] }
            screen.draft.id = draft.id
            for item in screen.items {
                if let word = draft.values[Self.answerKey + item.name], let answer = ScoreAnswer(word),
                    item.answers.contains(answer)
                {
                    screen.answers[item.name] = answer.word
                }
                screen.notes[item.name] = draft.values[Self.noteKey + item.name]
            }
            screen.note = draft.values[Self.wholeKey] ?? ""
            screen.current = screen.firstOpen ?? 0
            return [.message(MessageLine(.info, context.say("draft.restored")))]
        }
    }

    // MARK: Answering

    /// Answers the item under the cursor and goes on to the next; what is not in hand yet is taken with the first answer.
    mutating func give(_ answer: ScoreAnswer, _ context: DeskContext) -> [DeskStep] {
        guard let item else { return [] }
        let isFirst = part(context) == .scoring && !isInHand(context) && answers.isEmpty
        answers[item.name] = answer.word
        draft.changed(at: context.now)
        current = min(current + 1, items.count - 1)
        return isFirst ? [.job(take)] : []
    }

    private var take: Job {
        .act("take") { [reviewID] work in
            try work.takeReview(reviewID)
        } then: { (screen: inout AssessScreen, _: Void, context) in
            screen.refresh(context)
        } failed: { (screen: inout AssessScreen, error, context) in
            // Somebody else scores it: what was answered is of no use.
            if let fault = error as? ReviewFault, fault != .changed(screen.reviewID) { screen.answers = [:] }
            return Job.tellFault(&screen, error, context)
        }
    }

    mutating func move(by steps: Int) { current = min(max(0, current + steps), max(0, items.count - 1)) }
    mutating func go(to place: Int) { current = place }

    mutating func begin(_ what: Noting) {
        noting = what
        switch what {
        case .item(let name): field = TextField(notes[name] ?? "", limit: 500)
        case .whole: field = TextField(note, limit: 1_000)
        }
    }

    mutating func endNote() {
        switch noting {
        case .item(let name): notes[name] = field.text.trimmed
        case .whole: note = field.text.trimmed
        case nil: break
        }
        noting = nil
    }

    mutating func turn() { readsMatter.toggle() }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if isTyping {
            guard case .changed = field.handle(event) else { return event.key?.isText == true ? [] : nil }
            draft.changed(at: context.now)
            return []
        }
        if case .pick(let place) = event, items.indices.contains(place) {
            go(to: place)
            return []
        }
        return scroll.handle(event, context) ? [] : nil
    }
}
