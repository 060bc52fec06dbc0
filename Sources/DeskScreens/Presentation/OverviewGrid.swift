import Model
import ServiceDesk
import TerminalKit
import Wording

/// The overview as sections of rows of numbers, each of which can be gone into.
struct OverviewGrid {
    /// What is behind a number.
    enum Goal: Sendable, Hashable {
        case cases(QueueScope, filter: String, order: CaseOrder)
        case calls(CallPart)
        case visits(VisitStanding)
        /// Of a team.
        case moved(CaseMove, team: String)
        case record(Subject)
    }

    struct Cell {
        var text: String
        var role: Role = .text
        var goal: Goal?
    }

    struct Row {
        var label: String
        var cells: [Cell]
        /// The queue its plots are of; empty for all together, nil for what is no queue.
        var queue: String?
        /// The team its plots are of; empty for those in none.
        var team: String?
    }

    struct Section {
        /// Above the labels, then above each column.
        var heads: [String]
        var rows: [Row]
    }

    let sections: [Section]
    var rows: [Row] { sections.flatMap(\.rows) }

    init(_ overview: Overview, _ context: DeskContext) {
        let makers = OverviewRows(overview: overview, context: context)
        sections = [
            makers.queues, makers.visits, makers.calls, makers.ages, makers.teams, makers.teamAges,
            makers.people,
        ]
        .filter { !$0.rows.isEmpty }
    }
}

/// The rows of each section.
struct OverviewRows {
    let overview: Overview
    let context: DeskContext

    private typealias Cell = OverviewGrid.Cell

    private func say(_ key: String) -> String { context.say(key) }

    private func cell(_ count: CappedCount, _ role: Role, _ goal: OverviewGrid.Goal?) -> OverviewGrid.Cell {
        count.count == 0
            ? Cell(text: "-", role: .muted, goal: goal)
            : Cell(text: context.count(count), role: role, goal: goal)
    }

    private func cell(_ count: Int, _ role: Role, _ goal: OverviewGrid.Goal?) -> OverviewGrid.Cell {
        cell(CappedCount(count), role, goal)
    }

    private func scope(_ queue: QueueOverview) -> QueueScope {
        queue.name.isEmpty ? .everything : .queue(queue.name)
    }

    private func label(_ queue: QueueOverview) -> String { context.scopeName(scope(queue)) }

    // MARK: Queues

    /// The queues, and all of them together.
    private var each: [QueueOverview] { overview.queues + [overview.whole] }

    var queues: OverviewGrid.Section {
        OverviewGrid.Section(
            heads: [
                say("column.queue"), say("column.waiting"), say("column.oldest"), say("column.free"),
                say("overview.missed"), say("overview.willMiss"), say("column.atRisk"), hours(1),
                hours(Overview.ahead),
            ],
            rows: each.map { queue in
                OverviewGrid.Row(label: label(queue), cells: cells(queue), queue: queue.name)
            })
    }

    private func hours(_ count: Int) -> String { context.say("overview.within", ["count": .count(count)]) }

    private func cells(_ queue: QueueOverview) -> [OverviewGrid.Cell] {
        func goal(_ filter: String, _ order: CaseOrder = .urgency) -> OverviewGrid.Goal {
            .cases(scope(queue), filter: filter, order: order)
        }
        let figures = queue.figures
        let oldest = figures.oldest.map { context.age(since: $0) } ?? ""
        return [
            cell(figures.waiting, .text, goal("")), Cell(text: oldest, role: .muted, goal: goal("", .age)),
            cell(figures.free, .text, goal("owner:none")), cell(figures.overdue, .missed, goal("due:late")),
            Cell(
                text: queue.forecast.phrase.map { context.wording.say($0) } ?? "-",
                role: queue.forecast.missed < 0.5 ? .muted : .atRisk,
                goal: goal("due<\(Overview.ahead)h -due:late")),
            cell(figures.atRisk, .atRisk, risk(queue).map { goal($0) }),
            cell(queue.due(within: 1), .atRisk, goal("due<1h -due:late")),
            cell(queue.due(within: Overview.ahead), .text, goal("due<\(Overview.ahead)h -due:late")),
        ]
    }

    /// What is at risk in a queue; nil for all together, where queues differ in it: no one list shows that.
    private func risk(_ queue: QueueOverview) -> String? {
        let names = queue.name.isEmpty ? overview.queues.map(\.name) : [queue.name]
        let filters = Set(names.map { context.rules.terms(of: .queue($0)).riskFilter })
        return filters.count == 1 ? filters.first : nil
    }

    /// How long what waits has waited.
    var ages: OverviewGrid.Section {
        let filters = Self.ageFilters
        return OverviewGrid.Section(
            heads: [say("overview.waitedFor")] + context.ageNames,
            rows: each.map { queue in
                OverviewGrid.Row(
                    label: label(queue),
                    cells: zip(queue.figures.ages, filters).map {
                        cell($0, .text, .cases(scope(queue), filter: $1, order: .urgency))
                    }, queue: queue.name)
            })
    }

    private static let ageFilters: [String] = {
        let names = Overview.ages.map { $0.minutes < 1440 ? "\($0.minutes / 60)h" : "\($0.minutes / 1440)d" }
        let between = zip(names, names.dropFirst()).map { "age>\($0) age<\($1)" }
        return ["age<\(names[0])"] + between + ["age>\(names[names.count - 1])"]
    }()

    // MARK: The day

