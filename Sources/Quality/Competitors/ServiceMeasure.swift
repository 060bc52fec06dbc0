package import Model

/// By what a service is compared between companies.
package struct ServiceMeasure: Sendable, Hashable, Identifiable {
    package enum Unit: String, Sendable, CaseIterable {
        /// Of elapsed time.
        case hours
        case days
        /// While the house works.
        case workingHours = "working hours"
        case workingDays = "working days"
        case years
        /// From 1 to 7.
        case points
        /// 0 to 1.
        case share

        package var range: ClosedRange<Double> {
            switch self {
            case .points: 1...7
            case .share: 0...1
            case .hours, .days, .workingHours, .workingDays, .years: 0...100_000
            }
        }
    }

    package enum Better: String, Sendable, CaseIterable {
        case less, more
        /// Neither: shown, not ranked.
        case none
    }

    /// What we promise.
    package enum Promised: Sendable, Hashable {
        /// A promise of the promise files, while it is in force.
        case promise(String)
        case set(Double)
    }

    package var service: String
    package var name: String
    package var label: Label
    package var unit: Unit
    package var better: Better
    package var promised: Promised?
    package var delivered: OwnSource?

    /// `delivery/time`
    package var id: String { "\(service)/\(name)" }

    package init(service: String, name: String, label: Label, unit: Unit, better: Better) {
        (self.service, self.name, self.label) = (service, name, label)
        (self.unit, self.better) = (unit, better)
    }
}

/// A service line that companies are compared in.
package struct ComparedService: Sendable, Hashable {
    package var name: String
    package var label: Label
    package var measures: [ServiceMeasure]

    package init(name: String, label: Label, measures: [ServiceMeasure]) {
        (self.name, self.label, self.measures) = (name, label, measures)
    }
}
