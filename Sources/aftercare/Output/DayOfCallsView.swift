import Model
import ServiceDesk
import Staffing
import Wording

/// A day's calls and the agents they take.
struct DayOfCallsView: Showable {
    let intervals: [StretchView]
    let calls: Double
    let agentHours: Double
    let scheduledHours: Double
    let most: Int
    @OrNull var serviceLevel: Double?
    /// What of the desk's records it was counted from; null for a file.
    @OrNull var counted: PhonedView?

    init(_ day: DayOfCalls, _ goal: CallGoal, counted: PhonedView?) {
        intervals = day.staffed.map { StretchView($0, goal) }
        (calls, agentHours, scheduledHours) = (day.calls, day.hours, day.scheduledHours)
        (most, _serviceLevel, _counted) = (day.most, OrNull(day.serviceLevel), OrNull(counted))
    }

    func lines(_ output: Output) -> [String] {
        let source = counted.map { $0.lines(output) } ?? []
        guard !intervals.isEmpty else { return source }
        return (source.isEmpty ? [] : source + [""]) + output.table(intervals) + [
            "",
            output.words(
                "staffing.day",
                [
                    "calls": .text(output.wording.number(calls, decimals: 1)),
                    "hours": .text(output.wording.number(agentHours, decimals: 1)),
                    "scheduled": .text(output.wording.number(scheduledHours, decimals: 1)),
                    "most": .count(most),
                    "level": .text(serviceLevel.map { output.wording.percent($0) } ?? "–"),
                ]),
        ]
    }
}

/// Some time of a day with its agents.
struct StretchView: Listable {
    /// Local, such as `08:30`.
    let start: String
    let calls: Double
    let aht: Double
    let service: CallServiceView

    private enum CodingKeys: String, CodingKey { case start, calls, aht }

    init(_ staffed: DayOfCalls.Staffed, _ goal: CallGoal) {
        start = ClockText.of(minute: staffed.stretch.start)
        (calls, aht) = (staffed.stretch.load.calls, staffed.stretch.load.handling)
        service = CallServiceView(staffed.service, goal, scheduled: staffed.scheduled)
    }

    func encode(to encoder: any Encoder) throws {
        try service.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(start, forKey: .start)
        try container.encode(calls, forKey: .calls)
        try container.encode(aht, forKey: .aht)
    }

    static let titles = [
        "staffing.title.start", "staffing.title.calls", "staffing.title.aht", "staffing.title.agents",
        "staffing.title.scheduled", "staffing.title.level", "staffing.title.wait", "staffing.title.occupancy",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(start), TextCell(output.wording.number(calls)),
            TextCell(output.wording.number(aht, decimals: 0)),
            TextCell(output.wording.number(service.agents), .strong),
            TextCell(output.wording.number(service.scheduled)),
            TextCell(output.wording.percent(service.serviceLevel)),
            TextCell(service.asa.map { output.wording.number($0, decimals: 1) } ?? "–"),
            TextCell(output.wording.percent(service.occupancy)),
        ]
    }
}

/// The cases that stand for calls.
struct PhonedView: Encodable {
    let from: String
    let until: String
    let workdays: Int
    let cases: Int
    let onDaysOff: Int
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey { case from, until, workdays, cases, onDaysOff }

    init(_ phoned: PhonedCases, _ days: ClosedRange<Day>) {
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (workdays, cases, onDaysOff) = (phoned.workdays, phoned.cases, phoned.onDaysOff)
        self.days = days
    }

    func lines(_ output: Output) -> [String] {
        let facts: [String: PhraseFact] = [
            "from": .day(days.lowerBound), "until": .day(days.upperBound), "count": .count(cases),
            "days": .count(workdays), "off": .count(onDaysOff),
        ]
        return [output.words(cases == 0 ? "staffing.noPhoned" : "staffing.phoned", facts)]
            + (cases == 0 ? [] : [output.words("staffing.phonedOnly")])
    }
}
