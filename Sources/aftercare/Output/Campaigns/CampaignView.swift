import DeskScreens
import Model
import Quality
import ServiceDesk
import Wording

/// A campaign and how far it has come.
struct CampaignView: Listable {
    let id: String
    let name: String
    let reason: String
    let state: String
    let mustReach: Bool
    let query: String
    let sample: String
    let seed: Int64
    @OrNull var perDay: Int?
    /// The questionnaire its calls ask.
    @OrNull var questionnaire: String?
    let report: CampaignReportView
    let began: String
    @OrNull var beganBy: String?
    @OrNull var ended: String?
    @OrNull var endedBy: String?
    let endReason: String
    let customers: Int
    let toCome: Int
    let made: Int
    let reached: Int
    let refused: Int
    let unreachable: Int
    let cancelled: Int
    /// Who must be reached in another way than by telephone.
    let anotherWay: Int
    let accounted: Int
    @OrNull var expectedEnd: String?
    let days: [CampaignDayRow]
    let agents: [CampaignAgentRow]
    let shown: Shown

    struct Shown {
        var progress: CampaignProgress
        var questionnaire: Label?
        /// Query and sample in the words that people see.
        var query: String
        var sample: String
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, reason, state, mustReach, query, sample, seed, perDay, questionnaire, report, began,
            beganBy, ended, endedBy, endReason, customers, toCome, made, reached, refused, unreachable,
            cancelled, anotherWay, accounted, expectedEnd, days, agents
    }

    init(_ id: CampaignID, at now: Instant, _ v: Viewer) throws {
        try self.init(v.reading.progress(of: id, at: now), v)
    }

    init(_ progress: CampaignProgress, _ v: Viewer) throws {
        let campaign = progress.campaign
        let asked = try v.reading.rules.questionnaires().asked(for: campaign.reason, kind: nil)
        let spelling = CampaignSpelling(v.reading.rules, v.output.wording)
        id = campaign.id.description
        (name, reason, state) = (campaign.name, campaign.reason, campaign.state.rawValue)
        (mustReach, query, sample) = (campaign.mustReach, campaign.query, campaign.sample)
        (seed, report) = (
            campaign.seed, CampaignReportView(campaign.report, sample: campaign.sample, spelling)
        )
        _perDay = OrNull(campaign.perDay)
        _questionnaire = OrNull(asked?.name)
        began = v.output.iso(campaign.createdAt)
        _beganBy = OrNull(try v.login(campaign.createdBy))
        _ended = OrNull(v.output.iso(campaign.endedAt))
        _endedBy = OrNull(try v.login(campaign.endedBy))
        endReason = campaign.endReason
        (customers, toCome, made) = (progress.customers, progress.toCome, progress.made)
        (reached, refused) = (progress.count(.reached), progress.count(.refused))
        (unreachable, cancelled) = (progress.count(.unreachable), progress.count(.cancelled))
        (anotherWay, accounted) = (progress.count(.anotherWay), progress.count(.accounted))
        _expectedEnd = OrNull(progress.expectedEnd?.description)
        days = progress.days.sorted { $0.key < $1.key }.map { CampaignDayRow($0.key, $0.value) }
        agents = progress.agents.map { CampaignAgentRow($0.name, $0.counts) }
        shown = Shown(
            progress: progress, questionnaire: asked?.label, query: spelling.query(query),
            sample: spelling.sample(sample))
    }

    static let titles = [
        "cli.title.id", "cli.title.name", "cli.title.reason", "cli.title.state", "campaign.title.customers",
        "campaign.title.toCome", "campaign.title.reached", "campaign.title.refused",
        "campaign.title.unreachable", "campaign.title.expectedEnd",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id, .strong), TextCell(name), TextCell(output.wording.name(reason, of: "callReason")),
            TextCell(output.words("campaignState.\(state)"), state == "running" ? .plain : .faint),
            TextCell(String(customers)), TextCell(String(toCome)), TextCell(String(reached)),
            TextCell(String(refused)), TextCell(String(unreachable)),
            TextCell(shown.progress.expectedEnd.map(output.wording.day) ?? ""),
        ]
    }

    static func csv(_ views: [CampaignView]) -> [[String]] {
        [
            [
                "id", "name", "reason", "state", "mustReach", "customers", "toCome", "made", "reached",
                "refused", "unreachable", "cancelled", "anotherWay", "accounted", "expectedEnd", "query",
                "sample", "seed",
            ]
        ]
            + views.map { v in
                let counts = [
                    v.customers, v.toCome, v.made, v.reached, v.refused, v.unreachable, v.cancelled,
                    v.anotherWay, v.accounted,
                ].map { String($0) }
                return [v.id, v.name, v.reason, v.state, String(v.mustReach)] + counts
                    + [v.expectedEnd ?? "", v.query, v.sample, String(v.seed)]
            }
    }
}

