import Foundation
import Testing

@testable import Staffing

/// Against worked tables, and against values that `reference.py` beside this file computed in another way: Erlang C by
/// pyworkforce, Erlang A by matrices.
@Suite("Agents for calls")
struct CallStaffingTests {
    private struct Reference: Decodable {
        var c: [Patient]
        var staff: [Wanted]
        var a: [Impatient]

        struct Patient: Decodable {
            var calls, interval, handling, within, waits, level, occupancy: Double
            var agents: Int
        }
        struct Wanted: Decodable {
            var calls, interval, handling, within, share, occupancy, shrinkage: Double
            var agents, scheduled: Int
        }
        struct Impatient: Decodable {
            var calls, interval, handling, patience, within: Double
            var waits, abandoned, wait, level, levelOfAnswered, waitOfAnswered, occupancy: Double
            var agents: Int
        }
    }

    private let reference: Reference
    /// 100 calls in half an hour, three minutes each: 10 erlangs.
    private let usual = CallLoad(calls: 100, handling: 180)

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "reference.json")
        reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    // MARK: Everybody waits

    @Test(
        "of ten erlangs each number of agents gives what the tables say, to six digits",
        arguments: [
            (11, 0.682118, 0.389614, 122.781277, 0.909091), (12, 0.449388, 0.640158, 40.444940, 0.833333),
            (13, 0.285270, 0.795595, 17.116227, 0.769231), (14, 0.174132, 0.888350, 7.835937, 0.714286),
            (15, 0.102042, 0.941453, 3.673525, 0.666667), (16, 0.057340, 0.970560, 1.720210, 0.625),
        ])
    func erlangC(agents: Int, waits: Double, level: Double, asa: Double, occupancy: Double) {
        let service = CallLine(usual).service(agents: agents, within: 20)
        #expect(abs(service.probabilityOfWait - waits) < 5e-7)
        #expect(abs(service.serviceLevel - level) < 5e-7)
        #expect(abs(service.wait - asa) < 5e-7)
        #expect(abs(service.occupancy - occupancy) < 5e-7)
        #expect(abs(service.waiting - service.wait * 100 / 1800) < 1e-12, "Little's law")
        #expect(service.abandoned == nil && service.isStable)
    }

    @Test("a textbook's 55 agents of 48 erlangs, and its 28 and 29 of 24")
    func textbook() {
        let large = CallLine(CallLoad(calls: 360, handling: 240)).service(agents: 55, within: 15)
        #expect(abs(large.probabilityOfWait - 0.238701) < 5e-7)
        #expect(abs(large.serviceLevel - 0.845883) < 5e-7)
        #expect(abs(large.wait - 8.184) < 5e-4)
        #expect(abs(large.occupancy - 0.872727) < 5e-7)
        let hour = CallLine(CallLoad(calls: 240, interval: 3600, handling: 360))
        #expect(abs(hour.service(agents: 28, within: 20).serviceLevel - 0.733244) < 5e-7)
        #expect(abs(hour.service(agents: 29, within: 20).serviceLevel - 0.816486) < 5e-7)
        #expect(hour.fewest(for: CallGoal(share: 0.8, within: 20)).agents == 29)
        let small = CallLine(CallLoad(calls: 20, handling: 240))
        let found = small.fewest(for: CallGoal(share: 0.8, within: 20))
        #expect(found.agents == 5 && abs(found.serviceLevel - 0.866927) < 5e-7)
    }

    @Test("loads whole, broken and tiny are pyworkforce's, to twelve digits")
    func peers() {
        #expect(reference.c.count > 20)
        for row in reference.c {
            let load = CallLoad(calls: row.calls, interval: row.interval, handling: row.handling)
            let service = ErlangC.service(load, agents: row.agents, within: row.within)
            #expect(abs(service.probabilityOfWait - row.waits) < 1e-12, "\(row)")
            #expect(abs(service.serviceLevel - row.level) < 1e-12, "\(row)")
            #expect(abs(service.occupancy - row.occupancy) < 1e-12, "\(row)")
        }
    }

    @Test("the fewest agents, and the roster for them, are pyworkforce's")
    func fewest() {
        #expect(reference.staff.count > 20)
        for row in reference.staff {
            let load = CallLoad(calls: row.calls, interval: row.interval, handling: row.handling)
            let goal = CallGoal(share: row.share, within: row.within, occupancy: row.occupancy)
            let found = CallLine(load).fewest(for: goal)
            #expect(found.agents == row.agents, "\(row)")
            #expect(Heads.scheduled(found.agents, shrinkage: row.shrinkage) == row.scheduled, "\(row)")
        }
    }

    @Test("80/20 takes 14, one fewer misses it, and 14 at work are 20 on the roster, not 21")
    func roster() {
        let goal = CallGoal(share: 0.8, within: 20)
        let line = CallLine(usual)
        #expect(line.fewest(for: goal).agents == 14)
        #expect(
            !goal.isMet(by: line.service(agents: 13, within: 20))
                && goal.isMet(by: line.service(agents: 14, within: 20)))
        #expect(Heads.scheduled(14, shrinkage: 0.3) == 20)
        #expect(Heads.scheduled(15, shrinkage: 0.3) == 22)
        #expect(Heads.scheduled(0, shrinkage: 0.3) == 0)
        #expect(line.around(14, within: 20).map(\.agents) == [12, 13, 14, 15, 16])
        #expect(line.around(1, within: 20).map(\.agents) == [0, 1, 2, 3])
    }

    @Test("a cap on occupancy asks for more agents than the time to answer does")
    func occupancy() {
        let line = CallLine(CallLoad(calls: 360, handling: 240))
        let free = line.fewest(for: CallGoal(share: 0.8, within: 15))
        let capped = line.fewest(for: CallGoal(share: 0.8, within: 15, occupancy: 0.8))
        #expect(free.agents == 55 && capped.agents == 60, "48 / 60 is the cap itself")
        #expect(capped.occupancy <= 0.8 + 1e-12)
    }

    @Test("nobody calls: nobody waits, and nobody is needed")
    func none() {
        for patience in [nil, 60.0] {
            let line = CallLine(CallLoad(calls: 0, handling: 180), patience: patience)
            let found = line.fewest(for: CallGoal(share: 0.99, within: 0))
            #expect(found.agents == 0 && found.serviceLevel == 1 && found.probabilityOfWait == 0)
            #expect(found.wait == 0 && found.occupancy == 0 && found.abandoned == patience.map { _ in 0 })
        }
    }

    @Test("more comes in than they can take: everybody waits, without end")
    func overrun() {
        for agents in [0, 1, 9, 10] {
            let service = CallLine(usual).service(agents: agents, within: 20)
            #expect(!service.isStable && service.probabilityOfWait == 1 && service.serviceLevel == 0)
            #expect(service.wait == .infinity && service.waiting == .infinity)
        }
    }

    @Test("a hundred thousand agents overflow nothing, and a ten-thousandth of a call is counted")
    func extremes() {
        let huge = CallLine(CallLoad(calls: 1_000_000, handling: 180))
        let found = huge.fewest(for: CallGoal(share: 0.8, within: 20))
        // The square-root rule of Halfin and Whitt puts it between the load and two roots above.
        #expect((100_000...100_700).contains(found.agents))
        #expect(found.serviceLevel >= 0.8 && found.serviceLevel < 1)
        let spare = ErlangC.service(usual, agents: 100_000, within: 20)
        #expect(spare.probabilityOfWait == 0 && spare.serviceLevel == 1)
        let tiny = CallLoad(calls: 1e-4, handling: 180)
        let one = ErlangC.service(tiny, agents: 1, within: 20)
        // With one agent the chance to wait is the load.
        #expect(abs(one.probabilityOfWait - tiny.erlangs) < 1e-18)
        #expect(ErlangC.lost(0.5, agents: 1) == 1.0 / 3)
        #expect(ErlangC.lost(0.5, agents: 0) == 1)
    }

    // MARK: People give up

    @Test(
        "with two minutes' patience the same load gives what the tables say, to six digits",
        arguments: [
            (10, 0.496853, 0.137464, 16.495659, 0.862536, 0.639941),
            (11, 0.382816, 0.094155, 11.298604, 0.823495, 0.742209),
            (12, 0.279807, 0.061597, 7.391685, 0.782002, 0.825583),
            (13, 0.193722, 0.038426, 4.611165, 0.739672, 0.888550),
            (14, 0.126976, 0.022839, 2.740714, 0.697972, 0.932730),
        ])
    func erlangA(
        agents: Int, waits: Double, abandoned: Double, wait: Double, occupancy: Double, level: Double
    ) {
        let service = CallLine(usual, patience: 120).service(agents: agents, within: 20)
        #expect(abs(service.probabilityOfWait - waits) < 5e-7)
        #expect(abs((service.abandoned ?? -1) - abandoned) < 5e-7)
        #expect(abs(service.wait - wait) < 5e-7)
        #expect(abs(service.occupancy - occupancy) < 5e-7)
        #expect(abs(service.serviceLevel - level) < 5e-7)
    }

    @Test("lines that people leave are what matrices say: of all calls, and of those answered")
    func matrices() throws {
        #expect(reference.a.count > 8)
        for row in reference.a {
            let load = CallLoad(calls: row.calls, interval: row.interval, handling: row.handling)
            let service = ErlangA.service(
                load, agents: row.agents, patience: row.patience, within: row.within)
            let pairs = [
                (service.probabilityOfWait, row.waits), (service.abandoned ?? -1, row.abandoned),
                (service.wait, row.wait), (service.serviceLevel, row.level),
                (service.serviceLevelOfAnswered ?? -1, row.levelOfAnswered),
                (service.waitOfAnswered ?? -1, row.waitOfAnswered), (service.occupancy, row.occupancy),
            ]
            for (found, expected) in pairs {
                #expect(abs(found - expected) < 1e-8 * max(1, expected), "\(row): \(found), \(expected)")
            }
        }
    }

    @Test("one agent, one call a minute of a minute, a minute's patience: as many calls as Poisson's")
    func poisson() {
        let service = ErlangA.service(
            CallLoad(calls: 1, interval: 60, handling: 60), agents: 1, patience: 60, within: 20)
        #expect(abs(service.probabilityOfWait - (1 - exp(-1))) < 1e-12)
        #expect(abs((service.abandoned ?? 0) - exp(-1)) < 1e-12)
        #expect(abs(service.occupancy - (1 - exp(-1))) < 1e-12)
    }

    @Test("twelve erlangs on ten agents lose a fifth, and the line stays finite")
    func overload() {
        let service = ErlangA.service(
            CallLoad(calls: 12, interval: 60, handling: 60), agents: 10, patience: 120, within: 20)
        #expect(abs(service.probabilityOfWait - 0.850385) < 5e-7)
        #expect(abs((service.abandoned ?? 0) - 0.195656) < 5e-7)
        #expect(abs(service.waiting - 4.695743) < 5e-7)
        #expect(service.isStable)
    }

    @Test("80/20 takes 12 where people give up after two minutes, for whom Erlang C says 14")
    func impatientFewest() {
        let found = CallLine(usual, patience: 120).fewest(for: CallGoal(share: 0.8, within: 20))
        #expect(found.agents == 12)
    }

    @Test("the more patient callers are, the nearer Erlang A comes to Erlang C")
    func limit() {
        for agents in [11, 12, 14, 20] {
            let patient = ErlangC.service(usual, agents: agents, within: 20)
            let found = [1e4, 1e5, 1e6].map { patience in
                let service = ErlangA.service(usual, agents: agents, patience: patience, within: 20)
                return (
                    abs(service.probabilityOfWait - patient.probabilityOfWait),
                    abs(service.serviceLevel - patient.serviceLevel), abs(service.wait - patient.wait)
                )
            }
            for (near, nearer) in zip(found, found.dropFirst()) {
                #expect(nearer.0 < near.0 && nearer.1 < near.1 && nearer.2 < near.2, "\(agents)")
            }
            #expect(found[2].0 < 1e-2 && found[2].1 < 1e-2, "\(agents)")
            #expect(found[2].2 < 0.02 * patient.wait, "\(agents)")
        }
    }

    @Test("who has no agent is not answered; who has no patience is lost as Erlang's B says")
    func edges() {
        let nobody = ErlangA.service(usual, agents: 0, patience: 120, within: 20)
        #expect(nobody.serviceLevel == 0 && nobody.serviceLevelOfAnswered == nil)
        #expect(abs((nobody.abandoned ?? 0) - 1) < 1e-12 && nobody.occupancy == 0)
        let hasty = ErlangA.service(usual, agents: 12, patience: 1e-4, within: 20)
        #expect(abs((hasty.abandoned ?? 0) - ErlangC.lost(10, agents: 12)) < 1e-5)
    }

    @Test("many agents and much overload overflow nothing")
    func largeImpatient() {
        let load = CallLoad(calls: 1_000_000, handling: 180)
        let few = ErlangA.service(load, agents: 50_000, patience: 300, within: 20)
        #expect(abs((few.abandoned ?? 0) - 0.5) < 1e-6, "half of all cannot be taken")
        #expect(few.serviceLevel < 1e-6 && few.serviceLevel >= 0)
        let found = CallLine(load, patience: 300).fewest(for: CallGoal(share: 0.8, within: 20))
        #expect((90_000..<100_100).contains(found.agents) && found.serviceLevel >= 0.8)
    }
}
