import Model
import ServiceDesk
import Staffing
import Wording

/// How many technicians a day's visits take.
struct VisitStaffingView: Showable {
    let technicians: Int
    let exact: Double
    let scheduled: Int
    let visitsEach: Double
    let around: [UtilisationView]
    private let shrinkage: Double

    private enum CodingKeys: String, CodingKey { case technicians, exact, scheduled, visitsEach, around }

    init(_ load: VisitLoad, shrinkage: Double) {
        (technicians, exact, visitsEach) = (load.technicians, load.exact, load.visitsEach)
        scheduled = Heads.scheduled(load.technicians, shrinkage: shrinkage)
        self.shrinkage = shrinkage
        let asked = load.technicians
        around = (max(1, asked - 2)...max(1, asked) + 2).map {
            UtilisationView(
                technicians: $0, utilisation: load.utilisation(of: $0) ?? 0, isAsked: $0 == asked)
        }
    }

    func lines(_ output: Output) -> [String] {
        var lines = [
            output.words(
                "staffing.technicians",
                [
                    "count": .count(technicians), "exact": .text(output.wording.number(exact)),
                    "each": .text(output.wording.number(visitsEach)),
                ])
        ]
        if shrinkage > 0 {
            lines.append(
                output.words(
                    "staffing.scheduled",
                    ["count": .count(scheduled), "share": .text(output.wording.percent(shrinkage))]))
        }
        return lines + [""] + output.table(around)
    }
}

struct UtilisationView: Listable {
    let technicians: Int
    /// Above 1 it cannot be done.
    let utilisation: Double
    let isAsked: Bool

    private enum CodingKeys: String, CodingKey { case technicians, utilisation }

    static let titles = ["staffing.title.technicians", "staffing.title.utilisation"]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(
                output.wording.number(technicians) + (isAsked ? " <" : ""), isAsked ? .strong : .plain),
            TextCell(output.wording.percent(utilisation), utilisation > 1 ? .alarm : .plain),
        ]
    }
}

/// Technicians by the day of the week, by a desk's visits.
struct WeekOfVisitsView: Showable {
    let from: String
    let until: String
    let visits: Int
    let minutes: Double
    let travel: Double
    let shift: Double
    let utilisation: Double
    /// How many visits tell minutes on site, and on the way.
    let minutesOf: Int
    let travelOf: Int
    let weekdays: [WeekdayView]
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey {
        case from, until, visits, minutes, travel, shift, utilisation, minutesOf, travelOf, weekdays
    }

    init(_ demand: VisitDemand, _ days: ClosedRange<Day>, _ rates: VisitLoad, shrinkage: Double) {
        (from, until) = (days.lowerBound.description, days.upperBound.description)
        (visits, self.days) = (demand.visits, days)
        (minutes, travel, shift) = (rates.onSite, rates.travel, rates.shift)
        utilisation = rates.utilisation
        (minutesOf, travelOf) = (demand.onSite?.count ?? 0, demand.travel?.count ?? 0)
        weekdays = demand.weekdays.map { WeekdayView($0, rates, shrinkage: shrinkage) }
    }

    func lines(_ output: Output) -> [String] {
        func said(_ number: Double) -> PhraseFact { .text(output.wording.number(number, decimals: 1)) }
        return [
            output.words(
                "staffing.week",
                [
                    "from": .day(days.lowerBound), "until": .day(days.upperBound), "count": .count(visits),
                ]),
            output.words(
                "staffing.rates",
                [
                    "minutes": said(minutes), "travel": said(travel), "shift": said(shift),
                    "share": .text(output.wording.percent(utilisation)),
                ]), "",
        ] + output.table(weekdays)
    }
}

struct WeekdayView: Listable {
    /// 1 is Monday.
    let weekday: Int
    let days: Int
    /// Visits a day, the mean and the most.
    let jobs: Double
    let most: Int
    let technicians: Int
    let scheduled: Int
    /// For the busiest day.
    let techniciansForMost: Int

    init(_ day: VisitDemand.Weekday, _ rates: VisitLoad, shrinkage: Double) {
        (weekday, days, jobs, most) = (day.number, day.days, day.mean, day.most)
        var load = rates
        load.jobs = day.mean
        technicians = load.technicians
        scheduled = Heads.scheduled(load.technicians, shrinkage: shrinkage)
        load.jobs = Double(day.most)
        techniciansForMost = load.technicians
    }

    static let titles = [
        "staffing.title.weekday", "staffing.title.days", "staffing.title.jobs",
        "staffing.title.technicians", "staffing.title.scheduled", "staffing.title.most",
        "staffing.title.technicians",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(output.wording.weekday(weekday)), TextCell(output.wording.number(days)),
            TextCell(output.wording.number(jobs, decimals: 1)),
            TextCell(output.wording.number(technicians), .strong),
            TextCell(output.wording.number(scheduled)), TextCell(output.wording.number(most)),
            TextCell(output.wording.number(techniciansForMost)),
        ]
    }
}
