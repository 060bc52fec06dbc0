import Model
import ServiceDesk
import Wording

/// Whether today will hold.
struct OverviewView: Showable {
    var at: String
    /// `holds`, `misses`, or `unknown`.
    var outlook: String
    var verdict: String
    /// How many hours ahead promises are looked at, and in how many working hours the rate was.
    var hoursAhead: Int
    var rateHours: Double
    /// Begins of the hours that `arrivals` and `closings` count.
    var hours: [String]
    var queues: [QueueRow]
    var all: QueueRow
    var visits: VisitRow
    var calls: CallRow
    var teams: [TeamRow]
    var people: [PersonRow]

    init(_ overview: Overview, _ v: Viewer) {
        let output = v.output
        at = output.iso(overview.at)
        outlook = overview.verdict.outlook.rawValue
        verdict = output.wording.say(overview.verdict.phrase)
        (hoursAhead, rateHours) = (Overview.ahead, overview.rateHours)
        hours = overview.hours.map { output.iso($0) }
        queues = overview.queues.map { QueueRow($0, at: overview.at, v) }
        all = QueueRow(overview.whole, at: overview.at, v)
        visits = VisitRow(overview.visits)
        calls = CallRow(overview.calls)
        teams = overview.teams.map { TeamRow($0, at: overview.at, output) }
        people = overview.people.map { PersonRow($0, at: overview.at, output) }
    }

    func lines(_ output: Output) -> [String] {
        [verdict, ""] + output.table(queues + [all]) + [""] + output.table([visits]) + [""]
            + output.table([calls]) + [""] + output.table(teams) + [""] + output.table(people)
    }
}

extension OverviewView {
    /// Which of the numbers are only known to be at least so many.
    fileprivate static func atLeast(_ counts: [String: [CappedCount]]) -> [String] {
        counts.filter { $0.value.contains(where: \.isCapped) }.keys.sorted()
    }

    struct QueueRow: Encodable {
        /// Empty for all together.
        var queue: String
        var label: String
        var waiting: Int
        @OrNull var oldest: String?
        var free: Int
        var missed: Int
        /// As the rule of the queue says, and not missed yet.
        var atRisk: Int
        /// Whose promise runs out within each of the next hours.
        var dueByHour: [Int]
        /// Cases served in a working hour.
        var rate: Double
        /// Of what runs out: missed on average, and how few or many it may be (95 %).
        var willMiss: Double
        var willMissLow: Int
        var willMissHigh: Int
        /// Up to 4 h, 1 d, 3 d, 7 d, 14 d, and longer.
        var ages: [Int]
        var arrivals: [Int]
        var closings: [Int]
        /// Which of the numbers are only known to be at least so many.
        var atLeast: [String]
        private var oldestFor: String
        private var expected: String

        enum CodingKeys: String, CodingKey {
            case queue, label, waiting, oldest, free, missed, atRisk, dueByHour, rate, willMiss, willMissLow
            case willMissHigh, ages, arrivals, closings, atLeast
        }

        init(_ queue: QueueOverview, at now: Instant, _ v: Viewer) {
            let output = v.output
            let known = v.reading.rules.settings.queues.first { $0.name == queue.name }
            let (figures, forecast) = (queue.figures, queue.forecast)
            self.queue = queue.name
            label =
                known.map { output.wording.text($0.label) } ?? output.words("queue.everything")
            (waiting, free, missed) = (figures.waiting.count, figures.free.count, figures.overdue.count)
            _oldest = OrNull(output.iso(figures.oldest))
            oldestFor = figures.oldest.map { output.wording.age(now - $0) } ?? ""
            atRisk = figures.atRisk.count
            dueByHour = figures.due.map(\.count)
            (rate, willMiss) = (forecast.rate, forecast.missed)
            (willMissLow, willMissHigh) = (forecast.low, forecast.high)
            expected = forecast.phrase.map { output.wording.say($0) } ?? "-"
            ages = figures.ages.map(\.count)
            (arrivals, closings) = (queue.arrivals, queue.closings)
            atLeast = OverviewView.atLeast([
                "waiting": [figures.waiting], "free": [figures.free], "missed": [figures.overdue],
                "atRisk": [figures.atRisk],
                "dueByHour": figures.due, "ages": figures.ages,
            ])
        }
    }

    struct VisitRow: Encodable {
        var planned: Int
        var onSite: Int
        var late: Int
        var unplaced: Int
        var byState: [String: Int]

        init(_ v: VisitFigures) {
            (planned, onSite, late, unplaced) = (v.all, v.onSite, v.late, v.unplaced)
            byState = v.states.reduce(into: [:]) { $0[$1.state, default: 0] += $1.count }
        }
    }

    struct CallRow: Encodable {
        var overdue: Int
        var dueNow: Int
        var laterToday: Int
        var inHand: Int
        var atLeast: [String]

        init(_ c: CallFigures) {
            (overdue, dueNow, laterToday, inHand) = (
                c.overdue.count, c.now.count, c.later.count, c.inHand.count
            )
            atLeast = OverviewView.atLeast([
                "overdue": [c.overdue], "dueNow": [c.now], "laterToday": [c.later], "inHand": [c.inHand],
            ])
        }
    }

