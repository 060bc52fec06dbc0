import Model

/// The technicians of a run: when they can be promised, and who of them makes which visit; the one place where that is chosen. It is
/// a short form of the desk's own search for slots, which prices every window and way and so takes too long for thousands of visits
/// a run. Kept are who can do a visit (skill, level, certificate, zone), shifts and absences, what is booked already, ways, and that
/// the time on site lies within a shift; the way to the first visit of a shift lies before it, as it does in the desk's plans. Ways
/// are those that the past visits took.
///
/// Whoever a visit was promised of makes it, and works longer where it must be. Where they are not there yet as it is due, somebody
/// else goes whose own visits still keep their time; of those free, whoever can do least else, then whoever has been free longest.
struct Crew {
    /// Somebody's time, held for a visit.
    struct Hold: Hashable {
        let worker: Int
        /// From setting out until it is over as planned.
        let stretch: Diary.Stretch
        /// When they set out, or begin the shift whose first way lies before it.
        let due: Int64
    }

    private struct Worker {
        var shift = 0
        var isBusy = false
        var freeSince: Int64 = 0
        /// How many needs they can meet.
        var breadth: Int
        /// Their longest shift.
        var longest: Span
        /// How many visits were promised of them.
        var promised = 0
        var diary = Diary()
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

    // MARK: What is promised

    /// Holds the free time nearest to the one that is wished; of equals, of whoever can do least else, then of whom least was
    /// promised.
    /// - Parameters:
    ///   - wished: when somebody is to set out.
    ///   - earliest: nobody sets out before.
    /// - Returns: nil where nobody ever can.
    mutating func promise(_ need: Int, _ leg: CasePattern.Leg, wished: Int64, earliest: Int64) -> Hold? {
        var best: (hold: Hold, distance: Int64)?
        for worker in workers.indices where technicians[worker].able[need] {
            let reach = best?.distance ?? .max
            guard let found = nearest(of: worker, leg, wished: wished, earliest: earliest, reach: reach)
            else {
                continue
            }
            if let best, found.distance == best.distance, !isPreferred(worker, to: best.hold.worker) {
                continue
            }
            best = found
        }
        guard let hold = best?.hold else { return nil }
        workers[hold.worker].promised += 1
        workers[hold.worker].diary.hold(hold.stretch)
        return hold
    }

    mutating func release(_ hold: Hold) { workers[hold.worker].diary.release(hold.stretch) }

    private func isPreferred(_ worker: Int, to other: Int) -> Bool {
        (workers[worker].breadth, workers[worker].promised) < (
            workers[other].breadth, workers[other].promised
        )
    }

    /// - Parameter reach: nothing is looked for that is further from what is wished.
    private func nearest(
        of worker: Int, _ leg: CasePattern.Leg, wished: Int64, earliest: Int64, reach: Int64
    ) -> (hold: Hold, distance: Int64)? {
        let (travel, planned) = (leg.travel.milliseconds, leg.planned.milliseconds)
        let (wished, onSite) = (wished + travel, planned - travel)
        let isTooLong = leg.planned > workers[worker].longest
        var best: (hold: Hold, distance: Int64)?
        for shift in technicians[worker].shifts.endingAfter(earliest) {
            let (start, end) = (shift.start.milliseconds, shift.end.milliseconds)
            if start - wished > best?.distance ?? reach { break }
            workers[worker].diary.gaps(from: max(earliest, start - travel), until: end) { gap in
                let first = max(start, gap.from + travel)
                // What fits into none of their shifts is begun with one.
                let last = isTooLong ? min(start, gap.until - onSite) : min(end, gap.until) - onSite
                guard first <= last else { return }
                let arrival = min(max(wished, first), last)
                let distance = abs(arrival - wished)
                guard distance < best?.distance ?? .max, distance <= reach else { return }
                let stretch = Diary.Stretch(from: arrival - travel, until: arrival + onSite)
                best = (Hold(worker: worker, stretch: stretch, due: max(stretch.from, start)), distance)
            }
        }
        return best
    }

    // MARK: Who goes

    /// Who goes, of those who are free; nil where nobody is.
    /// - Parameter own: of whom it was promised.
    mutating func best(for need: Int, _ leg: CasePattern.Leg, ready: Int64, own: Int?, at now: Int64) -> Int?
    {
        for worker in workers.indices { catchUp(worker, to: now) }
        if let own, canTake(own, need, leg, ready: ready, isOwn: true, at: now) { return own }
        return workers.indices.filter { canTake($0, need, leg, ready: ready, isOwn: false, at: now) }.min {
            (workers[$0].breadth, workers[$0].freeSince, $0) < (
                workers[$1].breadth, workers[$1].freeSince, $1
            )
        }
    }

    /// Somebody sets out for a visit, which takes until then as planned.
    mutating func setOut(_ worker: Int, at outset: Int64, for leg: CasePattern.Leg) -> Hold {
        let stretch = Diary.Stretch(from: outset, until: outset + leg.planned.milliseconds)
        workers[worker].isBusy = true
        workers[worker].diary.hold(stretch)
        return Hold(worker: worker, stretch: stretch, due: outset)
    }

    /// When somebody sets out for what they take now: as a shift begins they are on their way already, if it could be gone.
    func outset(of worker: Int, _ leg: CasePattern.Leg, ready: Int64, at now: Int64) -> Int64 {
        let shift = technicians[worker].shifts[workers[worker].shift]
        guard shift.start.milliseconds == now else { return now }
        return min(now, max(now - leg.travel.milliseconds, ready, workers[worker].freeSince))
    }

    /// Somebody has nothing to do from now on.
    mutating func rest(_ worker: Int, at now: Int64) {
        if workers[worker].isBusy { (workers[worker].isBusy, workers[worker].freeSince) = (false, now) }
        catchUp(worker, to: now)
    }

    /// - Parameter isOwn: it was promised of them.
    func canTake(
        _ worker: Int, _ need: Int, _ leg: CasePattern.Leg, ready: Int64, isOwn: Bool, at now: Int64
    ) -> Bool {
        let technician = technicians[worker]
        guard !workers[worker].isBusy, workers[worker].shift < technician.shifts.count,
            technician.able[need]
        else { return false }
        let shift = technician.shifts[workers[worker].shift]
        guard shift.start.milliseconds <= now else { return false }
        if isOwn { return true }
        let over = outset(of: worker, leg, ready: ready, at: now) + leg.planned.milliseconds
        guard workers[worker].diary.isFree(Diary.Stretch(from: now, until: over)) else { return false }
        // What fits into none of their shifts is begun with one.
        return over <= shift.end.milliseconds
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

/// Visits that are due and that nobody has, the most urgent first; of equals, that of the case opened first.
struct VisitLine {
    private struct Entry {
        var urgency: Int64
        var opened: Int64
        var visit: Int
    }

    private var entries: [Entry] = []

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
