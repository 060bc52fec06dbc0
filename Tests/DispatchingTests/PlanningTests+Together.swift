import DeskTesting
import Model
import Testing

@testable import Dispatching

/// Days on which all that a visit can ask of its technician is asked at once.
extension PlanningTests {
    @Test("papers, levels, dislikes, parts and order together: what is given to somebody is theirs to do")
    func together() {
        for seed in UInt64(101)...130 {
            let day = Self.demanding(seed)
            let proposal = Sample.plan(day, seed: seed)
            #expect(proposal.after.cost.total <= proposal.before.cost.total, "seed \(seed)")
            #expect(proposal.after.newFaults.isEmpty, "seed \(seed)")
            #expect(proposal.after.outOfOrder.isSubset(of: proposal.before.outOfOrder), "seed \(seed)")
            for change in proposal.changes { Self.judge(change, of: day, "seed \(seed)") }
            #expect(
                Sample.plan(day, seed: seed).after.assignments == proposal.after.assignments, "seed \(seed)")
        }
    }

    /// By what the visit says, not by the rules that planning has of it.
    private static func judge(_ change: VisitChange, of day: PlanningDay, _ comment: Comment) {
        guard let visit = day.visits.first(where: { $0.id == change.visit }) else {
            Issue.record("a visit that is not of the day")
            return
        }
        #expect(!visit.isFixed, comment)
        guard let who = day.technicians.first(where: { $0.id == change.after.technician }) else { return }
        let (task, planned) = (visit.task, change.after.planned)
        #expect(!task.excluded.contains(who.id), comment)
        #expect((who.skills[task.skill] ?? 0) >= task.level, comment)
        if !task.certificate.isEmpty {
            let until = who.certificates[task.certificate]
            #expect(until.map { $0 >= planned.start } == true, comment)
        }
        for (part, count) in task.parts { #expect((who.stock[part] ?? 0) >= count, comment) }
        #expect(visit.promised.start <= planned.start && planned.start < visit.promised.end, comment)
    }

    private static func demanding(_ seed: UInt64) -> PlanningDay {
        let plain = Sample.random(seed)
        var chance = SeededGenerator(seed: seed)
        func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &chance) == 0 }
        let technicians = plain.technicians.map { person in
            var person = person
            if oneIn(2) { person.skills = person.skills.mapValues { _ in 2 } }
            if !oneIn(3) { person.certificates["fitter"] = Scene.at(oneIn(3) ? 720 : 2000) }
            person.stock = ["filter": Int.random(in: 0...2, using: &chance)]
            return person
        }
        var visits = plain.visits
        for index in visits.indices {
            if oneIn(4) { visits[index].task.level = 2 }
            if oneIn(4) { visits[index].task.certificate = "fitter" }
            if oneIn(4) { visits[index].task.parts = ["filter": 1] }
            if oneIn(4), let disliked = technicians.randomElement(using: &chance) {
                visits[index].task.excluded = [disliked.id]
            }
            if oneIn(4), let before = visits.prefix(index).randomElement(using: &chance) {
                visits[index].follows = before.id
            }
        }
        return Sample.day(technicians, visits)
    }
}