    var visits: OverviewGrid.Section {
        let v = overview.visits
        let heads = v.states.map { context.stateName("visit", $0.version, $0.state) }
        return OverviewGrid.Section(
            heads: [
                say("overview.visits"), say("overview.allVisits"), say("overview.underWay"),
                say("overview.late"), say("overview.nobodys"),
            ] + heads,
            rows: [
                OverviewGrid.Row(
                    label: say("overview.today"),
                    cells: [
                        cell(v.all, .text, .visits(.all)), cell(v.onSite, .good, .visits(.onSite)),
                        cell(v.late, .missed, .visits(.late)),
                        cell(v.unplaced, .atRisk, .visits(.unplaced)),
                    ]
                        + v.states.map {
                            cell($0.count, .muted, .visits(.state($0.state, version: $0.version)))
                        })
            ])
    }

    var calls: OverviewGrid.Section {
        let c = overview.calls
        return OverviewGrid.Section(
            heads: [
                say("overview.calls"), say("overview.callsLate"), say("overview.callsNow"),
                say("overview.callsLater"), say("overview.inHand"),
            ],
            rows: [
                OverviewGrid.Row(
                    label: say("overview.toMake"),
                    cells: [
                        cell(c.overdue, .missed, .calls(.overdue)), cell(c.now, .text, .calls(.now)),
                        cell(c.later, .muted, .calls(.later)), cell(c.inHand, .good, .calls(.inHand)),
                    ])
            ])
    }

    // MARK: People

    var teams: OverviewGrid.Section {
        let states = PersonOverview.State.allCases
        return OverviewGrid.Section(
            heads: [
                say("overview.team"), say("overview.members"), say("overview.cases"), say("column.oldest"),
                say("overview.missed"), hours(PersonOverview.soon.minutes / 60), say("overview.calls"),
            ] + states.map { say("presence.\($0.rawValue)") },
            rows: overview.teams.map { team in
                func goal(_ more: String) -> OverviewGrid.Goal? {
                    team.name.isEmpty
                        ? nil : everything("team:" + FilterWords.written(team.name) + more)
                }
                let soon = " due<\(PersonOverview.soon.minutes / 60)h -due:late"
                let oldest = team.oldest.map { context.age(since: $0) } ?? ""
                return OverviewGrid.Row(
                    label: team.name.isEmpty ? say("overview.noTeam") : team.name,
                    cells: [
                        cell(team.members, .text, nil), cell(team.cases, .text, goal("")),
                        Cell(text: oldest, role: .muted, goal: goal("")),
                        cell(team.late, .missed, goal(" due:late")), cell(team.atRisk, .atRisk, goal(soon)),
                        cell(team.calls, .text, nil),
                    ] + states.map { cell(team.states[$0] ?? 0, $0.role, nil) }, team: team.name)
            })
    }

    /// How long what a team has in hand has waited, and what came and went.
    var teamAges: OverviewGrid.Section {
        let filters = Self.ageFilters
        return OverviewGrid.Section(
            heads: [say("overview.teamWaitedFor")] + context.ageNames
                + [say("overview.came"), say("overview.went")],
            rows: overview.teams.map { team in
                let ages = zip(team.ages, filters).map { count, filter in
                    cell(
                        count, .text,
                        team.name.isEmpty
                            ? nil : everything("team:" + FilterWords.written(team.name) + " " + filter))
                }
                return OverviewGrid.Row(
                    label: team.name.isEmpty ? say("overview.noTeam") : team.name,
                    cells: ages + [
                        cell(team.arrivals.reduce(0, +), .accent, .moved(.came, team: team.name)),
                        cell(team.closings.reduce(0, +), .good, .moved(.went, team: team.name)),
                    ], team: team.name)
            })
    }

    var people: OverviewGrid.Section {
        OverviewGrid.Section(
            heads: [
                say("overview.person"), say("overview.state"), say("overview.since"), say("overview.open"),
                say("overview.cases"), say("overview.calls"),
            ],
            rows: overview.people.map { person in
                OverviewGrid.Row(
                    label: person.name,
                    cells: [
                        Cell(text: say("presence.\(person.state.rawValue)"), role: person.state.role),
                        Cell(text: person.since.map { context.age(since: $0) } ?? "", role: .muted),
                        Cell(
                            text: person.workingOn?.description ?? "", role: .accent,
                            goal: person.workingOn.map { .record($0) }),
                        cell(person.hands.cases, .text, everything("owner:\(person.login)")),
                        cell(person.hands.calls, .text, nil),
                    ])
            })
    }

    private func everything(_ filter: String) -> OverviewGrid.Goal {
        .cases(.everything, filter: filter, order: .urgency)
    }
}

extension PersonOverview.State {
    var role: Role {
        switch self {
        case .working, .wrapUp: .good
        case .present: .text
        case .idle, .away: .atRisk
        case .lost: .missed
        case .signedOut, .onBreak: .muted
        }
    }
}

extension DeskContext {
    /// How long cases wait, by `Overview.ages`: up to each, and longer.
    var ageNames: [String] {
        // Short, since each stands under a bar.
        let names = Overview.ages.map { age in
            let hours = age.minutes / 60
            return PhraseFact.text(
                hours < 48
                    ? say("overview.hours", ["count": .count(hours)])
                    : say("overview.days", ["count": .count(hours / 24)]))
        }
        let last = names.suffix(1).map { say("overview.beyond", ["span": $0]) }
        return names.map { say("overview.upTo", ["span": $0]) } + last
    }

    /// The answer in a sentence, and how grave it is.
    func verdict(_ overview: Overview) -> (text: String, role: Role) {
        let verdict = overview.verdict
        let role: Role =
            switch verdict.outlook {
            case .holds: .good
            case .unknown: .atRisk
            case .misses: .missed
            }
        return (wording.say(verdict.phrase), role)
    }
}