    struct TeamRow: Encodable {
        var team: String
        var people: Int
        var states: [String: Int]
        var cases: Int
        /// Of their cases: a promise missed, or due within two hours; since when the oldest is open.
        var missed: Int
        var atRisk: Int
        @OrNull var oldest: String?
        /// As of queues.
        var ages: [Int]
        var arrivals: [Int]
        var closings: [Int]
        var calls: Int
        var atLeast: [String]
        private var there: Int
        private var oldestFor: String

        enum CodingKeys: String, CodingKey {
            case team, people, states, cases, missed, atRisk, oldest, ages, arrivals, closings, calls, atLeast
        }

        init(_ t: TeamOverview, at now: Instant, _ output: Output) {
            (missed, atRisk) = (t.late.count, t.atRisk.count)
            _oldest = OrNull(output.iso(t.oldest))
            oldestFor = t.oldest.map { output.wording.age(now - $0) } ?? ""
            (ages, arrivals, closings) = (t.ages.map(\.count), t.arrivals, t.closings)
            (team, people, cases, calls, there) = (t.name, t.members, t.cases.count, t.calls, t.there)
            atLeast = OverviewView.atLeast([
                "cases": [t.cases], "missed": [t.late], "atRisk": [t.atRisk], "ages": t.ages,
            ])
            states = Dictionary(uniqueKeysWithValues: t.states.map { ($0.key.rawValue, $0.value) })
        }
    }

    struct PersonRow: Encodable {
        var login: String
        var name: String
        var team: String
        var state: String
        @OrNull var since: String?
        @OrNull var open: String?
        var cases: Int
        var calls: Int
        var atLeast: [String]
        private var sinceFor: String

        enum CodingKeys: String, CodingKey {
            case login, name, team, state, since, open, cases, calls, atLeast
        }

        init(_ p: PersonOverview, at now: Instant, _ output: Output) {
            (login, name, team, state) = (p.login, p.name, p.team, p.state.rawValue)
            _since = OrNull(output.iso(p.since))
            _open = OrNull(p.workingOn?.description)
            (cases, calls) = (p.hands.cases.count, p.hands.calls)
            atLeast = OverviewView.atLeast(["cases": [p.hands.cases]])
            sinceFor = p.since.map { output.wording.age(now - $0) } ?? ""
        }
    }
}

extension OverviewView.QueueRow: Listable {
    static let titles = [
        "column.queue", "column.waiting", "column.oldest", "column.free", "overview.missed",
        "overview.willMiss", "column.atRisk", "overview.came", "overview.went",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(label, .strong), output.cell(waiting, "waiting", atLeast), TextCell(oldestFor),
            output.cell(free, "free", atLeast), output.cell(missed, "missed", atLeast), TextCell(expected),
            output.cell(atRisk, "atRisk", atLeast),
            TextCell("\(arrivals.reduce(0, +))"), TextCell("\(closings.reduce(0, +))"),
        ]
    }
}

extension OverviewView.VisitRow: Listable {
    static let titles = [
        "overview.visits", "overview.underWay", "overview.late", "overview.nobodys",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [planned, onSite, late, unplaced].map { TextCell("\($0)") }
    }
}

extension OverviewView.CallRow: Listable {
    static let titles = [
        "overview.callsLate", "overview.callsNow", "overview.callsLater", "overview.inHand",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            output.cell(overdue, "overdue", atLeast), output.cell(dueNow, "dueNow", atLeast),
            output.cell(laterToday, "laterToday", atLeast), output.cell(inHand, "inHand", atLeast),
        ]
    }
}

extension OverviewView.TeamRow: Listable {
    static let titles = [
        "overview.team", "overview.members", "overview.atWork", "overview.cases", "column.oldest",
        "overview.missed", "column.atRisk", "overview.came", "overview.went", "overview.calls",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(team.isEmpty ? output.words("overview.noTeam") : team, .strong), TextCell("\(people)"),
            TextCell("\(there)"), output.cell(cases, "cases", atLeast), TextCell(oldestFor),
            output.cell(missed, "missed", atLeast), output.cell(atRisk, "atRisk", atLeast),
            TextCell("\(arrivals.reduce(0, +))"),
            TextCell("\(closings.reduce(0, +))"), TextCell("\(calls)"),
        ]
    }
}

extension OverviewView.PersonRow: Listable {
    static let titles = [
        "overview.person", "overview.team", "overview.state", "overview.since", "overview.open",
        "overview.cases", "overview.calls",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(name, .strong), TextCell(team), TextCell(output.words("presence.\(state)")),
            TextCell(sinceFor), TextCell(open ?? ""), output.cell(cases, "cases", atLeast),
            TextCell("\(calls)"),
        ]
    }
}

extension Output {
    /// A number, as one that is at least so many when its name is among those.
    fileprivate func cell(_ number: Int, _ name: String, _ atLeast: [String]) -> TextCell {
        TextCell(atLeast.contains(name) ? words("queue.capped", ["count": .count(number)]) : "\(number)")
    }
}
