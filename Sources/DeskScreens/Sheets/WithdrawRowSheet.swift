import Model
import ServiceDesk
import TerminalKit
import Wording

/// Why what was seen of a company is wrong: the row stays to be seen, and counts no more.
struct WithdrawRowSheet: ReasonSheet {
    static let save = ActionID("withdrawRow.save")

    private let row: CompetitorRow
    private let company: String
    var form: Form<ReasonField>
    var keptUnder: String? { String(row.id) }

    init(_ row: CompetitorRow, of company: String, _ context: DeskContext) {
        (self.row, self.company) = (row, company)
        form = Self.form(context)
    }

    func title(_ context: DeskContext) -> String {
        context.say("competitors.withdraw.title", ["company": .text(company), "day": .day(row.day)])
    }

    func above(_ context: DeskContext) -> [String] { [context.say("competitors.withdraw.explain")] }

    func job(_ reason: String) -> Job {
        .act("withdraw") { [row] work in
            try work.withdrawObservation(row.id, reason: reason)
        } then: { (_: inout WithdrawRowSheet, row, context) in
            let facts: [String: PhraseFact] = ["row": .text(String(row.id))]
            return [.pop, .refresh, .done(context.say("competitors.withdrawn", facts))]
        }
    }
}
