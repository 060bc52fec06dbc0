import DeskTesting
import Dispatching
import Model
import Testing

/// The rule judged from the other side: minute by minute, by a checker that shares no code with it.
@Suite("No free slot is missed")
struct CompletenessTests {
    private static let midnight = Instant(milliseconds: 1_795_449_600_000)
    private static let windows = stride(from: 480, to: 1200, by: 120).map { minutes($0, $0 + 120) }

    private static func minutes(_ from: Int, _ to: Int) -> Window {
        Window(start: midnight + .minutes(from), end: midnight + .minutes(to))
    }

    /// Whether a technician could start on site at this very minute.
    private func fits(_ start: Instant, _ wish: SlotRequest, _ plan: TechnicianPlan, _ window: Window) -> Bool
    {
        let end = start + .minutes(wish.durationMinutes)
        let travel = TravelModel()
        return !wish.excluded.contains(plan.id) && (wish.only ?? plan.id) == plan.id
            && plan.skills.contains(wish.skill) && (plan.zones.isEmpty || plan.zones.contains(wish.zone))
            && start >= window.start && start < window.end && start >= wish.earliest && start < wish.latest
            && plan.shifts.contains { start >= $0.start && end <= $0.end }
            && plan.stops.allSatisfy { stop in
                let way = Span.minutes(travel.minutes(from: stop.place, to: wish.place))
                return stop.window.end + way <= start || end + way <= stop.window.start
            }
    }

    @Test(
        "a window is offered exactly when some minute of it fits, and from the first that does",
        arguments: [1, 2026, 987_654_321])
    func complete(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<60 {
            let plans = (1...4).map { plan(Int64($0), using: &random) }
            let wish = wish(using: &random)
            let offered = Slots.free(wish, technicians: plans, windows: Self.windows)
            for plan in plans {
                for window in Self.windows {
                    let first = (0..<120).map { window.start + .minutes($0) }
                        .first { fits($0, wish, plan, window) }
                    let slot = offered.first { $0.technician == plan.id && $0.promised == window }
                    #expect(slot?.planned.start == first, "seed \(seed), round \(round), \(plan.id)")
                }
            }
            #expect(Set(offered).count == offered.count, "seed \(seed), round \(round)")
            if offered.isEmpty {
                let counted = Slots.whyNone(wish, technicians: plans).reduce(0) { sum, phrase in
                    guard case .count(let count)? = phrase.facts["count"] else { return sum }
                    return sum + count
                }
                #expect(counted == plans.count, "seed \(seed), round \(round): every technician has a reason")
            }
        }
    }

    private func place(using random: inout SeededGenerator) -> Place? {
        guard Int.random(in: 0..<10, using: &random) > 0 else { return nil }
        return Place(
            latitude: .random(in: 31.0...31.4, using: &random),
            longitude: .random(in: 121.3...121.8, using: &random))
    }

    private func plan(_ id: Int64, using random: inout SeededGenerator) -> TechnicianPlan {
        var stops: [Stop] = []
        var time = Int.random(in: 400...700, using: &random)
        while time < 1100 {
            let length = Int.random(in: 15...100, using: &random)
            let window = Self.minutes(time, time + length)
            stops.append(
                Stop(
                    visit: VisitID(id * 100 + Int64(stops.count)), window: window,
                    place: place(using: &random)))
            time += length + Int.random(in: 30...400, using: &random)
        }
        return TechnicianPlan(
            id: StaffID(id), skills: Bool.random(using: &random) ? ["gas", "tv"] : ["gas"],
            zones: Bool.random(using: &random) ? [] : ["east"], home: place(using: &random),
            shifts: Bool.random(using: &random)
                ? [Self.minutes(480, 720), Self.minutes(780, 1080)] : [Self.minutes(600, 1200)],
            stops: stops)
    }

    private func wish(using random: inout SeededGenerator) -> SlotRequest {
        let earliest = Int.random(in: 300...1000, using: &random)
        return SlotRequest(
            place: place(using: &random), durationMinutes: Int.random(in: 10...150, using: &random),
            skill: Bool.random(using: &random) ? "gas" : "tv",
            zone: Bool.random(using: &random) ? "east" : "west",
            earliest: Self.midnight + .minutes(earliest),
            latest: Self.midnight + .minutes(earliest + Int.random(in: 60...900, using: &random)),
            only: Int.random(in: 0..<5, using: &random) == 0 ? StaffID(2) : nil,
            excluded: Int.random(in: 0..<3, using: &random) == 0 ? [StaffID(1)] : [])
    }
}
