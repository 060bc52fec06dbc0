package import Model

extension FaultReport {
    /// A number of a fault of a product, or of a batch.
    package enum Figure: String, Sendable, CaseIterable {
        case cases, upToHere, unitsOfProduct, rate
        case faulty, units, share, others, p, adjusted

        /// Whether it is of a batch.
        private var isOfBatch: Bool {
            switch self {
            case .cases, .upToHere, .unitsOfProduct, .rate: false
            case .faulty, .units, .share, .others, .p, .adjusted: true
            }
        }

        private var word: String { self == .unitsOfProduct ? "units" : rawValue }

        package static let ofFaults = allCases.filter { !$0.isOfBatch }
        package static let ofBatches = allCases.filter(\.isOfBatch)

        package var label: Phrase { Phrase("faults.title.\(word)") }
        /// Over a column of nine cells.
        package var short: Phrase {
            isOfBatch ? Phrase("boards.batch.\(word)") : Phrase("boards.fault.\(word)")
        }
        /// How it is counted.
        package var definition: Phrase {
            isOfBatch ? Phrase("boards.batchOf.\(word)") : Phrase("boards.faultOf.\(word)")
        }
    }

    /// What is counted row by row: cases that name a fault, and units of a batch with one.
    package enum Counted: String, Sendable, CaseIterable { case cases, faulty }
}

extension Reading {
    /// The very rows behind the faults or the batches of a report, as many as it counts.
    /// - Parameter group: only of this fault or batch, as `FaultReport.Line.key` and `FaultReport.Batch.key`; nil for all.
    package func faultRows(
        _ counted: FaultReport.Counted, group: String?, of report: FaultReport, letters: Int
    ) throws
        -> [ReportRow]
    {
        switch counted {
        case .cases:
            try report.lines.filter { group == nil || $0.key == group }.flatMap {
                try faultRows(of: $0.product, naming: $0.fault, report.days)
            }
        case .faulty:
            try report.batches.filter { group == nil || $0.key == group }.flatMap {
                try faultyUnits(of: $0.product, batch: $0.name, letters: letters, report.days)
            }
        }
    }
}

extension FaultReport.Line {
    /// `air-conditioner/noise`
    package var key: String { "\(product)/\(fault)" }
}

extension FaultReport.Batch {
    /// `air-conditioner/AC2411`
    package var key: String { "\(product)/\(name)" }
}
