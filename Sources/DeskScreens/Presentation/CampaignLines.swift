import Model
package import ServiceDesk
import TerminalKit
package import Wording

extension CampaignSpelling {
    package init(_ rules: Rules, _ wording: Wording) {
        self.init(rules: rules, text: { wording.text($0) }, say: { wording.say($0) })
    }
}

extension DeskContext {
    func reason(of campaign: Campaign) -> String { wording.name(campaign.reason, of: "callReason") }

    /// `█████░░░  5/8`
    private func settledBar(_ progress: CampaignProgress, _ glyphs: Glyphs) -> String {
        let (cells, settled, all) = (8, progress.settled, progress.customers)
        // Neither empty once something is done, nor full before all is.
        let full = all == 0 ? 0 : settled == all ? cells : min(cells - 1, (settled * cells + all - 1) / all)
        return String(repeating: glyphs.full, count: full)
            + String(repeating: glyphs.empty, count: cells - full) + " \(settled)/\(all)"
    }

    func campaignCells(_ progress: CampaignProgress, _ glyphs: Glyphs) -> [TableCell] {
        let campaign = progress.campaign
        let isRunning = campaign.state == .running
        return [
            TableCell(campaign.id.description, .accent).ranked(id: campaign.id), TableCell(campaign.name),
            TableCell(wording.name(campaign.state), isRunning ? .good : .muted),
            TableCell(settledBar(progress, glyphs))
                .ranked(Double(progress.settled) / Double(max(1, progress.customers))),
            TableCell(
                progress.toCome == 0 ? "-" : "\(progress.toCome)", progress.toCome == 0 ? .muted : .text
            ).ranked(count: progress.toCome),
            TableCell(progress.expectedEnd.map(wording.dayOfWeek) ?? "", .muted).ranked(
                on: progress.expectedEnd),
        ]
    }

    func unreachedCells(_ item: UnreachedCustomer) -> [TableCell] {
        let role: TerminalKit.Role =
            switch item.standing {
            case .anotherWay, .unreachable: .missed
            case .refused, .again: .atRisk
            case .accounted, .cancelled: .muted
            case .waiting, .planned, .inHand, .reached: .text
            }
        return [
            TableCell(item.id.description, .accent).ranked(id: item.id), TableCell(item.name),
            TableCell(item.phone),
            TableCell(item.member.units.map(\.description).joined(separator: " "), .muted),
            TableCell(wording.name(item.standing), role), TableCell(wording.say(item.why), role),
        ]
    }
}

extension Pane {
    /// A campaign: whom it looked for, how far it has come, its days and agents.
    init(_ progress: CampaignProgress, _ context: DeskContext) {
        let campaign = progress.campaign
        add(
            .spans([
                Span(campaign.name + "  ", .title), Span(context.wording.name(campaign.state), .muted),
            ]))
        addCounts(progress, context)
        if let ended = campaign.endedAt {
            pair(
                context.say("campaign.title.ended"),
                [context.nearAndFar(ended), campaign.endReason].joined(separator: "  ").trimmed)
        }
        pair(context.say("label.why"), context.reason(of: campaign))
        let spelling = CampaignSpelling(context.rules, context.wording)
        pair(context.say("campaign.title.query"), spelling.query(campaign.query))
        let seed = context.say("campaigns.seed", ["seed": .text(String(campaign.seed))])
        pair(context.say("campaign.title.sample"), "\(spelling.sample(campaign.sample))  \(seed)")
        let report = campaign.report
        add(
            .text(
                context.say(
                    "campaign.found", ["count": .count(report.population), "drawn": .count(report.drawn)]),
                .muted))
        if !report.leftOut.isEmpty {
            let why = PhraseFact.list(report.leftOut.map { .phrase($0.phrase) })
            add(.text(context.say("campaign.without", ["why": why]), .muted))
        }
        for stratum in report.strata where !stratum.name.isEmpty {
            pair(
                spelling.stratum(stratum.name, of: campaign.sample),
                context.say(
                    "campaigns.stratum", ["count": .count(stratum.size), "drawn": .count(stratum.drawn)]))
        }
        addDays(progress, context)
        for (name, counts) in progress.agents {
            pair(name, context.say("campaigns.agent", Self.facts(counts)))
        }
    }

    private mutating func addCounts(_ progress: CampaignProgress, _ context: DeskContext) {
        let share = progress.customers == 0 ? 0 : Double(progress.settled) / Double(progress.customers)
        let told = context.say(
            "campaigns.made",
            [
                "made": .count(progress.settled), "customers": .count(progress.customers),
                "reached": .count(progress.count(.reached)), "refused": .count(progress.count(.refused)),
                "unreachable": .count(progress.count(.unreachable)),
            ])
        add(.clock(ClockBar(elapsed: share, state: share < 1 ? .running : .met, mark: ""), [Span(told)]))
        if progress.count(.cancelled) > 0 {
            pair(context.wording.name(CampaignStanding.cancelled), "\(progress.count(.cancelled))")
        }
        if progress.campaign.mustReach {
            add(
                .text(
                    context.say(
                        "campaign.mustReach",
                        [
                            "left": .count(progress.unsettled),
                            "anotherWay": .count(progress.count(.anotherWay)),
                            "accounted": .count(progress.count(.accounted)),
                        ]), progress.unsettled > 0 ? .missed : .good))
        }
        if let end = progress.expectedEnd {
            pair(context.say("campaign.title.expectedEnd"), context.wording.dayOfWeek(end))
        }
    }

    /// The days with something on them; the latest where they are many.
    private mutating func addDays(_ progress: CampaignProgress, _ context: DeskContext) {
        guard !progress.days.isEmpty else { return }
        add(.heading(context.say("campaigns.days")))
        for (day, counts) in progress.days.sorted(by: { $0.key < $1.key }).suffix(12) {
            var facts = Self.facts(counts)
            facts["planned"] = .count(counts.planned)
            pair(context.wording.dayOfWeek(day), context.say("campaigns.day", facts))
        }
    }

    private static func facts(_ counts: CampaignProgress.Counts) -> [String: PhraseFact] {
        ["made": .count(counts.made), "reached": .count(counts.reached)]
    }
}
