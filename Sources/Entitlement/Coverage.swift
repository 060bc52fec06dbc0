import Model

/// When the warranty of a unit, or of one of its parts, runs.
struct Coverage: Hashable {
    var start: Day
    /// The last day covered.
    var end: Day
    /// Days in repair that were added.
    var added: Int
    /// The exchange it runs anew from.
    var restartedOn: Day?
    /// Whether choosing repair lengthened it.
    var extended: Bool

    /// - Parameters:
    ///   - start: the sale, delivery …; an exchange of the unit, or of `part`, restarts it where the terms say so.
    ///   - isWorkday: where the terms move a last day, the days it may move to.
    init(
        period: Period, from start: Day, part: String?, terms: WarrantyTerms, repairs: [RepairEvent],
        today: Day,
        isWorkday: (Day) -> Bool
    ) {
        let exchange = repairs.filter { $0.exchanged && ($0.part == nil || $0.part == part) }
            .compactMap(\.returned).filter { $0 <= today }.max()
        restartedOn = terms.restartsAtExchange ? exchange : nil
        let begin = restartedOn ?? start
        self.start = begin
        var last = period.lastDay(after: begin)
        added = 0
        extended = false
        if terms.addsRepairDays {
            for stay in Coverage.stays(repairs, from: begin, until: today) where stay.lowerBound <= last {
                added += stay.upperBound - stay.lowerBound
                last = last + (stay.upperBound - stay.lowerBound)
            }
        }
        if let more = terms.repairExtends,
            repairs.contains(where: { !$0.exchanged && $0.handedIn >= more.from && $0.handedIn <= last })
        {
            last = more.by.lastDay(after: last)
            extended = true
        }
        end = terms.lastDayMoves ? Coverage.moved(last, isWorkday: isWorkday) : last
    }

    /// Days away in a span, each counted once however many repairs overlap.
    static func daysAway(_ repairs: [RepairEvent], from: Day, until: Day) -> Int {
        stays(repairs, from: from, until: until).reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
    }

    /// The next working day when `day` is none; `day` itself when a year has no working day at all.
    static func moved(_ day: Day, isWorkday: (Day) -> Bool) -> Day {
        (0...366).lazy.map { day + $0 }.first(where: isWorkday) ?? day
    }

    /// Stays in repair as merged stretches, in order.
    private static func stays(_ repairs: [RepairEvent], from: Day, until: Day) -> [Range<Day>] {
        var merged: [Range<Day>] = []
        for repair in repairs.sorted(by: { $0.handedIn < $1.handedIn }) {
            let start = max(repair.handedIn, from)
            let end = min(repair.returned ?? until, until)
            guard start < end else { continue }
            if let last = merged.last, start <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                merged.append(start..<end)
            }
        }
        return merged
    }
}

extension Money {
    /// What a time of use takes off a price: price × daily rate × days, to the nearest hundredth, never over the price.
    /// - Parameter dailyRate: millionths a day (0.1 % is 1000).
    func depreciation(dailyRate: Int, days: Int) -> Money {
        let exact = Int128(minor) * Int128(dailyRate) * Int128(max(0, days))
        return Money(minor: Int64(min(Int128(minor), (exact + 500_000) / 1_000_000)), currency: currency)
    }
}