extension CampaignView: Showable {
    func lines(_ output: Output) -> [String] {
        let campaign = shown.progress.campaign
        var lines = output.facts([
            ("cli.title.id", id), ("cli.title.name", name),
            ("cli.title.state", output.words("campaignState.\(state)")),
            ("cli.title.reason", output.wording.name(reason, of: "callReason")),
            (
                "campaign.title.asks",
                shown.questionnaire.map(output.wording.text) ?? output.words("campaign.asksNothing")
            ),
            ("campaign.title.query", shown.query), ("campaign.title.sample", shown.sample),
            ("campaign.title.seed", String(seed)),
            ("campaign.title.perDay", perDay.map { String($0) } ?? output.words("campaign.byAgents")),
            (
                "campaign.title.began",
                [output.moment(campaign.createdAt), beganBy ?? ""].joined(separator: " ")
            ),
            (
                "campaign.title.ended",
                [output.moment(campaign.endedAt), endedBy ?? "", endReason].joined(separator: " ").trimmed
            ),
        ])
        lines += report.lines(output)
        lines.append(
            output.words(
                "campaign.progress",
                [
                    "customers": .count(customers), "toCome": .count(toCome), "reached": .count(reached),
                    "refused": .count(refused), "unreachable": .count(unreachable),
                    "cancelled": .count(cancelled),
                ]))
        if mustReach {
            lines.append(
                output.words(
                    "campaign.mustReach",
                    [
                        "left": .count(shown.progress.unsettled), "anotherWay": .count(anotherWay),
                        "accounted": .count(accounted),
                    ]))
        }
        if let end = shown.progress.expectedEnd {
            lines.append(output.words("campaign.expected", ["day": .day(end)]))
        }
        return lines + output.table(days) + output.table(agents)
    }
}

/// What was chosen from whom.
struct CampaignReportView: Encodable {
    let population: Int
    let leftOut: [LeftOut]
    let strata: [StratumRow]
    let drawn: Int
    /// How many fewer than were wanted.
    let short: Int
    private let said: [Phrase]

    struct LeftOut: Encodable {
        let why: String
        let count: Int
    }

    private enum CodingKeys: String, CodingKey { case population, leftOut, strata, drawn, short }

    /// - Parameter sample: how the sample was written.
    init(_ report: CampaignReport, sample: String, _ spelling: CampaignSpelling) {
        (population, drawn, short) = (report.population, report.drawn, report.short)
        leftOut = report.leftOut.map { LeftOut(why: $0.why.rawValue, count: $0.count) }
        strata = report.strata.map { StratumRow($0, label: spelling.stratum($0.name, of: sample)) }
        said = report.leftOut.map(\.phrase)
    }

    func lines(_ output: Output) -> [String] {
        var lines = [
            output.words("campaign.found", ["count": .count(population), "drawn": .count(drawn)])
        ]
        if !said.isEmpty {
            lines.append(output.words("campaign.without", ["why": .list(said.map { .phrase($0) })]))
        }
        if short > 0 { lines.append(output.words("campaign.short", ["count": .count(short)])) }
        return lines
            + (strata.count > 1 || strata.contains { !$0.stratum.isEmpty } ? output.table(strata) : [])
    }
}

struct StratumRow: Listable {
    let stratum: String
    let size: Int
    let wanted: Int
    let drawn: Int
    private let label: String

    private enum CodingKeys: String, CodingKey { case stratum, size, wanted, drawn }

    init(_ s: CampaignReport.Stratum, label: String) {
        (stratum, size, wanted, drawn, self.label) = (s.name, s.size, s.wanted, s.drawn, label)
    }

    static let titles = [
        "campaign.title.stratum", "campaign.title.size", "campaign.title.wanted", "campaign.title.drawn",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [label.isEmpty ? "–" : label, String(size), String(wanted), String(drawn)].map { TextCell($0) }
    }
}

struct CampaignDayRow: Listable {
    let day: Day
    let planned: Int
    let reached: Int
    let refused: Int
    let unreachable: Int

    private enum CodingKeys: String, CodingKey { case day, planned, reached, refused, unreachable }

    init(_ day: Day, _ counts: CampaignProgress.Counts) {
        (self.day, planned, reached) = (day, counts.planned, counts.reached)
        (refused, unreachable) = (counts.refused, counts.unreachable)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(day.description, forKey: .day)
        try container.encode(planned, forKey: .planned)
        try container.encode(reached, forKey: .reached)
        try container.encode(refused, forKey: .refused)
        try container.encode(unreachable, forKey: .unreachable)
    }

    static let titles = [
        "campaign.title.day", "campaign.title.toCome", "campaign.title.reached", "campaign.title.refused",
        "campaign.title.unreachable",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(output.wording.dayOfWeek(day))]
            + [planned, reached, refused, unreachable].map { TextCell(String($0)) }
    }
}

struct CampaignAgentRow: Listable {
    let agent: String
    let made: Int
    let reached: Int
    let refused: Int
    let unreachable: Int

    init(_ name: String, _ counts: CampaignProgress.Counts) {
        (agent, made, reached) = (name, counts.made, counts.reached)
        (refused, unreachable) = (counts.refused, counts.unreachable)
    }

    static let titles = [
        "campaign.title.agent", "campaign.title.made", "campaign.title.reached", "campaign.title.refused",
        "campaign.title.unreachable",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(agent)] + [made, reached, refused, unreachable].map { TextCell(String($0)) }
    }
}
