import Model
import ServiceDesk
import TerminalKit
import Wording

/// What is being typed outlives the terminal: kept, offered again, and dropped once it is logged.
extension LogScreen {
    package var draftValues: [String: String] {
        let typed = LogField.allCases.filter { $0.isTyped }.map { ($0.rawValue, form.value(of: $0)) }
        let values = Dictionary(uniqueKeysWithValues: typed.filter { !$0.1.isEmpty })
        // What the screen chose by itself is not worth keeping.
        let chosen = [LogField.kind, .severity, .sooner].map(\.rawValue)
        return values.keys.allSatisfy(chosen.contains) ? [:] : values
    }

    private func proposedNow(_ context: DeskContext) -> Severity {
        context.rules.severity(of: form.value(of: .summary))
    }

    /// Removes what was kept while this was typed: its own draft, and one about the same number that was saved before its
    /// own number was known. Others wait for their callers.
    static func drop(_ draft: DraftKeeper, about phone: String, besides other: Int64? = nil, _ work: Work)
        throws
    {
        guard let staff = work.actor.staffID else { return }
        for old in try work.reading.drafts(of: staff, form: draft.form)
        where old.id == draft.id || old.id != other && old.values["phone"] == phone {
            try work.dropDraft(old.id)
        }
    }

    /// Offers what was left unfinished, in the message line: whoever opens the form to type goes on typing.
    func lookForUnfinished(telling: Bool) -> DeskStep {
        lookForDraft { screen, draft, context in
            screen.offered = draft
            guard telling else { return [] }
            let facts: [String: PhraseFact] = [
                "what": .text(LogScreen.about(draft, context)),
                "key": context.key(Self.unfinished, on: screen.id),
            ]
            let text = context.say("log.unfinished", facts)
            return [.message(MessageLine(.info, text))]
        }
    }

    private static func about(_ draft: Draft, _ context: DeskContext) -> String {
        let saved = PhraseFact.text(context.wording.near(draft.savedAt, now: context.now))
        let about = [draft.values["phone"], draft.values["summary"]].compactMap { $0 }
            .joined(separator: "  ")
        return context.say("draft.title", ["saved": saved, "about": .text(about)])
    }

    /// Asks what becomes of a complaint left unfinished.
    static func offer(_ draft: Draft, _ context: DeskContext) -> PickSheet {
        PickSheet(context) { context in
            let items = ["restore", "later", "discard"].map {
                PickerItem(id: $0, label: context.say("draft.\($0)"))
            }
            return Picker(items, title: about(draft, context), emptyText: context.say("pick.empty"))
        } picked: { choice in
            Job.tell { (screen: inout LogScreen, context) in
                switch choice {
                case "restore": return screen.restore(draft, context)
                case "discard":
                    screen.offered = nil
                    return [
                        .job(
                            .act("discard") {
                                try $0.dropDraft(draft.id)
                            } then: {
                                (screen: inout LogScreen, _, context) in
                                [
                                    screen.lookForUnfinished(telling: false),
                                    .message(MessageLine(.info, context.say("draft.discarded"))),
                                ]
                            })
                    ]
                default: return []
                }
            }
        }
    }

    /// Takes up an unfinished one; what is typed here already becomes the unfinished one in its place.
    mutating func restore(_ draft: Draft, _ context: DeskContext) -> [DeskStep] {
        let (own, form, typed) = (self.draft.id, self.draft.form, draftValues)
        self.draft = DraftKeeper(form: form)
        self.draft.id = draft.id
        offered = nil
        chosen = nil
        caller = Caller()
        self.form = LogField.form(context)
        settled = []
        preview = nil
        previewed = nil
        offerAreas(context)
        soonerMetric = draft.values[LogField.sooner.rawValue] ?? ""
        isPromisingSooner = LogField.ofSoonerPromise.contains { draft.values[$0.rawValue] != nil }
        for field in LogField.allCases {
            self.form.set(field, to: draft.values[field.rawValue] ?? self.form.value(of: field))
            if field == .product { offerFaults(context) }
            if [.product, .fault].contains(field) { settle(field) }
        }
        proposedSeverity = proposedNow(context)
        if self.form.value(of: .severity) != proposedSeverity.rawValue { settled.insert(.severity) }
        arrange()
        showMoment(context)
        let last = LogField.allCases.last { $0.isTyped && !(draft.values[$0.rawValue] ?? "").isEmpty }
        self.form.setFocus(last.map { [.kind, .severity, .sooner].contains($0) ? .summary : $0 } ?? .phone)
        let said: [DeskStep] = lookUp() + [.message(MessageLine(.info, context.say("draft.restored")))]
        guard !typed.isEmpty else { return [lookForUnfinished(telling: false)] + said }
        return [
            .job(
                .act("swap") { work in
                    try work.saveDraft(own, form: form, values: typed)
                } then: { (screen: inout LogScreen, _, _) in
                    [screen.lookForUnfinished(telling: false)]
                })
        ] + said
    }
}
