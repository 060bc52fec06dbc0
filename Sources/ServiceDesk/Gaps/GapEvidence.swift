import Model
import Quality
import Records
import Statistics

/// What the gaps of one attribute are told from, row by row: the figures, their causes and the rows shown are all made of it.
struct GapEvidence {
    let attribute: GapAttribute
    var expected: [Told] = []
    var believed: [Told] = []
    var perceived: [Told] = []
    var jobs: [Job] = []
    /// What reviews of agents' work came to, in points, each one row. They have no subject here: whose work it was is shown
    /// by the reviews, to those who may see them.
    var reviewed: [Double] = []
    /// Of the standard and of what is promised, where no clock tells it.
    var standard: Double?
    var promised: Double?

    /// What one person said.
    struct Told {
        var subject: Subject
        var caseID: CaseID?
        var moment: Instant
        var value: Double
        /// What that very job really took; nil where no clock of it is known.
        var took: Double?
        var facts: [GapField: String]
    }

    /// What one clock shows.
    struct Job {
        var subject: Subject
        var caseID: CaseID?
        var moment: Instant
        /// Hours, or 1 for what was kept and 0 for what was not.
        var delivered: Double
        /// What its clock was given, in hours.
        var standard: Double
        var promised: Double
        /// Within the house's own target, and within the one published.
        var isKept: Bool
        var isPromiseKept: Bool
        var isOpen: Bool
        var facts: [GapField: String]
    }

    // MARK: Figures

    var figures: GapFigures {
        var sides: [GapSide: Estimate] = [:]
        sides[.expected] = attribute.estimate(expected.map(\.value), of: attribute.expected)
        sides[.believed] = attribute.estimate(believed.map(\.value), of: attribute.believed)
        sides[.perceived] = attribute.estimate(perceived.map(\.value), of: attribute.perceived.first)
        sides[.standard] = target(attribute.standard, standard, \.standard)
        sides[.promised] = target(attribute.promised, promised, \.promised)
        sides[.delivered] = delivered
        var together: [ServiceGap: Double] = [:]
        if attribute.standard == .clocks {
            together[.behavioural] = attribute.correlation(jobs.map { ($0.standard, $0.delivered) })
        }
        if attribute.promised == .clocks {
            together[.promotion] = attribute.correlation(jobs.map { ($0.promised, $0.delivered) })
        }
        return GapFigures(
            sides, moreIsBetter: attribute.unit.moreIsBetter, correlations: together,
            kept: attribute.unit.isTime || !attribute.reviews.isEmpty ? nil : kept(\.isPromiseKept))
    }

    private func target(_ target: GapAttribute.Target?, _ set: Double?, _ given: KeyPath<Job, Double>)
        -> Estimate?
    {
        target == .clocks ? attribute.estimate(jobs.map { $0[keyPath: given] }) : set.map(Estimate.exact)
    }

    private var delivered: Estimate? {
        guard attribute.reviews.isEmpty else { return attribute.estimate(reviewed) }
        return attribute.unit.isTime ? attribute.estimate(jobs.map(\.delivered)) : kept(\.isKept)
    }

    /// How many were kept, in points or as a share.
    private func kept(_ target: KeyPath<Job, Bool>) -> Estimate? {
        let share = Estimate(share: jobs.count { $0[keyPath: target] }, of: jobs.count)
        return attribute.unit == .points ? share?.scaled(by: 6, plus: 1) : share
    }

    /// How far people are out about the very jobs they were asked of.
    var paired: Estimate? {
        attribute.estimate(
            perceived.compactMap { told in told.took.map { direction * (told.value - $0) } })
    }

    /// How many were kept within the house's own target.
    var attained: Estimate? { Estimate(share: jobs.count(where: \.isKept), of: jobs.count) }

    private var direction: Double { attribute.unit.moreIsBetter ? 1 : -1 }

    // MARK: Rows

    /// The rows a gap is told from on its second side, each with what it adds.
    func rows(_ gap: ServiceGap, _ figures: GapFigures) -> [GapRow] {
        guard figures[gap] != nil, let reference = figures.sides[gap.sides.from]?.value else { return [] }
        switch gap {
        case .understanding: return believed.map { row($0, against: reference) }
        case .total: return perceived.map { row($0, against: reference) }
        case .perception: return perceived.map { row($0, against: $0.took ?? reference) }
        case .procedural:
            guard attribute.hasRows(gap) else { return [] }
            return jobs.map { row($0, $0.standard, against: reference) }
        case .behavioural:
            let isOwn = attribute.standard == .clocks
            return jobs.map { row($0, value(of: $0, \.isKept), against: isOwn ? $0.standard : reference) }
        case .promotion:
            let isOwn = attribute.promised == .clocks
            return jobs.map {
                row($0, value(of: $0, \.isPromiseKept), against: isOwn ? $0.promised : reference)
            }
        }
    }

    private func value(of job: Job, _ target: KeyPath<Job, Bool>) -> Double {
        switch attribute.unit {
        case .hours, .workingHours: job.delivered
        case .points: job[keyPath: target] ? 7 : 1
        case .share: job[keyPath: target] ? 1 : 0
        }
    }

    private func row(_ told: Told, against: Double) -> GapRow {
        GapRow(
            subject: told.subject, caseID: told.caseID, moment: told.moment, value: told.value,
            against: against,
            share: GapShare(amount: direction * (told.value - against), facts: told.facts))
    }

    private func row(_ job: Job, _ value: Double, against: Double) -> GapRow {
        GapRow(
            subject: job.subject, caseID: job.caseID, moment: job.moment, value: value, against: against,
            share: GapShare(amount: direction * (value - against), facts: job.facts))
    }
}
