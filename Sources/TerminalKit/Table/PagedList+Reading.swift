extension PagedList {
    /// What is to be read now; nil while nothing is missing or the answer is awaited.
    package mutating func ask() -> Request? {
        guard !isAwaiting, let place = wanted ?? missing else { return nil }
        isAwaiting = true
        number += 1
        return Request(place: place, limit: pageSize, number: number)
    }

    /// The rows the selection will soon come to.
    private var missing: Request.Place? {
        guard let selection = table.selection, let first = rows.first, let last = rows.last else {
            return nil
        }
        let margin = pageSize / 2
        let owed = owedSteps.first ?? 0
        if !isAtEnd, owed > 0 || rows.count - selection <= margin { return .after(last) }
        if !isAtStart, owed < 0 || selection < margin { return .before(first) }
        return nil
    }

    /// The answer. It may be that a row is to be opened, when Enter came before it.
    @discardableResult
    package mutating func take(_ page: Page, for request: Request) -> Outcome {
        guard isAwaiting, request.number == number else { return .ignored }
        isAwaiting = false
        wanted = nil
        total = page.total ?? total
        switch request.place {
        case .first: replace(page, select: 0)
        case .last: replace(page, select: page.rows.count - 1)
        case .around: replaceAround(page)
        case .after: append(page)
        case .before: prepend(page)
        }
        target = nil
        payOff()
        guard owedSteps.isEmpty else { return .moved }
        let opens = owesOpening
        if isStale { reload() }
        guard opens else { return .moved }
        owesOpening = false
        return selected.map { .opened(id($0)) } ?? .moved
    }

    /// The answer did not come: it may be asked again.
    package mutating func fail(_ request: Request) {
        if request.number == number { isAwaiting = false }
    }

    private mutating func replace(_ page: Page, select row: Int) {
        setRows(page.rows)
        table = table.emptied(count: rows.count)
        table.select(row)
        isAtStart = !page.hasBefore
        isAtEnd = !page.hasAfter
    }

    private mutating func replaceAround(_ page: Page) {
        let old = ids
        setRows(page.rows)
        table.follow(from: old, to: ids)
        if let target, let row = ids.firstIndex(of: target) { table.select(row) }
        isAtStart = !page.hasBefore
        isAtEnd = !page.hasAfter
    }

    private mutating func append(_ page: Page) {
        let known = Set(ids)
        let all = rows + page.rows.filter { !known.contains(id($0)) }
        let surplus = max(0, all.count - 3 * pageSize)
        isAtEnd = !page.hasAfter || page.rows.isEmpty
        if surplus > 0 { isAtStart = false }
        followRows(Array(all.dropFirst(surplus)))
    }

    private mutating func prepend(_ page: Page) {
        let known = Set(ids)
        let all = page.rows.filter { !known.contains(id($0)) } + rows
        let surplus = max(0, all.count - 3 * pageSize)
        isAtStart = !page.hasBefore || page.rows.isEmpty
        if surplus > 0 { isAtEnd = false }
        followRows(Array(all.dropLast(surplus)))
    }

    private mutating func followRows(_ new: [Row]) {
        let old = ids
        setRows(new)
        table.follow(from: old, to: ids)
    }

    private mutating func setRows(_ new: [Row]) {
        rows = new
        ids = new.map(id)
    }
}
