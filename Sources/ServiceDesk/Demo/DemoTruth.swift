import Dispatching
import Foundation
import Model
import Records

/// What is true at the demo desk and stands in no rule file, so that there is something to learn from its history: some
/// technicians are slower, leaks take longer than planned, and the traffic of each city's middle is dense.
enum DemoTruth {
    /// Time on site as a multiple of the planned one.
    static func work(_ login: String, fault: String, _ chance: inout Chance) -> Double {
        (paces[login] ?? 1) * (faults[fault] ?? 1) * exp(0.22 * chance.normal())
    }

    /// Time on the way as a multiple of the planned one.
    static func way(isMiddle: Bool, _ chance: inout Chance) -> Double {
        (isMiddle ? 1.4 : 1) * exp(0.2 * chance.normal())
    }

    private static let paces = ["t1": 1.25, "t3": 0.85, "t6": 1.2]
    private static let faults = ["leaking": 1.5, "remote": 0.75, "no-start": 1.2]
}

extension Chance {
    /// About 0, mostly within 1; never beyond 3.5 (the sum of four even chances).
    fileprivate mutating func normal() -> Double {
        (0..<4).reduce(-2) { sum, _ in sum + share() } * 3.0.squareRoot()
    }
}

extension DemoStory {
    /// Minutes the technician is on the way to a visit, from the stop before it or from where the day starts.
    mutating func wayMinutes(to visit: Visit) throws -> Int {
        guard let id = visit.technician, let person = try reading.staff.find(id) else { return 20 }
        let day = world.rules.span(of: world.rules.localDay(visit.planned.start), days: 1)
        let before = try reading.dispatch.stops(in: day, of: [id])
            .filter { $0.visit != visit.id && $0.planned.start < visit.planned.start }
            .max { $0.planned.start < $1.planned.start }
        let zone = try visit.addressID.flatMap { try reading.customers.addressText($0) }?.zone ?? ""
        let planned =
            try world.rules.dispatching().travel.minutes(
                from: before?.place ?? world.rules.dayEnds(of: person).start, to: visit.place,
                leaving: visit.planned.start,
                zones: (before?.zone ?? zone, zone)) ?? 20
        let isMiddle = world.data.cities.contains { $0.districts.first?.name == zone }
        return max(2, Int(Double(planned) * DemoTruth.way(isMiddle: isMiddle, &chance)))
    }

    /// Minutes the work takes.
    mutating func workMinutes(_ visit: Visit, of c: ServiceCase) throws -> Int {
        let login = try visit.technician.flatMap { try reading.staff.find($0) }?.login ?? ""
        let planned = Double((visit.planned.end - visit.planned.start).minutes)
        return max(10, Int(planned * DemoTruth.work(login, fault: c.fault, &chance)))
    }
}
