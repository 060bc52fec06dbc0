import Model
import ServiceDesk
import TerminalKit
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
    case team(OrganisationChart.Team, whole: [OrganisationChart.Seat])
    case seat(OrganisationChart.Seat)
    case station(ProcessMap.Station)
    case arrow(ProcessMap.Arrow)
    case control(ControlReport.Line)
    case person(SkillMatrix.Person)
    case fault(TrainingPlan.Line, TrainingPlan.Proposal?)
    case resource(ResourceTable.Row)
    case score(IncentiveScore, of: IncentiveCard)

    var id: String {
        switch self {
        case .team(let team, _): "team \(team.team.name)"
        case .seat(let seat): "post \(seat.post.name)"
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
        case .chart(let chart): Self.posts(of: chart)
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

    /// The branches of a page that is a tree: teams with their posts, and the teams below them. Empty for any other.
    var entries: [Tree<String>.Entry] {
        guard case .chart(let chart) = self else { return [] }
        return chart.teams.flatMap { team in
            [Tree.Entry(SystemRow.team(team, whole: []).id, depth: team.depth)]
                + team.seats.map { Tree.Entry(SystemRow.seat($0).id, depth: team.depth + 1) }
        }
    }

    private static func posts(of chart: OrganisationChart) -> [SystemRow] {
        chart.teams.enumerated().flatMap { place, team -> [SystemRow] in
            let below = chart.teams.dropFirst(place + 1).prefix { $0.depth > team.depth }
            return [.team(team, whole: team.seats + below.flatMap(\.seats))] + team.seats.map { .seat($0) }
        }
    }
}

extension [OrganisationChart.Seat] {
    var wanted: Int { reduce(0) { $0 + $1.post.wanted } }
    var vacant: Int { reduce(0) { $0 + $1.vacant } }
    var people: Int { Set(flatMap(\.holders).map(\.staff.id)).count }
}
