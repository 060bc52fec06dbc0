import DeskScreens
import Model
import Quality
import Records
import ServiceDesk
import Wording

/// Whom a campaign would call, and on which days.
struct CampaignSampleView: Showable {
    let reason: String
    @OrNull var questionnaire: String?
    let seed: Int64
    let report: CampaignReportView
    let days: [CampaignDayRow]
    let customers: [Chosen]
    private let asked: Label?

    struct Chosen: Encodable, Listable {
        let id: String
        let name: String
        let phone: String
        let units: [String]
        let stratum: String
        @OrNull var from: String?
        @OrNull var by: String?
        /// Why nobody can ring them up, though they must be reached.
        @OrNull var barrier: String?
        let shown: Shown

        struct Shown {
            var from: Instant?
            var barrier: Phrase?
            /// As people call it.
            var stratum: String
        }

        private enum CodingKeys: String, CodingKey {
            case id, name, phone, units, stratum, from, by, barrier
        }

        init(_ member: CampaignMember, _ line: CustomerLine?, stratum label: String, _ v: Viewer) {
            (id, name) = (member.customer.description, line?.name ?? "")
            phone = line?.phone?.display ?? ""
            (units, stratum) = (member.units.map(\.description), member.stratum)
            _from = OrNull(v.output.iso(member.due?.start))
            _by = OrNull(v.output.iso(member.due?.end))
            _barrier = OrNull(member.barrier?.rawValue)
            shown = Shown(from: member.due?.start, barrier: member.barrier?.phrase, stratum: label)
        }

        static let titles = [
            "cli.title.customer", "cli.title.customerName", "cli.title.phone", "cli.title.unit",
            "campaign.title.stratum", "campaign.title.from",
        ]

        func cells(_ output: Output) -> [TextCell] {
            [
                TextCell(id, .strong), TextCell(name), TextCell(phone),
                TextCell(units.joined(separator: " ")), TextCell(shown.stratum),
                TextCell(shown.barrier.map(output.wording.say) ?? output.moment(shown.from)),
            ]
        }
    }

    private enum CodingKeys: String, CodingKey {
        case reason, questionnaire, seed, report, days, customers
    }

    init(_ draft: CampaignDraft, _ sample: CampaignSample, _ v: Viewer) throws {
        let questionnaire = try v.reading.rules.questionnaires().asked(for: draft.reason, kind: nil)
        (reason, asked) = (draft.reason, questionnaire?.label)
        _questionnaire = OrNull(questionnaire?.name)
        let spelling = CampaignSpelling(v.reading.rules, v.output.wording)
        (seed, report) = (
            sample.seed, CampaignReportView(sample.report, sample: draft.sampling.text, spelling)
        )
        days = sample.days.sorted { $0.key < $1.key }.map {
            CampaignDayRow($0.key, CampaignProgress.Counts(planned: $0.value))
        }
        let lines = try v.reading.customers.lines(of: sample.members.map(\.customer))
        customers = sample.members.map {
            let label = spelling.stratum($0.stratum, of: draft.sampling.text)
            return Chosen($0, lines[$0.customer], stratum: label, v)
        }
    }

    /// So many customers are shown; all of them in the table for spreadsheets.
    private static let shown = 10

    func lines(_ output: Output) -> [String] {
        let name = output.wording.name(reason, of: "callReason")
        var lines = [
            asked.map {
                output.words("campaign.wouldAsk", ["reason": .text(name), "questionnaire": .label($0)])
            } ?? output.words("campaign.wouldCall", ["reason": .text(name)])
        ]
        lines += report.lines(output) + [output.words("campaign.seed", ["seed": .text(String(seed))])]
        lines += output.table(days.map { PlannedDayRow(day: $0.day, planned: $0.planned) })
        lines += output.table(Array(customers.prefix(Self.shown)))
        if customers.count > Self.shown {
            lines.append(output.words("campaign.more", ["count": .count(customers.count - Self.shown)]))
        }
        return lines + [output.words("campaign.nothingPlanned")]
    }

    var csv: [[String]] {
        [["customer", "name", "phone", "units", "stratum", "from", "by", "barrier"]]
            + customers.map {
                [
                    $0.id, $0.name, $0.phone, $0.units.joined(separator: " "), $0.stratum, $0.from ?? "",
                    $0.by ?? "", $0.barrier ?? "",
                ]
            }
    }
}

private struct PlannedDayRow: Listable {
    let day: Day
    let planned: Int

    static let titles = ["campaign.title.day", "campaign.title.toCome"]

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(output.wording.dayOfWeek(day)), TextCell(String(planned))]
    }
}

/// A customer of a campaign whom no call has reached.
struct UnreachedView: Listable {
    let customer: String
    let name: String
    let phone: String
    let units: [String]
    @OrNull var call: String?
    let standing: String
    let attempts: Int
    let outcome: String
    /// In words of the language chosen.
    let why: String

    init(_ u: UnreachedCustomer, _ v: Viewer) {
        (customer, name, phone) = (u.member.customer.description, u.name, u.phone)
        units = u.member.units.map(\.description)
        _call = OrNull(u.member.call?.description)
        (standing, attempts, outcome) = (u.standing.rawValue, u.attempts, u.outcome)
        why = v.output.wording.say(u.why)
    }

    static let titles = [
        "cli.title.customer", "cli.title.customerName", "cli.title.phone", "cli.title.call",
        "cli.title.attempts", "cli.title.why",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(customer, .strong), TextCell(name), TextCell(phone), TextCell(call ?? ""),
            TextCell(String(attempts)), TextCell(why),
        ]
    }

    static func csv(_ views: [UnreachedView]) -> [[String]] {
        [["customer", "name", "phone", "units", "call", "standing", "attempts", "outcome", "why"]]
            + views.map {
                [
                    $0.customer, $0.name, $0.phone, $0.units.joined(separator: " "), $0.call ?? "",
                    $0.standing, String($0.attempts), $0.outcome, $0.why,
                ]
            }
    }
}
