/// What happens next: a heap of moments. Of one moment, what was put in first comes first, so that a run can be repeated.
struct EventQueue<Event> {
    private struct Entry {
        var at: Int64
        var number: Int
        var event: Event

        func precedes(_ other: Entry) -> Bool {
            at != other.at ? at < other.at : number < other.number
        }
    }

    private var heap: [Entry] = []
    private var count = 0

    mutating func add(_ event: Event, at: Int64) {
        heap.append(Entry(at: at, number: count, event: event))
        count += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].precedes(heap[parent]) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func take() -> (at: Int64, event: Event)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return (first.at, first.event) }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].precedes(heap[least]) { least = child }
            guard least != parent else { break }
            heap.swapAt(parent, least)
            parent = least
        }
        return (first.at, first.event)
    }
}
