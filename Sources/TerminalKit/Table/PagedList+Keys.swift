extension PagedList {
    /// - Parameter visibleRows: rows in view, for paging.
    package mutating func handle(_ event: InputEvent, visibleRows: Int = 10) -> Outcome {
        if case .pick = event { return table.handle(event) == .moved ? .moved : .ignored }
        guard let move = event.key.flatMap({ ListMove($0, visibleRows: visibleRows) }) else {
            return .ignored
        }
        switch move {
        case .by(let step): walk(step)
        case .first: if isAtStart, !isJumping { table.select(0) } else { want(.first) }
        case .last: if isAtEnd, !isJumping { table.select(rows.count - 1) } else { want(.last) }
        case .open:
            guard !isJumping else {
                owesOpening = true
                return .moved
            }
            return selected.map { .opened(id($0)) } ?? .ignored
        }
        return .moved
    }

    private mutating func walk(_ step: Int) {
        if let last = owedSteps.last, (last < 0) == (step < 0) {
            owedSteps[owedSteps.count - 1] += step
        } else {
            owedSteps.append(step)
        }
        if !isReplacing { payOff() }
    }

    /// Makes the steps that are owed, as far as rows were read.
    mutating func payOff() {
        while let step = owedSteps.first {
            let goal = (table.selection ?? 0) + step
            table.select(goal)
            let left = goal - (table.selection ?? 0)
            let isAtEdge = rows.isEmpty || (left < 0 ? isAtStart : isAtEnd)
            guard left == 0 || isAtEdge else {
                owedSteps[0] = left
                return
            }
            owedSteps.removeFirst()
        }
    }
}
