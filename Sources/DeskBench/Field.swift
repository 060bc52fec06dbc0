import Dispatching
import Foundation
import Model
import Records
import ServiceDesk

/// Technicians in a city, each with three or four visits on each of some days.
struct Field {
    private(set) var cases: [CaseID] = []
    private(set) var technicians: [StaffID] = []
    private let skills = [
        "air-conditioner", "refrigerator", "washing-machine", "gas", "kitchen", "electronics",
    ]

    /// - Parameter count: how many technicians there are.
    init(_ bench: BenchDesk, technicians count: Int, days: Int) throws {
        var random = Seeded(state: 7)
        let now = bench.now
        var people: [Staff] = []
        try bench.desk.act(by: .desk, at: now) { work in
            for n in 0..<count {
                var person = Staff(
                    id: StaffID(0), login: "tech\(n)", name: "师傅\(n)", roles: ["technician"],
                    skills: (0..<3).map { skills[(n + $0) % skills.count] }, home: random.place(near: nil))
                if n % 3 == 0 { person.terms.breaks = [RestTerm(from: 690, to: 840, minutes: 30)] }
                if n % 4 == 0 { person.terms.overtime = 60 }
                people.append(try work.addStaff(person))
            }
        }
        technicians = people.map(\.id)
        let perDay = count * 357 / 100
        let rules = bench.desk.rules
        let midnight = rules.startOfDay(now)
        let starts = [490, 600, 790, 900]
        for day in 0..<days {
            var logged: [CaseID] = []
            try bench.desk.act(by: bench.agent, at: now) { work in
                logged = try (0..<perDay).map { try work.log(bench.draft(day * perDay + $0)).serviceCase.id }
            }
            cases += logged
            try bench.desk.database.write { db in
                let store = VisitStore(db)
                for (n, id) in logged.enumerated() {
                    let person = people[n % count]
                    let start = midnight + .days(day) + .minutes(starts[n / count])
                    let planned = Window(start: start, end: start + .minutes(60))
                    _ = try store.insert(
                        Visit(
                            id: VisitID(0), caseID: id, workflowVersion: 1, state: "planned", category: .new,
                            technician: person.id, promised: planned, planned: planned,
                            skill: person.skills[0], place: random.place(near: person.home), createdAt: now,
                            stateSince: now))
                }
            }
        }
    }

    func task(_ n: Int, _ now: Instant) -> VisitTask {
        var random = Seeded(state: UInt64(n) &* 2_654_435_761 &+ 1)
        return VisitTask(
            place: random.place(near: nil), minutes: 30 + n % 4 * 20, skill: skills[n % skills.count],
            earliest: now + .hours(1), latest: now + .days(14), promiseDue: now + .days(2))
    }
}

/// Chance that can be repeated.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }

    mutating func place(near: Place?) -> Place {
        let reach = near == nil ? 0.12 : 0.02
        let middle = near ?? Place(latitude: 31.2, longitude: 121.5)
        return Place(
            latitude: middle.latitude + .random(in: -reach...reach, using: &self),
            longitude: middle.longitude + .random(in: -reach...reach, using: &self))
    }
}
