import Model

/// What a visit costs at a start within an opening. Made once for a task, as most of it does not depend on the place.
struct SlotPricing {
    let board: Board
    let task: VisitTask
    let view: BoardView
    /// Per technician, found once: somebody new, unfairness, work that few others can do, and a second visit.
    private var fixed: [PriceParts?]

    init(_ board: Board, _ task: VisitTask, _ view: BoardView) {
        (self.board, self.task, self.view) = (board, task, view)
        fixed = Array(repeating: nil, count: board.technicians.count)
    }

    mutating func parts(_ opening: Opening, start: Int64, window: Window) -> PriceParts {
        let prices = board.prices
        var parts = ofTechnician(opening.technician, opening.duration)
        parts.travel =
            Prices.cost(prices.travelHour, opening.minutes * 60_000)
            + Int64(Double(prices.travelKilometre) * opening.kilometres)
        parts.waiting = weighed(prices.waitingDay * (start - task.earliest.milliseconds) / 86_400_000)
        if let due = task.promiseDue, window.end > due {
            parts.lateness = weighed(
                prices.missedPromise
                    + Prices.cost(prices.lateHour, (window.end - due).milliseconds))
        }
        parts.overtime = Prices.cost(prices.overtimeHour, overtime(opening, start))
        let before = start - opening.first
        let after = opening.last - start
        let usable = board.day.usableGap.milliseconds
        let lost = (before < usable ? before : 0) + (after < usable ? max(0, after) : 0)
        parts.lostTime = Prices.cost(prices.lostHour, lost)
        return parts
    }

    /// Milliseconds past the shift's end that it adds.
    func overtime(_ opening: Opening, _ start: Int64) -> Int64 {
        let route = view.routes[opening.route]
        return max(0, start + opening.duration - route.shiftEnd - route.over)
    }

    private func weighed(_ price: Int64) -> Int64 { price * Int64(task.priority) / 100 }

    private mutating func ofTechnician(_ index: Int, _ duration: Int64) -> PriceParts {
        if let known = fixed[index] { return known }
        let (technician, prices) = (board.technicians[index], board.prices)
        var parts = PriceParts()
        if let preferred = task.preferred, preferred != technician.id {
            parts.otherTechnician = prices.otherTechnician
        }
        let above = board.load[index] - board.meanLoad
        parts.unfairness = Prices.cost(prices.unfairHour, max(0, above + duration) - max(0, above))
        // Whom a scarcer skill may want: the more of it is booked already, the dearer.
        let own = board.pressure[task.skill] ?? 0
        let scarcest = technician.skills.keys.reduce(Int64(0)) { most, skill in
            skill == task.skill ? most : max(most, board.pressure[skill] ?? 0)
        }
        parts.rareSkill = Prices.cost(prices.rareSkillHour, duration) * max(0, scarcest - own) / 1000
        if let odds = task.fixOdds {
            parts.secondVisit = Int64(Double(prices.secondVisit) / (1 + odds * technician.fixOdds))
        }
        fixed[index] = parts
        return parts
    }
}
