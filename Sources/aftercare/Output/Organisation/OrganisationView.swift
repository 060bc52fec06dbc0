import Model
import Records
import ServiceDesk
import TerminalKit
import Wording

/// The organisation's chart, drawn as a tree.
struct OrganisationView: Showable {
    let day: String
    let wanted: Int
    let vacant: Int
    let teams: [TeamView]
    /// Active people whom no post has, by login.
    let unplaced: [String]
    private let chart: OrganisationChart
    private let logins: [StaffID: String]

    private enum CodingKeys: String, CodingKey { case day, wanted, vacant, teams, unplaced }

    struct TeamView: Encodable {
        let team: String
        let label: String
        @OrNull var under: String?
        let posts: [PostView]
    }

    struct PostView: Encodable {
        let post: String
        let label: String
        let wanted: Int
        let vacant: Int
        let people: [HolderView]
        /// `each other`, `others` or `missing`, and which others.
        let cover: String
        let coveredBy: [String]
    }

    struct HolderView: Encodable {
        let login: String
        let name: String
        /// On that day.
        let away: Bool
        /// Who decides in their place on that day.
        @OrNull var deputy: String?
    }

    init(_ chart: OrganisationChart, _ v: Viewer) throws {
        self.chart = chart
        day = chart.day.description
        (wanted, vacant, unplaced) = (chart.wanted, chart.vacant, chart.unplaced.map(\.login))
        let logins = Dictionary(
            try v.reading.staff.all().map { ($0.id, $0.login) }, uniquingKeysWith: { a, _ in a })
        self.logins = logins
        teams = chart.teams.map { team in
            TeamView(
                team: team.team.name, label: v.output.wording.text(team.team.label), under: team.team.under,
                posts: team.seats.map { Self.post($0, logins, v.output) })
        }
    }

    private static func post(
        _ seat: OrganisationChart.Seat, _ logins: [StaffID: String], _ output: Output
    ) -> PostView {
        var (cover, others) = ("each other", [String]())
        switch seat.cover {
        case .eachOther: break
        case .by(let people): (cover, others) = ("others", people.compactMap { logins[$0] })
        case .missing: cover = "missing"
        }
        return PostView(
            post: seat.post.name, label: output.wording.text(seat.post.label), wanted: seat.post.wanted,
            vacant: seat.vacant,
            people: seat.holders.map { holder in
                HolderView(
                    login: holder.staff.login, name: holder.staff.name, away: holder.isAway,
                    deputy: holder.deputy.flatMap { logins[$0] })
            }, cover: cover, coveredBy: others)
    }

    func lines(_ output: Output) -> [String] {
        var nodes: [TreeLines.Node] = []
        for (team, drawn) in zip(chart.teams, teams) {
            nodes.append(.init(depth: team.depth, lines: [drawn.label]))
            nodes += drawn.posts.map { .init(depth: team.depth + 1, lines: lines(of: $0, output)) }
        }
        let head = output.words(
            "organisation.head",
            ["day": .day(chart.day), "count": .count(wanted), "vacant": .count(vacant)])
        let bare = chart.uncovered.map { PhraseFact.label($0.post.label) }
        return [head, ""] + TreeLines.drawn(nodes)
            + (unplaced.isEmpty
                ? []
                : ["", output.words("organisation.unplaced", ["people": .list(unplaced.map { .text($0) })])])
            + (bare.isEmpty ? [] : ["", output.words("organisation.uncovered", ["posts": .list(bare)])])
    }

    private func lines(of post: PostView, _ output: Output) -> [String] {
        let facts: [String: PhraseFact] = [
            "post": .text(post.label), "count": .count(post.people.count), "wanted": .count(post.wanted),
            "vacant": .count(post.vacant),
        ]
        let first = output.words(post.vacant > 0 ? "organisation.short" : "organisation.filled", facts)
        let people = post.people.map { holder in
            let name = "\(holder.login) \(holder.name)"
            if let deputy = holder.deputy {
                return output.words(
                    "organisation.deputised", ["person": .text(name), "deputy": .text(deputy)])
            }
            return holder.away ? output.words("organisation.away", ["person": .text(name)]) : name
        }
        let cover =
            switch post.cover {
            case "each other": output.words("organisation.eachOther")
            case "missing": output.words("organisation.noCover")
            default:
                output.words("organisation.coveredBy", ["people": .list(post.coveredBy.map { .text($0) })])
            }
        return [first] + (people.isEmpty ? [] : wrapped(people)) + [cover]
    }

    /// Names, so many to a line as it holds.
    private func wrapped(_ names: [String]) -> [String] {
        names.reduce(into: [String]()) { lines, name in
            if let last = lines.last, TextTable.cells.of(last) + TextTable.cells.of(name) < 56 {
                lines[lines.count - 1] = last + " · " + name
            } else {
                lines.append(name)
            }
        }
    }
}

/// A tree as lines of text.
enum TreeLines {
    struct Node {
        /// From 0.
        var depth: Int
        var lines: [String]
    }

    /// - Parameter nodes: each after the one it hangs on.
    static func drawn(_ nodes: [Node]) -> [String] {
        nodes.indices.flatMap { place -> [String] in
            let depth = nodes[place].depth
            func goesOn(_ level: Int) -> Bool {
                nodes[(place + 1)...].first { $0.depth <= level }.map { $0.depth == level } ?? false
            }
            let before = (1..<max(1, depth)).map { goesOn($0) ? "│  " : "   " }.joined()
            let branch = depth == 0 ? "" : goesOn(depth) ? "├─ " : "└─ "
            let under = depth == 0 ? "" : goesOn(depth) ? "│  " : "   "
            let hasChild = nodes.indices.contains(place + 1) && nodes[place + 1].depth > depth
            return nodes[place].lines.enumerated().map { line, text in
                line == 0
                    ? before + branch + text : before + under + (hasChild ? "│    " : "     ") + text
            }
        }
    }
}
