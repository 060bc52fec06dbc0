/// A day to route, in whole numbers only: who drives, what is asked for, how long and how dear each way is, what each
/// broken wish costs. The cost of a plan (`PlanCost`) is one integer in the smallest unit of money (or of distance, for
/// the benchmarks of the literature).
///
/// Times are whole numbers in any unit (seconds, minutes, tenths), counted from any origin; places are numbered from 0.
///
/// Hard: skills and allowed vehicles, windows, capacity, shifts (with the overtime allowed), breaks, stock. Money:
/// the way, visits left undone, lateness against the promised moment, overtime, work above what is fair, vehicles used,
/// who does it, windows other than the one told. A lock is a visit with one allowed vehicle and one narrow window.
///
/// The readers of files set what their formats have, `DayLowering` what a day of the desk has.
///
/// Not taken: ways that change with the hour, an order between visits of different vehicles, a crew of two on one
/// visit. Whoever lowers a day into this fixes the moment of such visits (a window of one moment each).
package struct RoutingProblem: Sendable {
    package var visits: [Visit]
    package var vehicles: [Vehicle]
    package var travel: TravelTable
    /// The price per so many units of time: 60 when times are seconds and prices are by the minute.
    package var priceUnit = 1
    /// What each visit costs on each vehicle, visit by visit: nil is none anywhere. `forbidden` keeps it away.
    package var fees: [Int32]?
    /// On site, visit by visit on each vehicle; nil is the visit's service at the vehicle's pace.
    package var services: [Int32]?
    /// Where missing stock and tools are fetched, once a route; nil when there is no such place.
    package var depot: Depot?

    /// A fee that keeps a visit off a vehicle.
    package static let forbidden = Int32.max

    package init(
        visits: [Visit], vehicles: [Vehicle], travel: TravelTable, priceUnit: Int = 1, fees: [Int32]? = nil,
        services: [Int32]? = nil, depot: Depot? = nil
    ) {
        (self.visits, self.vehicles, self.travel, self.priceUnit) = (visits, vehicles, travel, priceUnit)
        (self.fees, self.services, self.depot) = (fees, services, depot)
    }

    /// A stretch of time in which service may start, both ends included, and what choosing it costs.
    package struct TimeWindow: Sendable, Hashable {
        package var open: Int
        package var close: Int
        /// For a window other than the one the customer was told.
        package var fee: Int

        package init(_ open: Int, _ close: Int, fee: Int = 0) {
            (self.open, self.close, self.fee) = (open, close, fee)
        }
    }

    package struct Visit: Sendable, Hashable {
        package var place: Int
        /// By start, never overlapping; at least one.
        package var windows: [TimeWindow]
        /// On site, for a vehicle whose pace is 1,000.
        package var service: Int
        package var load: Int
        /// What the vehicle must have: bits; a level is a bit that implies the lower ones.
        package var skills: UInt64
        /// What it costs to leave this undone.
        package var unservedPrice: Int
        /// Lateness counts from here; nil when nothing was promised.
        package var due: Int?
        package var latePrice: Int
        /// Tools needed (bits), and parts used, by kind.
        package var tools: UInt64
        package var parts: [Int]

        package init(
            place: Int, windows: [TimeWindow], service: Int, load: Int = 0, skills: UInt64 = 0,
            unservedPrice: Int = 10_000_000, due: Int? = nil, latePrice: Int = 0, tools: UInt64 = 0,
            parts: [Int] = []
        ) {
            (self.place, self.windows, self.service, self.load) = (place, windows, service, load)
            (self.skills, self.unservedPrice, self.due, self.latePrice) = (
                skills, unservedPrice, due, latePrice
            )
            (self.tools, self.parts) = (tools, parts)
        }
    }

    /// A pause of so long that starts within these moments, wherever the vehicle then is.
    package struct Break: Sendable, Hashable {
        package var open: Int
        package var close: Int
        package var length: Int

        package init(open: Int, close: Int, length: Int) {
            (self.open, self.close, self.length) = (open, close, length)
        }
    }

    package struct Vehicle: Sendable, Hashable {
        package var start: Int
        package var end: Int
        package var shift: ClosedRange<Int>
        /// How long after the shift's end it may come home, and the price of that.
        package var overtime: Int
        package var overtimePrice: Int
        package var capacity: Int
        package var skills: UInt64
        /// Thousandths of a visit's service time: 1,200 takes a fifth longer.
        package var pace: Int
        /// Taken by whoever has a visit that day.
        package var pause: Break?
        /// Nobody is on site then, though on the way perhaps: lunch, an appointment. By start, never overlapping.
        package var gaps: [Range<Int>]
        /// Nothing begins on site after this, whatever overtime there is; nil is no bound.
        package var lastStart: Int?
        /// For being used at all.
        package var fixedPrice: Int
        /// Work (ways and service) above this is charged, so that nobody carries what others could.
        package var fairWork: Int?
        package var unfairPrice: Int
        /// The price of the time from leaving to coming home, waiting included.
        package var durationPrice: Int
        package var tools: UInt64
        package var parts: [Int]

        package init(
            start: Int, end: Int, shift: ClosedRange<Int>, overtime: Int = 0, overtimePrice: Int = 0,
            capacity: Int = .max, skills: UInt64 = 0, pace: Int = 1000, pause: Break? = nil,
            fixedPrice: Int = 0, fairWork: Int? = nil, unfairPrice: Int = 0, durationPrice: Int = 0,
            tools: UInt64 = 0, parts: [Int] = [], gaps: [Range<Int>] = [], lastStart: Int? = nil
        ) {
            (self.start, self.end, self.shift, self.overtime) = (start, end, shift, overtime)
            (self.gaps, self.lastStart) = (gaps, lastStart)
            (self.overtimePrice, self.capacity, self.skills, self.pace) = (
                overtimePrice, capacity, skills, pace
            )
            (self.pause, self.fixedPrice, self.fairWork, self.unfairPrice) = (
                pause, fixedPrice, fairWork, unfairPrice
            )
            (self.durationPrice, self.tools, self.parts) = (durationPrice, tools, parts)
        }
    }

    package struct Depot: Sendable, Hashable {
        package var place: Int
        package var service: Int

        package init(place: Int, service: Int = 0) { (self.place, self.service) = (place, service) }
    }
}

