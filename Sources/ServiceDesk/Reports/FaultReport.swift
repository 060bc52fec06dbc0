package import Model
package import Records
import Statistics

/// Which faults are most of all, and which batches of a product are out of line.
package struct FaultReport: Sendable {
    package var days: ClosedRange<Day>
    /// Every fault of every product, the most frequent first.
    package var lines: [Line]
    /// Batches with a fault, the least likely by chance first.
    package var batches: [Batch]
    /// How many batches were tested: all with enough units, beside others of their product, faulty or not.
    package var tests: Int
    package var cases: Int { lines.reduce(0) { $0 + $1.count.cases } }

    package struct Line: Sendable, Hashable {
        package var count: FaultCount
        package var product: String { count.product }
        package var fault: String { count.fault }
        package var cases: Int { count.cases }
        /// Of all cases with a fault, this and those before it.
        package var upToHere: Double
        /// Units of the product on record.
        package var units: Int
        package var rate: Double? { units > 0 ? Double(count.cases) / Double(units) : nil }
    }

    package struct Batch: Sendable, Hashable {
        package var count: BatchCount
        package var product: String { count.product }
        /// Empty where serial numbers are too short to tell.
        package var name: String { count.batch }
        package var units: Int { count.units }
        package var faulty: Int { count.faulty }
        /// The other units of the product, and how many of them had a fault.
        package var others: Int
        package var othersFaulty: Int
        /// How likely chance alone parts them so far (Fisher's exact test, two-sided), and so that of all tests together one
        /// false alarm is no likelier (Holm); nil for a batch that was not tested.
        package var probability: Double?
        package var adjusted: Double?

        package var rate: Double { Double(count.faulty) / Double(max(1, count.units)) }
        package var othersRate: Double? { others > 0 ? Double(othersFaulty) / Double(others) : nil }
        /// Worse than the others of its product, beyond what chance explains.
        package var isOutOfLine: Bool {
            (adjusted.map { $0 < FaultReport.level } ?? false) && rate > (othersRate ?? 1)
        }
    }

    package static let level = 0.05
    /// Fewer units say nothing; the bound goes by units, never by faults, so that it does not favour any batch.
    package static let leastUnits = 5
    /// How many of a serial number's first characters name the batch.
    package static let letters = 6
}

extension Reading {
    /// - Parameter letters: how many of a serial number's first characters name the batch, from 1.
    package func faultReport(_ days: ClosedRange<Day>, letters: Int = FaultReport.letters) throws
        -> FaultReport
    {
        let window = rules.span(days)
        let faults = try reports.faults(in: window)
        let batches = try reports.batches(letters: letters, until: days.upperBound, faultsIn: window)
        return FaultReport(days: days, faults: faults, batches: batches)
    }
}

extension FaultReport {
    init(days: ClosedRange<Day>, faults: [FaultCount], batches counts: [BatchCount]) {
        self.days = days
        let products = Dictionary(grouping: counts, by: \.product)
        let units = products.mapValues { $0.reduce(0) { $0 + $1.units } }
        let faulty = products.mapValues { $0.reduce(0) { $0 + $1.faulty } }
        let all = Double(max(1, faults.reduce(0) { $0 + $1.cases }))
        var sum = 0
        lines = faults.map { count in
            sum += count.cases
            return Line(count: count, upToHere: Double(sum) / all, units: units[count.product] ?? 0)
        }
        var tested = counts.map { count in
            Batch(
                count, others: (units[count.product] ?? 0) - count.units,
                faulty: (faulty[count.product] ?? 0) - count.faulty)
        }
        let places = tested.indices.filter { tested[$0].probability != nil }
        tests = places.count
        let adjusted = FisherTest.adjusted(places.compactMap { tested[$0].probability })
        for (place, value) in zip(places, adjusted) { tested[place].adjusted = value }
        batches = tested.filter { $0.count.faulty > 0 }
            .sorted {
                ($0.probability ?? 2, $1.rate, $0.count.batch) < (
                    $1.probability ?? 2, $0.rate, $1.count.batch
                )
            }
    }
}

extension FaultReport.Batch {
    fileprivate init(_ count: BatchCount, others: Int, faulty: Int) {
        self.init(count: count, others: others, othersFaulty: faulty)
        // What has no batch is not one.
        guard !count.batch.isEmpty, count.units >= FaultReport.leastUnits, others > 0 else { return }
        probability = FisherTest.probability(count.faulty, of: count.units, faulty, of: others)
    }
}
