import Model
import ServiceDesk
import Workflow

/// What a page of the system was read as.
enum SystemPage: Sendable {
    case chart(OrganisationChart)
    case process(ProcessMap)
    case controls(ControlReport, OrganisationChart)
    case skills(SkillMatrix)
    case training(TrainingPlan)
    case resources(ResourceTable)
    case incentives([(card: IncentiveCard, scores: [IncentiveScore])], days: ClosedRange<Day>)
}

/// A row of such a page.
enum SystemRow: Identifiable, Sendable {
    /// With all the posts of the teams below it.
    case team(OrganisationChart.Team, branch: String, whole: [OrganisationChart.Seat])
    case seat(OrganisationChart.Seat, branch: String)
    case station(ProcessMap.Station)
    case arrow(ProcessMap.Arrow)
    case control(ControlReport.Line)
    case person(SkillMatrix.Person)
    case fault(TrainingPlan.Line, TrainingPlan.Proposal?)
    case resource(ResourceTable.Row)
    case score(IncentiveScore, of: IncentiveCard)

    var id: String {
        switch self {
        case .team(let team, _, _): "team \(team.team.name)"
        case .seat(let seat, _): "post \(seat.post.name)"
        case .station(let station): station.state.name
        case .arrow(let arrow): "\(arrow.transition) \(arrow.from) \(arrow.to)"
        case .control(let line): line.control.figure.rawValue
        case .person(let person): person.staff.login
        case .fault(let line, _): "\(line.product) \(line.fault)"
        case .resource(let row): "\(row.kind.rawValue) \(row.name)"
        case .score(let score, let card): "\(card.role) \(score.staff)"
        }
    }
}

extension SystemPage {
    /// In the order in which they are read: a chart as its tree, a map state by state, each before what leads out of it.
    var rows: [SystemRow] {
        switch self {
        case .chart(let chart): Self.tree(chart)
        case .process(let map):
            map.stations.filter { !$0.isIdle }.flatMap { station -> [SystemRow] in
                [.station(station)] + map.arrows(from: station.state.name).map { .arrow($0) }
            }
        case .controls(let report, _): report.lines.map { .control($0) }
        case .skills(let matrix): matrix.people.map { .person($0) }
        case .training(let plan):
            plan.lines.map { line in .fault(line, plan.proposals.first { $0.line == line }) }
        case .resources(let table): table.rows.map { .resource($0) }
        case .incentives(let cards, _):
            cards.flatMap { card, scores -> [SystemRow] in scores.map { .score($0, of: card) } }
        }
    }

    private static func tree(_ chart: OrganisationChart) -> [SystemRow] {
        var nodes: [TreeLines.Node] = []
        for team in chart.teams {
            nodes.append(.init(depth: team.depth, lines: [""]))
            nodes += team.seats.map { _ in .init(depth: team.depth + 1, lines: [""]) }
        }
        var branches = TreeLines.drawn(nodes)[...]
        return chart.teams.enumerated().flatMap { place, team -> [SystemRow] in
            let below = chart.teams.dropFirst(place + 1).prefix { $0.depth > team.depth }
            let own = SystemRow.team(
                team, branch: branches.popFirst() ?? "", whole: team.seats + below.flatMap(\.seats))
            return [own] + team.seats.map { .seat($0, branch: branches.popFirst() ?? "") }
        }
    }
}

extension [OrganisationChart.Seat] {
    var wanted: Int { reduce(0) { $0 + $1.post.wanted } }
    var vacant: Int { reduce(0) { $0 + $1.vacant } }
    var people: Int { Set(flatMap(\.holders).map(\.staff.id)).count }
}
