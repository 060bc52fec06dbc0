package import Model
package import Statistics

/// What one run came to, in the time that is counted.
package struct Tally: Sendable {
    package struct Kept: Sendable, Hashable {
        package var kept = 0
        package var count = 0

        package init(kept: Int = 0, count: Int = 0) { (self.kept, self.count) = (kept, count) }

        package var share: Double? { count > 0 ? Double(kept) / Double(count) : nil }
    }

    package internal(set) var cases = 0
    /// Of the cases, those that were called off by the end.
    package internal(set) var calledOff = 0
    /// Of the cases: steps that the workflow took, and those that it refused.
    package private(set) var stepsTaken = 0
    package private(set) var stepsRefused = 0
    package internal(set) var visits = 0
    /// By promise: those that fell due.
    package private(set) var terms: [Kept]
    /// By promise and group.
    package private(set) var groups: [[Int: Kept]]
    /// Hours from the opening of a case until somebody was at the door.
    package internal(set) var lead = Moments()
    /// Hours that a visit which could be made waited for somebody to set out.
    package private(set) var wait = Moments()
    /// Visits that nobody had, at the end of each day.
    package internal(set) var backlog: [Int] = []
    /// Cases that are open, at the end of each day.
    package internal(set) var open: [Int] = []
    /// Hours of work and ways within shifts, by technician.
    package private(set) var busy: [Double]
    /// Hours of shifts, by technician.
    package let paid: [Double]
    /// Hours of work and ways outside shifts.
    package private(set) var overtime = 0.0
    package private(set) var travel = 0.0
    private let from: Int64
    private let end: Int64

    init(_ desk: SimulatedDesk) {
        (from, end) = (desk.counted.milliseconds, desk.span.end.milliseconds)
        terms = Array(repeating: Kept(), count: desk.terms.count)
        groups = Array(repeating: [:], count: desk.terms.count)
        busy = Array(repeating: 0, count: desk.technicians.count)
        let (from, end) = (from, end)
        paid = desk.technicians.map { technician in
            technician.shifts.reduce(0.0) { sum, shift in
                sum
                    + Self.hours(
                        max(from, shift.start.milliseconds), min(end, shift.end.milliseconds))
            }
        }
    }

    /// - Parameters:
    ///   - paidFrom: since when it takes working time; the way to the first visit of a shift takes none.
    ///   - shifts: the worker's, from the one in which it is begun.
    mutating func begin(
        worker: Int, ready: Int64, start: Int64, paidFrom: Int64, arrived: Int64, over: Int64,
        shifts: ArraySlice<Window>
    ) {
        let (begun, ended) = (max(paidFrom, from), min(over, end))
        if begun < ended {
            let taken = Window(start: Instant(milliseconds: begun), end: Instant(milliseconds: ended))
            let within = Double(taken.overlap(shifts).milliseconds) / 3_600_000
            busy[worker] += within
            overtime += Self.hours(begun, ended) - within
        }
        guard start >= from else { return }
        visits += 1
        wait.add(Self.hours(ready, start))
        travel += Self.hours(start, arrived)
    }

    mutating func judge(term: Int, group: Int, isKept: Bool) {
        terms[term].count += 1
        groups[term][group, default: Kept()].count += 1
        guard isKept else { return }
        terms[term].kept += 1
        groups[term][group, default: Kept()].kept += 1
    }

    mutating func steps(taken: Int, refused: Int) {
        stepsTaken += taken
        stepsRefused += refused
    }

    /// Work and ways within shifts, as a share of shifts; nil without shifts.
    package var utilisation: Double? {
        let all = paid.reduce(0, +)
        return all > 0 ? busy.reduce(0, +) / all : nil
    }

    private static func hours(_ from: Int64, _ to: Int64) -> Double { max(0, Double(to - from)) / 3_600_000 }
}

extension Window {
    /// How much of it lies within others that are in order and apart.
    package func overlap(_ others: some Sequence<Window>) -> Span {
        var sum: Int64 = 0
        for other in others {
            if other.start >= end { break }
            sum += max(0, (min(end, other.end) - max(start, other.start)).milliseconds)
        }
        return Span(milliseconds: sum)
    }
}
