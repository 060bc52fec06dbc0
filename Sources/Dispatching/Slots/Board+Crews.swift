import Model

/// Visits that need two: both are on site from the same minute to the same minute.
extension Board {
    func crewSlots(
        _ task: VisitTask, _ windows: ArrivalWindows, each granularity: Granularity, in view: BoardView
    ) -> [Slot] {
        let spot = Spot(task.place, zone: task.zone, travel)
        let helpers = technicians.indices.filter { task.objectionToHelp(of: technicians[$0]) == nil }
        var found: [Slot] = []
        for (index, technician) in technicians.enumerated() where task.objection(to: technician) == nil {
            let duration = Int64(technician.minutes(task.minutes, product: task.product)) * 60_000
            let (from, until) = (task.start(for: technician), task.end(for: technician))
            func all(_ who: Int) -> [Opening] {
                var openings: [Opening] = []
                self.openings(of: who, at: spot, duration: duration, from: from, until: until, in: view) {
                    openings.append($0)
                }
                return openings
            }
            let mine = all(index)
            guard !mine.isEmpty else { continue }
            // What a helper costs depends on how long this one takes.
            var pricing = SlotPricing(self, task, view)
            let theirs = helpers.filter { $0 != index }.flatMap { all($0) }
            for (w, window) in windows.all.enumerated() {
                guard let best = pair(mine, theirs, window, view, &pricing) else { continue }
                var slot = slot(best.lead, windows.all[w], task, pricing)
                slot.helper = technicians[best.helper].id
                slot.addedTravel += Int(best.minutes)
                found.append(slot)
            }
        }
        return chosen(found, each: granularity)
    }

    private func pair(
        _ mine: [Opening], _ theirs: [Opening], _ window: Window, _ view: BoardView,
        _ pricing: inout SlotPricing
    ) -> (lead: Candidate, helper: Int, minutes: Int64)? {
        var best: (lead: Candidate, helper: Int, minutes: Int64)?
        for a in mine where a.first < window.end.milliseconds && a.last >= window.start.milliseconds {
            for b in theirs where b.first <= a.last && b.last >= a.first {
                guard let start = common(a, b, window, view) else { continue }
                var parts = pricing.parts(a, start: start, window: window)
                // The second is paid as well; waiting and lateness are the customer's, once.
                let second = pricing.parts(b, start: start, window: window)
                parts.travel += second.travel
                parts.overtime += second.overtime
                parts.unfairness += second.unfairness
                parts.rareSkill += second.rareSkill
                parts.lostTime += second.lostTime
                let lead = Candidate(opening: a, start: start, parts: parts, price: parts.total)
                if best.map({ lead.precedes($0.lead) }) ?? true {
                    best = (lead, b.technician, b.minutes)
                }
            }
        }
        return best
    }

    /// The first start that suits both.
    private func common(_ a: Opening, _ b: Opening, _ window: Window, _ view: BoardView) -> Int64? {
        var start = max(a.first, b.first, window.start.milliseconds)
        while true {
            let earliest = Window(start: Instant(milliseconds: start), end: window.end)
            guard start < window.end.milliseconds, let one = self.start(a, in: earliest, view),
                let two = self.start(b, in: earliest, view)
            else { return nil }
            if one == two { return one }
            start = max(one, two)
        }
    }

    private func chosen(_ slots: [Slot], each granularity: Granularity) -> [Slot] {
        let sorted = slots.sorted(by: Self.isBetter)
        guard granularity == .window else { return sorted }
        var seen: Set<Window> = []
        return sorted.filter { seen.insert($0.promised).inserted }
    }
}
