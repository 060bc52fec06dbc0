import Model
import ServiceDesk
import TerminalKit
import Wording

/// How it is settled with a customer whom no call of a campaign reached.
struct AccountSheet: SavingSheet {
    static let save = ActionID("campaign.account")

    enum Field: Hashable, Sendable { case words }

    private let item: UnreachedCustomer
    private let campaign: CampaignID
    var form: Form<Field>
    var keptUnder: String? { "\(campaign) \(item.id)" }

    init(_ item: UnreachedCustomer, _ campaign: CampaignID, _ context: DeskContext) {
        (self.item, self.campaign) = (item, campaign)
        form = Self.form(context)
        form.set(.words, to: item.member.account)
    }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([.text(.words, label: context.say("label.account"), required: true, rows: 3)])
    }

    func title(_ context: DeskContext) -> String {
        context.say(
            "unreached.account.title",
            ["id": .text(item.id.description), "customer": .text(item.name)])
    }

    func above(_ context: DeskContext) -> [String] {
        [context.wording.say(item.why), context.say("unreached.account.hint")]
    }

    mutating func languageChanged(_ context: DeskContext) { reword(as: Self.form(context), context) }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let (campaign, customer, words) = (campaign, item.id, form.value(of: .words).trimmed)
        guard !words.isEmpty else {
            form.errors[.words] = context.say("field.required")
            return []
        }
        return [
            .job(
                .act("account") { work in
                    try work.account(for: customer, in: campaign, words)
                } then: { (_: inout AccountSheet, member, context) in
                    [
                        .pop, .refresh,
                        .done(
                            context.say(
                                "unreached.accounted", ["id": .text(member.customer.description)])),
                    ]
                })
        ]
    }
}
