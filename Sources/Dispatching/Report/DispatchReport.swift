package import Model

/// How dispatching went in a stretch of time: each figure for the desk and for each technician, zone or product, with the
/// visits behind it. The formulas are those of the KPI catalogue (DOMAIN 5.2).
package struct DispatchReport: Sendable {
    package enum Figure: String, Sendable, Hashable, CaseIterable {
        /// Jobs settled by one visit, of the repairs completed (`FirstTimeFix`).
        case firstTimeFix
        /// Arrivals from 15 minutes before the promised window's start until its end, of arrivals and windows missed.
        case windowsKept
        /// Visits that found nobody, of those that came.
        case noAccess
        /// Visits that ended waiting for a part, of those that came.
        case partWait
        /// Promises about somebody coming that were met, of those whose time ran out.
        case promisesKept
        /// Minutes on the way, of those on the way and on site.
        case travelShare
        /// Minutes on the way and on site, of those of the shifts.
        case utilisation
        /// Visits that came to the customer, for each job completed.
        case visitsPerJob
        /// Visits that came, for each day of a technician with any.
        case visitsPerDay
        /// Minutes on site of visits that were done; the median.
        case minutesOnSite

        /// Whether it counts cases of something among others, so that an interval can be said.
        package var isShare: Bool {
            [.firstTimeFix, .windowsKept, .noAccess, .partWait, .promisesKept].contains(self)
        }
    }

    package enum Grouping: String, Sendable, CaseIterable { case technician, zone, product }

    /// A figure's value and what is behind it.
    package struct Value: Sendable, Hashable {
        /// Nil where nothing is there to be counted.
        package var value: Double?
        /// Holds the true share in 95 of 100 cases (Wilson); nil for what is no share.
        package var low: Double?
        package var high: Double?
        /// What it was counted of: jobs, arrivals, visits, days.
        package var count: Int
        package var behind: [Trace]

        /// Of so few a share says little; it is shown and marked.
        package var isSmall: Bool { count < 30 }
        package static let none = Value(value: nil, low: nil, high: nil, count: 0, behind: [])
    }

    /// A visit behind a figure, and what it adds: 1 or 0 to a share, minutes to a time.
    package struct Trace: Sendable, Hashable {
        package var visit: VisitID
        package var adds: Double
    }

    /// All figures of one technician, zone or product, or of the desk.
    package struct Row: Sendable {
        /// Nil for the desk.
        package var technician: StaffID?
        package var name: String
        package var visits: Int
        package var values: [Figure: Value]

        package subscript(figure: Figure) -> Value { values[figure] ?? .none }
    }

    package var desk: Row
    package var rows: [Row]
    /// The desk's share of windows kept on each day from the first on; nil where nobody came.
    package var windowsKeptByDay: [Double?]
    /// Minutes on site of the visits that were done.
    package var minutesOnSite: [Double]

    /// What a report is made from.
    package struct Source {
        /// Of the time reported and enough around it to know which jobs came back.
        package var visits: [VisitRecord]
        package var window: Window
        package var now: Instant
        /// The visit that stands for each promise, and whether it was kept.
        package var promises: [(visit: VisitID, isKept: Bool)]
        /// Minutes of shifts within the time, absences left out.
        package var shiftMinutes: [StaffID: Double]
        /// The local day of an instant, as a number.
        package var day: (Instant) -> Int

        package init(
            visits: [VisitRecord], window: Window, now: Instant, promises: [(visit: VisitID, isKept: Bool)],
            shiftMinutes: [StaffID: Double], day: @escaping (Instant) -> Int
        ) {
            (self.visits, self.window, self.now, self.promises) = (visits, window, now, promises)
            (self.shiftMinutes, self.day) = (shiftMinutes, day)
        }
    }

    package init(_ source: Source, by grouping: Grouping?) {
        let counts = ReportCounts(source)
        let mine = source.visits.filter {
            $0.planned.start >= source.window.start && $0.planned.start < source.window.end
        }
        func row(_ name: String, _ technician: StaffID?, shift: Double?, _ holds: (VisitRecord) -> Bool)
            -> Row
        {
            Row(
                technician: technician, name: name, visits: mine.count { holds($0) },
                values: counts.values(shiftMinutes: shift, holds))
        }
        desk = row("", nil, shift: source.shiftMinutes.values.reduce(0, +)) { _ in true }
        switch grouping {
        case nil: rows = []
        case .technician:
            // Whoever had a shift is told, also without a visit.
            let all = Set(mine.compactMap(\.technician)).union(source.shiftMinutes.keys)
            rows = all.sorted().map { who in
                row("", who, shift: source.shiftMinutes[who] ?? 0) { $0.technician == who }
            }
        case .zone:
            rows = Set(mine.map(\.zone)).sorted().map { zone in row(zone, nil, shift: nil) { $0.zone == zone }
            }
        case .product:
            rows = Set(mine.map(\.product)).sorted().map { product in
                row(product, nil, shift: nil) { $0.product == product }
            }
        }
        windowsKeptByDay = counts.windowsKeptByDay()
        minutesOnSite = counts.visits.filter { $0.outcome == .done }.compactMap(\.minutesOnSite)
    }
}
