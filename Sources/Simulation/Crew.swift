import Model

/// The technicians of a run and who of them makes which visit: the one place where that is chosen. It is a short form of the desk's
/// own search for slots, which looks at every day, window and way and so takes too long for thousands of visits a run: kept are
/// who can do a visit (skill, level, certificate, zone), shifts and absences, and that the time on site lies within a shift; the way
/// to the first visit of a shift lies before it, as it does in the desk's plans. Ways are those that the past visits took. What is promised first is made first; of those free, whoever can do least else goes, then
/// whoever has been free longest.
struct Crew {
    private struct Worker {
        var shift = 0
        var isBusy = false
        var freeSince: Int64 = 0
        /// How many needs they can meet.
        var breadth: Int
        /// Their longest shift.
        var longest: Span
    }

    private let technicians: [SimulatedTechnician]
    private var workers: [Worker]

    init(_ technicians: [SimulatedTechnician]) {
        self.technicians = technicians
        workers = technicians.map { technician in
            Worker(
                breadth: technician.able.count { $0 },
                longest: technician.shifts.map { $0.end - $0.start }.max() ?? .zero)
        }
    }

    func isBusy(_ worker: Int) -> Bool { workers[worker].isBusy }

    /// Their shifts from the present one on.
    func shifts(_ worker: Int) -> ArraySlice<Window> { technicians[worker].shifts[workers[worker].shift...] }

    /// Who goes, of those who are free; nil where nobody is.
    mutating func best(for need: Int, _ leg: CasePattern.Leg, ready: Int64, at now: Int64) -> Int? {
        for worker in workers.indices { catchUp(worker, to: now) }
        return workers.indices.filter { canTake($0, need, leg, ready: ready, at: now) }.min {
            (workers[$0].breadth, workers[$0].freeSince, $0) < (
                workers[$1].breadth, workers[$1].freeSince, $1
            )
        }
    }

    mutating func setOut(_ worker: Int) { workers[worker].isBusy = true }

    /// When somebody sets out for what they take now: as a shift begins they are on their way already, if it could be gone.
    func outset(of worker: Int, _ leg: CasePattern.Leg, ready: Int64, at now: Int64) -> Int64 {
        let shift = technicians[worker].shifts[workers[worker].shift]
        guard shift.start.milliseconds == now else { return now }
        return min(now, max(now - leg.travel.milliseconds, ready, workers[worker].freeSince))
    }

    /// The soonest that any of those who can do it would be there, if nobody else asked for them; nil where nobody ever.
    func soonestArrival(for need: Int, _ leg: CasePattern.Leg, from ready: Int64) -> Int64? {
        let onSite = leg.planned.milliseconds - leg.travel.milliseconds
        return workers.indices.filter { technicians[$0].able[need] }.compactMap { worker -> Int64? in
            for shift in technicians[worker].shifts.endingAfter(ready) {
                let (start, end) = (shift.start.milliseconds, shift.end.milliseconds)
                let arrival = max(start, ready + leg.travel.milliseconds)
                let isTooLong = leg.planned > workers[worker].longest
                if arrival + onSite <= end || isTooLong && arrival == start { return arrival }
            }
            return nil
        }.min()
    }

    /// Somebody has nothing to do from now on.
    mutating func rest(_ worker: Int, at now: Int64) {
        if workers[worker].isBusy { (workers[worker].isBusy, workers[worker].freeSince) = (false, now) }
        catchUp(worker, to: now)
    }

    func canTake(_ worker: Int, _ need: Int, _ leg: CasePattern.Leg, ready: Int64, at now: Int64) -> Bool {
        let technician = technicians[worker]
        guard !workers[worker].isBusy, workers[worker].shift < technician.shifts.count,
            technician.able[need]
        else { return false }
        let shift = technician.shifts[workers[worker].shift]
        guard shift.start.milliseconds <= now else { return false }
        // What fits into none of their shifts is begun with one.
        return outset(of: worker, leg, ready: ready, at: now) + leg.planned.milliseconds
            <= shift.end.milliseconds
            || shift.start.milliseconds == now && leg.planned > workers[worker].longest
    }

    /// Leaves the shifts that are over behind.
    private mutating func catchUp(_ worker: Int, to now: Int64) {
        let shifts = technicians[worker].shifts
        while !workers[worker].isBusy, workers[worker].shift < shifts.count,
            shifts[workers[worker].shift].end.milliseconds <= now
        {
            workers[worker].shift += 1
        }
    }
}

extension [Window] {
    /// Of windows in order and apart, those that are not over at a moment.
    fileprivate func endingAfter(_ moment: Int64) -> ArraySlice<Window> {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].end.milliseconds > moment { high = middle } else { low = middle + 1 }
        }
        return self[low...]
    }
}

/// Visits that nobody has, the most urgent first; of equals, that of the case opened first.
struct VisitLine {
    private struct Entry {
        var urgency: Int64
        var opened: Int64
        var visit: Int
    }

    private var entries: [Entry] = []

    var count: Int { entries.count }

    mutating func add(_ visit: Int, urgency: Int64, opened: Int64) {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if (entries[middle].urgency, entries[middle].opened) <= (urgency, opened) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        entries.insert(Entry(urgency: urgency, opened: opened, visit: visit), at: low)
    }

    func first(where canBeMade: (Int) -> Bool) -> Int? {
        entries.first { canBeMade($0.visit) }?.visit
    }

    mutating func remove(_ visit: Int) {
        if let place = entries.firstIndex(where: { $0.visit == visit }) { entries.remove(at: place) }
    }
}
