package import Model

/// What a desk learnt from its own visits; kept, and used in place of what the rule files say, once somebody put it in
/// force.
package struct Learnt: Sendable, Hashable, Codable {
    package var figures: [LearntFigure]

    package init(_ figures: [LearntFigure] = []) { self.figures = figures }

    package func figure(_ what: LearntFigure.What, _ about: LearntFigure.About = LearntFigure.About())
        -> LearntFigure?
    {
        figures.first { $0.what == what && $0.about == about }
    }
}

/// One thing learnt.
package struct LearntFigure: Sendable, Hashable, Codable {
    package enum What: String, Sendable, Hashable, Codable, CaseIterable {
        /// Minutes on site of who works at the usual pace; the median, as visits last.
        case duration
        /// Time on site as a multiple of the planned one, for all of a product, or for everything.
        case length
        /// A technician's time on site as a multiple of the others'.
        case pace
        /// Time on the way as a multiple of the planned one, to a zone or to everywhere.
        case way
        /// The same for an hour of the local day, on top of the zone's.
        case hour
        /// Visits that found nobody, as a share of those that came.
        case noAccess
        /// Jobs settled by one visit, as a share of those settled.
        case firstTime

        /// Whether slots or plans go by it; the others are told only.
        package var isPlannedWith: Bool { self != .noAccess }
    }

    /// Whom or what it is about; what is empty is everything.
    package struct About: Sendable, Hashable, Codable {
        package var product = ""
        package var fault = ""
        package var kind = ""
        package var technician: StaffID?
        package var zone = ""
        package var hour: Int?

        package init(
            product: String = "", fault: String = "", kind: String = "", technician: StaffID? = nil,
            zone: String = "", hour: Int? = nil
        ) {
            (self.product, self.fault, self.kind) = (product, fault, kind)
            (self.technician, self.zone, self.hour) = (technician, zone, hour)
        }
    }

    package var what: What
    package var about: About
    /// What the rule files say; nil where they say nothing.
    package var planned: Double?
    package var estimate: Estimate

    package init(_ what: What, _ about: About, planned: Double?, _ estimate: Estimate) {
        (self.what, self.about, self.planned, self.estimate) = (what, about, planned, estimate)
    }
}
