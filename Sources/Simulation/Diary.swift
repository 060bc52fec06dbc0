/// What somebody's time is held for, by when it begins. Stretches may overlap: who is still at work is late for what comes next.
struct Diary {
    struct Stretch: Hashable {
        var from: Int64
        var until: Int64
    }

    private var held: [Stretch] = []
    /// The length of the longest that was ever held.
    private var longest: Int64 = 0

    mutating func hold(_ stretch: Stretch) {
        held.insert(stretch, at: firstIndex(from: stretch.from + 1))
        longest = max(longest, stretch.until - stretch.from)
    }

    mutating func release(_ stretch: Stretch) {
        if let place = held.firstIndex(of: stretch) { held.remove(at: place) }
    }

    func isFree(_ stretch: Stretch) -> Bool {
        !held.contains { $0.from < stretch.until && stretch.from < $0.until }
    }

    /// The stretches that nothing is held in and that begin within a time, in their order; of what is free at its beginning, what lies
    /// in it. The last may never end.
    func gaps(from start: Int64, until end: Int64, _ body: (Stretch) -> Void) {
        var free = start
        for stretch in held[firstIndex(from: start - longest)...] {
            if stretch.from > free { body(Stretch(from: free, until: stretch.from)) }
            free = max(free, stretch.until)
            if free >= end { return }
        }
        body(Stretch(from: free, until: .max))
    }

    /// The first that begins no sooner.
    private func firstIndex(from moment: Int64) -> Int {
        var (low, high) = (0, held.count)
        while low < high {
            let middle = (low + high) / 2
            if held[middle].from < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