extension RoutingProblem {
    /// On site at a visit; a vehicle's pace is rounded to the nearest.
    func serviceTime(of visit: Int, by vehicle: Int) -> Int {
        if let services { return Int(services[visit * vehicles.count + vehicle]) }
        let (service, pace) = (visits[visit].service, vehicles[vehicle].pace)
        return pace == 1000 ? service : (service * pace + 500) / 1000
    }
}

/// How long and how dear it is to go from each place to each.
package struct TravelTable: Sendable {
    package let places: Int
    /// Row by row: `time[from * places + to]`.
    package let time: [Int32]
    package let cost: [Int32]

    /// - Precondition: both have a row and a column for each place.
    package init(places: Int, time: [Int32], cost: [Int32]? = nil) {
        precondition(time.count == places * places && (cost ?? time).count == time.count)
        (self.places, self.time, self.cost) = (places, time, cost ?? time)
    }

    /// Straight lines between points, measured by `measure`.
    package init(points: [(x: Double, y: Double)], measure: (Double, Double) -> Int) {
        var time = [Int32](repeating: 0, count: points.count * points.count)
        for (a, p) in points.enumerated() {
            for (b, q) in points.enumerated() where a != b {
                time[a * points.count + b] = Int32(measure(p.x - q.x, p.y - q.y))
            }
        }
        self.init(places: points.count, time: time)
    }

    func time(_ from: Int, _ to: Int) -> Int { Int(time[from * places + to]) }
    func cost(_ from: Int, _ to: Int) -> Int { Int(cost[from * places + to]) }
}

/// Which vehicle does what, in which order.
package struct RoutingPlan: Sendable, Hashable {
    /// The visits of each vehicle, in order.
    package var routes: [[Int]]

    /// In a route: the stop where missing stock and tools are fetched.
    package static let depot = -1

    package init(routes: [[Int]]) { self.routes = routes }

    package func unserved(of problem: RoutingProblem) -> [Int] {
        let served = Set(routes.joined())
        return problem.visits.indices.filter { !served.contains($0) }
    }
}
