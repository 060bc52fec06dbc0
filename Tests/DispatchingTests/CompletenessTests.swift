import DeskTesting
import Dispatching
import Model
import Testing

/// The search judged from the other side: minute by minute and order by order, by a checker that shares no code with it.
@Suite("No free slot is missed, and none is offered that does not hold")
struct CompletenessTests {
    private static let windows = stride(from: 480, to: 1320, by: 120).map { Scene.window($0, $0 + 120) }

    @Test("a window is offered exactly when some minute of it fits", arguments: [1, 2026, 987_654_321])
    func complete(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<60 {
            let days = (1...3).map { RandomDay(StaffID($0), using: &random) }
            var rules = DayRules()
            rules.commuteCounts = Bool.random(using: &random)
            let board = Board(
                days.map(\.technician),
                stops: Dictionary(uniqueKeysWithValues: days.map { ($0.technician.id, $0.stops) }),
                day: rules)
            let task = RandomDay.task(using: &random)
            let offered = board.slots(task, windows: Self.windows, each: .windowAndTechnician)
            for day in days {
                for window in Self.windows {
                    let fits = (0..<120).map { window.start + .minutes($0) }
                        .filter { day.fits($0, task, window, commuteCounts: rules.commuteCounts) }
                    let slot = offered.first { $0.technician == day.technician.id && $0.promised == window }
                    #expect(
                        (slot == nil) == fits.isEmpty,
                        "seed \(seed), round \(round), \(day.technician.id), \(window)")
                    if let slot {
                        #expect(fits.contains(slot.planned.start), "seed \(seed), round \(round), \(slot)")
                        #expect(
                            board.conflicts(slot, task).isEmpty, "seed \(seed), round \(round): \(slot)")
                    }
                }
            }
            if offered.isEmpty {
                let counted = board.whyNone(task, windows: Self.windows).obstacles.flatMap(\.technicians)
                #expect(Set(counted) == Set(days.map(\.technician.id)), "seed \(seed), round \(round)")
                #expect(counted.count == days.count, "seed \(seed), round \(round)")
            }
        }
    }

    @Test("what is booked is judged by the checks as by the minute", arguments: [3, 77])
    func checks(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<200 {
            let day = RandomDay(StaffID(1), using: &random)
            let board = Board([day.technician], stops: [StaffID(1): day.stops])
            let task = RandomDay.task(using: &random)
            let window = Self.windows[Int.random(in: 0..<Self.windows.count, using: &random)]
            let start = window.start + .minutes(Int.random(in: 0..<120, using: &random))
            let slot = Slot(
                technician: StaffID(1), promised: window,
                planned: Window(start: start, end: start + .minutes(task.minutes)))
            #expect(
                board.conflicts(slot, task).isEmpty == day.fits(start, task, window, commuteCounts: false),
                "seed \(seed), round \(round): \(board.conflicts(slot, task))")
        }
    }
}

/// A technician's day at random, and whether something fits into it: every order of visits and breaks is tried.
struct RandomDay {
    var technician: Technician
    var stops: [Stop] = []

    init(_ id: StaffID, using random: inout SeededGenerator) {
        technician = Technician(
            id: id, skills: Bool.random(using: &random) ? ["gas": 1, "tv": 2] : ["gas": 2],
            zones: Bool.random(using: &random) ? [] : ["east"], start: Self.place(using: &random),
            shifts: Bool.random(using: &random)
                ? [Scene.window(480, 720), Scene.window(780, 1080)] : [Scene.window(600, 1200)])
        technician.overtime = .minutes(Bool.random(using: &random) ? 0 : 60)
        if Int.random(in: 0..<3, using: &random) > 0 {
            technician.breaks = [Break(window: Scene.window(690, 840), length: .minutes(30))]
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            technician.absences = [Scene.window(900, 960)]
        }
        var time = Int.random(in: 480...700, using: &random)
        while time < 1100 {
            let length = Int.random(in: 15...100, using: &random)
            let planned = Scene.window(time, time + length)
            stops.append(
                Stop(
                    visit: VisitID(id.number * 100 + Int64(stops.count)), planned: planned,
                    place: Self.place(using: &random)))
            // So that what is booked keeps every rule; what does not is another test's.
            if !holds(stops.map { ($0.planned, $0.place) }, commuteCounts: true) { stops.removeLast() }
            time += length + Int.random(in: 30...400, using: &random)
        }
    }

