import Model
import ServiceDesk
import TerminalKit
import Wording

/// A new campaign: whom to look for, how many of them, how many a day. Below the fields stands who would be called, counted
/// anew when typing rests.
struct CampaignSheet: FormSheet {
    static let save = ActionID("campaign.begin")

    enum Field: Hashable, Sendable, CaseIterable { case name, query, sample, perDay, reach }

    /// What the fields came to when they were looked at last.
    enum Outlook: Sendable {
        case count(CampaignSample, end: Day?)
        case fault(String)
    }

    /// Typing rests for so long before anybody is counted.
    private static let rest = Model.Span(milliseconds: 400)
    private static let (sample, everyone) = ("sample", "everyone")

    var form: Form<Field>
    var keptUnder: String? { "" }
    private var outlook: Outlook?
    private var changedAt: Instant?

    init(_ context: DeskContext) { form = Self.form(context) }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([
            .text(.name, label: context.say("label.campaignName"), required: true, limit: 60),
            .text(
                .query, label: context.say("campaign.title.query"),
                placeholder: "product:air-conditioner bought:2025", required: true, rows: 2),
            .text(
                .sample, label: context.say("campaign.title.sample"),
                placeholder: context.say("campaigns.begin.sample")),
            .number(
                .perDay, label: context.say("campaign.title.perDay"), range: CampaignDraft.callsADay,
                placeholder: context.say("campaigns.byAgents")),
            .choice(
                .reach, label: context.say("label.reach"),
                [
                    Choice(id: sample, label: context.say("campaigns.reach.sample")),
                    Choice(id: everyone, label: context.say("campaigns.reach.everyone")),
                ], selected: sample),
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("campaigns.begin.title") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        guard case .count(let sample, _) = outlook else {
            return Self.keys(why: context.say("campaigns.begin.uncounted"), context)
        }
        let name = form.value(of: .name).trimmed
        let question = context.confirmation(
            title(context),
            context.say("campaigns.begin.ask", ["count": .count(sample.report.drawn), "name": .text(name)]))
        return Self.keys(
            why: name.isEmpty ? context.say("campaigns.begin.needsName") : nil, asks: question, context)
    }

    static func keys(
        why: String? = nil, asks: DeskAction.Confirmation? = nil, _ context: DeskContext
    ) -> [DeskAction] {
        [context.action(save, [.ctrl("s")], why: why, asks: asks), EditActions.picking(context)]
            + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) { form.reword(as: Self.form(context)) }

    // MARK: Who would be called

    /// - Throws: `CampaignFault`, `FilterFault`.
    private func draft(_ context: DeskContext) throws -> CampaignDraft {
        let said = context.said
        let isRecall = form.value(of: .reach) == Self.everyone
        var draft = CampaignDraft(
            name: form.value(of: .name).trimmed,
            reason: isRecall ? CampaignDraft.recall : CampaignDraft.tracking,
            query: try CampaignQuery(
                form.value(of: .query), rules: context.rules,
                today: context.rules.localDay(context.now), said: said),
            sampling: try CampaignSampling(form.value(of: .sample), rules: context.rules, said: said))
        draft.mustReach = isRecall
        draft.perDay = Int(form.value(of: .perDay).filter { $0.isNumber })
        return draft
    }

    mutating func typed(in field: Field, _ context: DeskContext) {
        if field == .name { return }
        changedAt = context.now
        outlook = nil
    }

    mutating func tick(_ context: DeskContext) -> [DeskStep] {
        guard let changed = changedAt, context.now - changed >= Self.rest else { return [] }
        changedAt = nil
        return look(context)
    }

    private mutating func look(_ context: DeskContext) -> [DeskStep] {
        let draft: CampaignDraft
        do { draft = try self.draft(context) } catch {
            outlook = .fault(context.say(error))
            return []
        }
        return [
            .job(
                .read("sample") { reading, context in
                    try reading.sample(draft, at: context.now)
                } then: { (sheet: inout CampaignSheet, sample, _) in
                    if sheet.changedAt == nil {
                        sheet.outlook = .count(sample, end: sample.days.keys.max())
                    }
                    return []
                } failed: { (sheet: inout CampaignSheet, error, context) in
                    if sheet.changedAt == nil { sheet.outlook = .fault(context.say(error)) }
                    return []
                })
        ]
    }

    /// F4: what the word of the query that is being written may become.
    private func pickWord(_ context: DeskContext) -> [DeskStep] {
        let text = form.value(of: .query)
        let (replacing, choices) = CampaignQuery.completions(
            of: text, rules: context.rules, said: context.said)
        guard form.focus == .query, !choices.isEmpty else {
            return [.warn(context.say("log.nothingToPick"))]
        }
        return [
            .push(
                PickSheet(context) { context in
                    let list = choices.enumerated().map { place, choice in
                        Choice(id: String(place), label: context.label(of: choice), keywords: [choice.text])
                    }
                    return ChoiceField(list).picker(
                        title: context.say("campaign.title.query"), emptyText: context.say("pick.empty"))
                } picked: { place in
                    Job.tell { (sheet: inout CampaignSheet, context) in
                        guard let place = Int(place), choices.indices.contains(place) else { return [] }
                        let begun = String(text.dropLast(replacing))
                        sheet.form.enter(begun + choices[place].text, in: .query)
                        sheet.typed(in: .query, context)
                        return []
                    }
                })
        ]
    }

    func below(_ context: DeskContext) -> [String] {
        switch outlook {
        case nil:
            return [
                context.say(changedAt == nil ? "campaigns.begin.hint" : "campaigns.begin.counting")
            ]
        case .fault(let text): return [text]
        case .count(let sample, let end):
            let report = sample.report
            var lines = [
                context.say(
                    "campaign.found", ["count": .count(report.population), "drawn": .count(report.drawn)])
            ]
            if !report.leftOut.isEmpty {
                let why = PhraseFact.list(report.leftOut.map { .phrase($0.phrase) })
                lines.append(context.say("campaign.without", ["why": why]))
            }
            if report.short > 0 {
                lines.append(context.say("campaign.short", ["count": .count(report.short)]))
            }
            if let end {
                let facts: [String: PhraseFact] = ["count": .count(sample.days.count), "day": .day(end)]
                lines.append(context.say("campaigns.begin.days", facts))
            }
            return lines
        }
    }

    // MARK: Beginning

    mutating func submit(_ context: DeskContext) -> [DeskStep] { [.run(Self.save)] }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if action == EditActions.pick { return pickWord(context) }
        let draft: CampaignDraft
        do { draft = try self.draft(context) } catch { return [.fail(context.say(error))] }
        return [
            .job(
                .act("begin") { work in
                    let campaign = try work.begin(draft)
                    // What is left of many the next sweep plans.
                    _ = try work.planCalls(of: campaign.id, limit: ServiceDesk.campaignBatch)
                    return campaign
                } then: { (_: inout CampaignSheet, campaign, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(campaign.id.description), "name": .text(campaign.name),
                        "count": .count(campaign.report.drawn),
                    ]
                    return [.pop, .refresh, .done(context.say("campaigns.begun", facts))]
                })
        ]
    }
}

extension DeskContext {
    /// `product:  产品`; a value as people call it.
    fileprivate func label(of choice: CampaignQuery.Completion) -> String {
        switch choice.what {
        case .field(let field):
            let name = say("campaign.field.\(field.rawValue)")
            return name == field.rawValue ? choice.text : choice.text + "  " + name
        case .product(let name): return productName(name)
        case .customerKind(let kind): return wording.name(kind.rawValue, of: "customerKind")
        }
    }
}
