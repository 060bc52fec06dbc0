package import Model

extension Board {
    /// What a list of slots has one entry for.
    package enum Granularity: Sendable { case window, windowAndTechnician }

    /// Free slots, cheapest first: nothing overlaps, every way is left its time, breaks can still be had, and what customers
    /// were promised stays.
    ///
    /// - Parameter windows: the arrival windows that may be promised.
    package func slots(
        _ task: VisitTask, windows: [Window], each granularity: Granularity = .window
    ) -> [Slot] {
        let windows = ArrivalWindows(windows.filter(task.admits))
        return view { view in
            task.crew > 1
                ? crewSlots(task, windows, each: granularity, in: view)
                : soloSlots(task, windows, each: granularity, in: view)
        }
    }

    private func soloSlots(
        _ task: VisitTask, _ windows: ArrivalWindows, each granularity: Granularity, in view: BoardView
    ) -> [Slot] {
        var pricing = SlotPricing(self, task, view)
        var found: [Slot] = []
        var best: [Candidate?] = Array(repeating: nil, count: windows.all.count)
        let spot = Spot(task.place, zone: task.zone, travel)
        for (index, technician) in technicians.enumerated() where task.objection(to: technician) == nil {
            let duration = Int64(technician.minutes(task.minutes, product: task.product)) * 60_000
            openings(
                of: index, at: spot, duration: duration, from: task.start(for: technician),
                until: task.end(for: technician), in: view
            ) { opening in
                windows.forEach(from: opening.first, to: opening.last) { w, window in
                    guard let start = self.start(opening, in: window, view) else { return }
                    let parts = pricing.parts(opening, start: start, window: window)
                    let candidate = Candidate(
                        opening: opening, start: start, parts: parts, price: parts.total)
                    if best[w].map({ candidate.precedes($0) }) ?? true { best[w] = candidate }
                }
            }
            if granularity == .windowAndTechnician {
                found += best.indices.compactMap { w in
                    best[w].map { slot($0, windows.all[w], task, pricing) }
                }
                for w in best.indices { best[w] = nil }
            }
        }
        if granularity == .window {
            found = best.indices.compactMap { w in best[w].map { slot($0, windows.all[w], task, pricing) } }
        }
        return found.sorted(by: Self.isBetter)
    }

    /// The first start in a window, within a stretch of work.
    func start(_ opening: Opening, in window: Window, _ view: BoardView) -> Int64? {
        let from = max(opening.first, window.start.milliseconds)
        guard
            let start = WorkStretch.fit(
                from, opening.duration, view.stretches, view.routes[opening.route].stretches),
            start <= opening.last, start < window.end.milliseconds
        else { return nil }
        return start
    }

    func slot(_ c: Candidate, _ window: Window, _ task: VisitTask, _ pricing: SlotPricing) -> Slot {
        let technician = technicians[c.opening.technician]
        let start = Instant(milliseconds: c.start)
        return Slot(
            technician: technician.id, promised: window,
            planned: Window(start: start, end: Instant(milliseconds: c.start + c.opening.duration)),
            addedTravel: Int(c.opening.minutes),
            keepsPromise: task.promiseDue.map { window.end <= $0 },
            isPreferred: task.preferred == technician.id,
            overtime: Int(pricing.overtime(c.opening, c.start) / 60_000), price: c.parts,
            currency: prices.currency)
    }

    /// The order of the list: by price, then by time, then by technician.
    static func isBetter(_ a: Slot, _ b: Slot) -> Bool {
        (a.price.total, a.planned.start, a.technician) < (b.price.total, b.planned.start, b.technician)
    }
}

/// A start within an opening, and its price.
struct Candidate {
    var opening: Opening
    var start: Int64
    var parts: PriceParts
    var price: Int64

    func precedes(_ other: Candidate) -> Bool {
        (price, start, opening.technician) < (other.price, other.start, other.opening.technician)
    }
}

/// The windows that may be promised, in order, so that those that meet a stretch of time are found at once.
struct ArrivalWindows {
    let all: [Window]
    /// The latest end of all windows up to each.
    private let ends: [Int64]

    init(_ windows: [Window]) {
        all = windows.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        var latest = Int64.min
        ends = all.map {
            latest = max(latest, $0.end.milliseconds)
            return latest
        }
    }

    /// Those in which something can start from `first` to `last`.
    @inline(__always)
    func forEach(from first: Int64, to last: Int64, _ body: (Int, Window) -> Void) {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > first { high = middle } else { low = middle + 1 }
        }
        while low < all.count, all[low].start.milliseconds <= last {
            if all[low].end.milliseconds > first { body(low, all[low]) }
            low += 1
        }
    }
}
