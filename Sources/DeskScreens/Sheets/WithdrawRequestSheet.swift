import Model
import ServiceDesk
import TerminalKit
import Wording

/// Why one takes back what one asked for.
struct WithdrawRequestSheet: ReasonSheet {
    static let save = ActionID("withdrawRequest.save")

    private let approval: Approval
    var form: Form<ReasonField>
    var keptUnder: String? { approval.id.description }

    init(_ approval: Approval, _ context: DeskContext) {
        self.approval = approval
        form = Self.form(context)
    }

    func title(_ context: DeskContext) -> String {
        context.say("approval.withdraw.title", context.facts(approval))
    }

    func above(_ context: DeskContext) -> [String] { [context.say("approval.withdraw.hint")] }

    func job(_ reason: String) -> Job {
        .act("withdraw") { [approval] work in
            try work.withdrawApproval(approval.id, reason: reason)
        } then: { (_: inout WithdrawRequestSheet, approval, context) in
            [.pop, .refresh, .done(context.say("approval.withdrawn", context.facts(approval)))]
        }
    }
}
