import Model
import Staffing
import Wording

/// What so many agents give to those who call; seconds, shares of one.
struct CallServiceView: Encodable {
    let agents: Int
    let scheduled: Int
    /// Of all calls.
    let serviceLevel: Double
    @OrNull var serviceLevelOfAnswered: Double?
    /// The mean wait of all calls; null where the line grows without end.
    @OrNull var asa: Double?
    @OrNull var asaOfAnswered: Double?
    let occupancy: Double
    let probabilityOfWait: Double
    @OrNull var waiting: Double?
    @OrNull var abandoned: Double?
    let stable: Bool
    let meetsTarget: Bool

    init(_ service: CallService, _ goal: CallGoal, scheduled: Int) {
        (agents, self.scheduled) = (service.agents, scheduled)
        serviceLevel = service.serviceLevel
        (occupancy, probabilityOfWait) = (service.occupancy, service.probabilityOfWait)
        (stable, meetsTarget) = (service.isStable, goal.isMet(by: service))
        func known(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
        _serviceLevelOfAnswered = OrNull(service.serviceLevelOfAnswered)
        (_asa, _asaOfAnswered) = (OrNull(known(service.wait)), OrNull(known(service.waitOfAnswered)))
        (_waiting, _abandoned) = (OrNull(known(service.waiting)), OrNull(service.abandoned))
    }
}

/// How many agents it takes, or what some give, and what a few fewer and more would.
struct CallStaffingView: Showable {
    let service: CallServiceView
    let around: [CallServiceView]
    let erlangs: Double
    /// `Erlang C` or `Erlang A`.
    let model: String
    private let isInTime: Bool
    private let goal: CallGoal
    private let shrinkage: Double

    init(
        _ service: CallService, around: [CallService], of line: CallLine, _ goal: CallGoal, shrinkage: Double
    ) {
        func view(_ service: CallService) -> CallServiceView {
            CallServiceView(
                service, goal, scheduled: Heads.scheduled(service.agents, shrinkage: shrinkage))
        }
        (self.service, self.around) = (view(service), around.map(view))
        (erlangs, self.goal, self.shrinkage) = (line.load.erlangs, goal, shrinkage)
        isInTime = goal.isInTime(service)
        model = line.patience == nil ? "Erlang C" : "Erlang A"
    }

    private enum CodingKeys: String, CodingKey { case erlangs, model, around, target, within }

    func encode(to encoder: any Encoder) throws {
        try service.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(erlangs, forKey: .erlangs)
        try container.encode(model, forKey: .model)
        try container.encode(goal.share, forKey: .target)
        try container.encode(goal.within, forKey: .within)
        try container.encode(around, forKey: .around)
    }

    func lines(_ output: Output) -> [String] {
        let givesUp = service.abandoned != nil
        var lines = [verdict(output)]
        if shrinkage > 0 {
            lines.append(
                output.words(
                    "staffing.scheduled",
                    [
                        "count": .count(service.scheduled),
                        "share": .text(output.wording.percent(shrinkage)),
                    ]))
        }
        lines.append(
            output.words(
                givesUp ? "staffing.erlangA" : "staffing.erlangC",
                ["erlangs": .text(output.wording.number(erlangs))]))
        if !service.stable { lines.append(output.words("staffing.unstable")) }
        lines.append("")
        lines +=
            givesUp
            ? output.table(around.map { ImpatientRow(service: $0, isAsked: $0.agents == service.agents) })
            : output.table(around.map { PatientRow(service: $0, isAsked: $0.agents == service.agents) })
        return givesUp
            ? lines + [
                "",
                output.words("staffing.twoLevels", ["seconds": .text(output.wording.number(goal.within))]),
            ]
            : lines
    }
}

extension CallStaffingView {
    /// Whether they are enough, and what it is that they miss.
    private func verdict(_ output: Output) -> String {
        guard service.meetsTarget || !isInTime else {
            return output.words(
                "staffing.tooBusy",
                [
                    "count": .count(service.agents),
                    "share": .text(output.wording.percent(service.occupancy)),
                    "most": .text(output.wording.percent(goal.occupancy)),
                ])
        }
        return output.words(
            service.meetsTarget ? "staffing.enough" : "staffing.notEnough",
            [
                "count": .count(service.agents), "share": .text(output.wording.percent(goal.share)),
                "seconds": .text(output.wording.number(goal.within)),
            ])
    }
}

/// A line of which nobody gives up.
struct PatientRow: Listable {
    let service: CallServiceView
    let isAsked: Bool

    static let titles = [
        "staffing.title.agents", "staffing.title.scheduled", "staffing.title.level", "staffing.title.wait",
        "staffing.title.occupancy", "staffing.title.mustWait",
    ]

    func encode(to encoder: any Encoder) throws { try service.encode(to: encoder) }

    func cells(_ output: Output) -> [TextCell] {
        [
            output.agents(service, isAsked), TextCell(output.wording.number(service.scheduled)),
            output.level(service), TextCell(output.seconds(service.asa)),
            TextCell(output.wording.percent(service.occupancy)),
            TextCell(output.wording.percent(service.probabilityOfWait)),
        ]
    }
}

/// A line of which people give up.
struct ImpatientRow: Listable {
    let service: CallServiceView
    let isAsked: Bool

    static let titles = [
        "staffing.title.agents", "staffing.title.scheduled", "staffing.title.level",
        "staffing.title.levelOfAnswered", "staffing.title.wait", "staffing.title.waitOfAnswered",
        "staffing.title.occupancy", "staffing.title.mustWait", "staffing.title.abandoned",
    ]

    func encode(to encoder: any Encoder) throws { try service.encode(to: encoder) }

    func cells(_ output: Output) -> [TextCell] {
        let ofAnswered = service.serviceLevelOfAnswered.map { output.wording.percent($0) } ?? "–"
        return [
            output.agents(service, isAsked), TextCell(output.wording.number(service.scheduled)),
            output.level(service), TextCell(ofAnswered), TextCell(output.seconds(service.asa)),
            TextCell(output.seconds(service.asaOfAnswered)),
            TextCell(output.wording.percent(service.occupancy)),
            TextCell(output.wording.percent(service.probabilityOfWait)),
            TextCell(output.wording.percent(service.abandoned ?? 0)),
        ]
    }
}

extension Output {
    /// The row that answers the question is marked where there are no colours as well.
    fileprivate func agents(_ service: CallServiceView, _ isAsked: Bool) -> TextCell {
        TextCell(wording.number(service.agents) + (isAsked ? " <" : ""), isAsked ? .strong : .plain)
    }

    fileprivate func level(_ service: CallServiceView) -> TextCell {
        TextCell(wording.percent(service.serviceLevel), service.meetsTarget ? .good : .plain)
    }

    /// A dash where it never ends.
    fileprivate func seconds(_ value: Double?) -> String {
        value.map { wording.number($0, decimals: 1) } ?? "–"
    }
}