    static func place(using random: inout SeededGenerator) -> Place? {
        guard Int.random(in: 0..<10, using: &random) > 0 else { return nil }
        return Place(
            latitude: .random(in: 31.1...31.3, using: &random),
            longitude: .random(in: 121.4...121.6, using: &random))
    }

    static func task(using random: inout SeededGenerator) -> VisitTask {
        let earliest = Int.random(in: 300...1000, using: &random)
        var task = VisitTask(
            place: place(using: &random), minutes: Int.random(in: 10...150, using: &random),
            skill: Bool.random(using: &random) ? "gas" : "tv", level: Int.random(in: 1...2, using: &random),
            zone: Bool.random(using: &random) ? "east" : "west", earliest: Scene.at(earliest),
            latest: Scene.at(earliest + Int.random(in: 60...900, using: &random)))
        task.only = Int.random(in: 0..<5, using: &random) == 0 ? StaffID(2) : nil
        if Int.random(in: 0..<3, using: &random) == 0 { task.excluded = [StaffID(1)] }
        if Int.random(in: 0..<3, using: &random) == 0 { task.windows = [Scene.window(480, 720)] }
        return task
    }

    func fits(_ start: Instant, _ task: VisitTask, _ window: Window, commuteCounts: Bool) -> Bool {
        let t = technician
        guard !task.excluded.contains(t.id), (task.only ?? t.id) == t.id,
            (t.skills[task.skill] ?? 0) >= task.level, t.zones.isEmpty || t.zones.contains(task.zone),
            start >= window.start, start < window.end, start >= task.earliest, start < task.latest,
            task.windows.isEmpty
                || task.windows.contains(where: { $0.start <= window.start && window.end <= $0.end })
        else { return false }
        let added = Window(start: start, end: start + .minutes(task.minutes))
        let all = (stops.map { ($0.planned, $0.place) } + [(added, task.place)]).sorted {
            $0.0.start < $1.0.start
        }
        return isWorked(added) && holds(all, commuteCounts: commuteCounts)
    }

    private func isWorked(_ window: Window) -> Bool {
        let last = technician.shifts.map(\.end).max()
        return technician.shifts.contains { shift in
            let end = shift.end == last ? shift.end + technician.overtime : shift.end
            return shift.start <= window.start && window.start < shift.end && window.end <= end
        } && !technician.absences.contains { $0.overlaps(window) }
    }

    /// Whether a day of visits at their times leaves all ways their time, and the break can be had.
    private func holds(_ visits: [(Window, Place?)], commuteCounts: Bool) -> Bool {
        let travel = Travel()
        func way(_ a: Place?, _ b: Place?) -> Span { .minutes(travel.minutes(from: a, to: b) ?? 9999) }
        for (a, b) in zip(visits, visits.dropFirst()) where a.0.end + way(a.1, b.1) > b.0.start {
            return false
        }
        guard visits.allSatisfy({ isWorked($0.0) }) else { return false }
        let (first, last) = (
            technician.shifts.map(\.start).min() ?? Scene.midnight,
            (technician.shifts.map(\.end).max() ?? Scene.midnight) + technician.overtime
        )
        if commuteCounts, let one = visits.first, let end = visits.last {
            if first + way(technician.start, one.1) > one.0.start { return false }
            if end.0.end + way(end.1, technician.end) > last { return false }
        }
        guard let rest = technician.breaks.first else { return true }
        // A lunch in the shift that is long enough is the break.
        let lunch = zip(technician.shifts, technician.shifts.dropFirst()).contains { a, b in
            min(b.start, rest.window.end) - max(a.end, rest.window.start) >= rest.length
        }
        if lunch { return true }
        return (0...visits.count).contains { place in
            let before = place == 0 ? nil : visits[place - 1]
            let after = place == visits.count ? nil : visits[place]
            var begin = max(rest.window.start, before?.0.end ?? rest.window.start)
            if before == nil { begin = max(begin, first) }
            guard begin + rest.length <= rest.window.end else { return false }
            guard let after else {
                return !commuteCounts
                    || before.map { begin + rest.length + way($0.1, technician.end) <= last } ?? true
            }
            let from = before.map(\.1)
            let way =
                from.map { way($0, after.1) }
                ?? (commuteCounts ? way(technician.start, after.1) : .zero)
            return begin + rest.length + way <= after.0.start
        }
    }
}
