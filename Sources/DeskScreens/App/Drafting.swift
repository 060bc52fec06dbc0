import Model
import ServiceDesk

/// A screen whose typed text outlives a killed terminal: saved at most a second after it changed, offered again when
/// the screen is next opened.
protocol DraftingScreen: Screen {
    var draft: DraftKeeper { get set }
    /// What is worth keeping; empty when nothing is.
    var draftValues: [String: String] { get }
}

/// When a screen's draft was last changed and saved.
struct DraftKeeper: Sendable, Hashable {
    /// A change waits this long for more, so that a draft is at most a second behind.
    static let hold = Model.Span(milliseconds: 600)

    let form: String
    /// 0 until it is first saved.
    var id: Int64 = 0
    private(set) var changedAt: Instant?

    init(form: String) { self.form = form }

    mutating func changed(at now: Instant) { if changedAt == nil { changedAt = now } }
    mutating func saved() { changedAt = nil }

    func isDue(at now: Instant) -> Bool { changedAt.map { now - $0 >= DraftKeeper.hold } ?? false }

    /// Removes everything kept of this form, in the transaction that makes it superfluous.
    /// - Parameter other: an unfinished one that was offered and not taken up: it stays.
    func drop(_ work: Work, besides other: Int64? = nil) throws {
        guard let staff = work.actor.staffID else { return }
        for old in try work.reading.drafts(of: staff, form: form) where old.id != other {
            try work.dropDraft(old.id)
        }
    }
}

extension DraftText {
    /// Keeps what is typed; where nothing is any more, what was kept of it goes.
    /// - Returns: 0 when nothing is kept.
    @discardableResult
    func keep(_ work: Work) throws -> Int64 {
        guard values.isEmpty else { return try work.saveDraft(id, form: form, values: values) }
        if id != 0 { try work.dropDraft(id) }
        return 0
    }
}

extension DraftingScreen {
    package var unsavedDraft: DraftText? {
        guard draft.changedAt != nil, !draftValues.isEmpty || draft.id != 0 else { return nil }
        return DraftText(id: draft.id, form: draft.form, values: draftValues)
    }

    package mutating func tick(_ context: DeskContext) -> [DeskStep] {
        guard draft.isDue(at: context.now) else { return [] }
        draft.saved()
        let text = DraftText(id: draft.id, form: draft.form, values: draftValues)
        return [
            .job(
                .act("draft") { work -> Int64 in
                    try text.keep(work)
                } then: { (screen: inout Self, id, _) in
                    screen.draft.id = id
                    return []
                } failed: { (screen: inout Self, error, context) in
                    screen.draft.changed(at: context.now)
                    return Job.tellFault(&screen, error, context)
                })
        ]
    }

    /// Looks for what was left unfinished, other than what is being typed.
    func lookForDraft(_ found: @escaping @Sendable (inout Self, Draft, DeskContext) -> [DeskStep]) -> DeskStep
    {
        let (form, own) = (draft.form, draft.id)
        return .job(
            .read("draft") { reading, context -> Draft? in
                guard let staff = context.actor.staffID else { return nil }
                return try reading.drafts(of: staff, form: form).filter { $0.id != own }.max {
                    $0.savedAt < $1.savedAt
                }
            } then: { (screen: inout Self, draft, context) in
                draft.map { found(&screen, $0, context) } ?? []
            })
    }
}
