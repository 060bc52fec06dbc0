import Model
import ServiceDesk
import TerminalKit
import Wording

/// Stopping a campaign, which whoever reads of it is owed a reason for.
struct StopCampaignSheet: FormSheet {
    static let save = ActionID("campaign.stop")

    enum Field: Hashable, Sendable { case reason }

    private let campaign: Campaign
    var form: Form<Field>
    var keptUnder: String? { campaign.id.description }

    init(_ campaign: Campaign, _ context: DeskContext) {
        self.campaign = campaign
        form = Self.form(context)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([.text(.reason, label: context.say("label.stopReason"), required: true, rows: 3)])
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            "campaigns.stop.title",
            ["id": .text(campaign.id.description), "name": .text(campaign.name)])
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let reason = form.value(of: .reason).trimmed
        let question = context.confirmation(title(context), context.say("campaigns.stop.ask"))
        return Self.keys(
            why: reason.isEmpty ? context.say("campaigns.stop.needsReason") : nil, asks: question, context)
    }

    static func keys(
        why: String? = nil, asks: DeskAction.Confirmation? = nil, _ context: DeskContext
    ) -> [DeskAction] {
        [context.action(save, [.ctrl("s")], why: why, asks: asks)] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) { form.reword(as: Self.form(context)) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] { [.run(Self.save)] }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        let (id, reason) = (campaign.id, form.value(of: .reason).trimmed)
        return [
            .job(
                .act("stop") { work in
                    _ = try work.stop(id, because: reason)
                    // What is left of many the next sweep cancels.
                    return try work.cancelCalls(of: id, limit: ServiceDesk.campaignBatch)
                } then: { (_: inout StopCampaignSheet, _: Int, context) in
                    [
                        .pop, .refresh,
                        .done(context.say("campaigns.stopped", ["id": .text(id.description)])),
                    ]
                })
        ]
    }
}
