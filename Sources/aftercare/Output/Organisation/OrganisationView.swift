import DeskScreens
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
    /// Posts that are short, of the plan or of what calls and visits take.
    let recruit: [ResourceView]
    private let need: StaffingNeed
    private let chart: OrganisationChart
    private let logins: [StaffID: String]

    private enum CodingKeys: String, CodingKey { case day, wanted, vacant, teams, unplaced, recruit }

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

    init(_ chart: OrganisationChart, _ resources: ResourceTable, _ v: Viewer) throws {
        (self.chart, need) = (chart, resources.need)
        recruit = resources.toRecruit.map { ResourceView($0, needed: $0.needed, v.output) }
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
            nodes += zip(team.seats, drawn.posts).map { seat, post in
                .init(depth: team.depth + 1, lines: lines(of: post, seat, output))
            }
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
            + recruiting(output)
    }

    /// Whom to recruit, and by what that is reckoned.
    private func recruiting(_ output: Output) -> [String] {
        let reckoned = need.phrases.map { output.wording.say($0) }
        guard !recruit.isEmpty else { return ["", output.words("organisation.nobodyToRecruit")] + reckoned }
        return ["", output.words("organisation.recruit")] + output.table(recruit) + reckoned
    }

    private func lines(of post: PostView, _ seat: OrganisationChart.Seat, _ output: Output) -> [String] {
        let facts: [String: PhraseFact] = [
            "post": .text(post.label), "count": .count(post.people.count), "wanted": .count(post.wanted),
            "vacant": .count(post.vacant),
        ]
        let first = output.words(post.vacant > 0 ? "organisation.short" : "organisation.filled", facts)
        let people = post.people.map { holder in
            output.holder("\(holder.login) \(holder.name)", isAway: holder.away, deputy: holder.deputy)
        }
        let cover = output.cover(seat.cover) { logins[$0] ?? $0.description }
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
