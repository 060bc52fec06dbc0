import Foundation
package import Model
import Statistics

/// Learns from a desk's visits how long work and ways really take, how often nobody is there, and how often one visit is
/// enough. What is planned by data comes first: an estimate leaves it as far as there are visits to say so.
///
/// Times are learnt as logarithms of their ratio to the planned ones (they are skewed, and what makes work longer makes
/// it so by a share): a ratio for everything, one for each product, one for each fault of it, one for each technician;
/// for ways one for each zone and hour (`EffectsModel`). So a technician with the hard jobs is not thought slow, nor a
/// fault long that the slow one gets. Shares are learnt with a beta prior about the desk's own. No chance in it: the
/// same visits give the same.
package struct Learner {
    package private(set) var learnt = Learnt()
    /// Visits that say nothing of how long work takes, by why; and those of ways.
    package private(set) var leftOutOfDurations: [LeftOut: [VisitID]] = [:]
    package private(set) var leftOutOfWays: [LeftOut: [VisitID]] = [:]
    /// How many were looked at.
    package let visits: Int

    package init(_ visits: [LearningVisit]) {
        let visits = visits.sorted { $0.record.id < $1.record.id }
        self.visits = visits.count
        learnt.figures = durations(visits) + ways(visits)
        learnt.figures += Self.shares(.noAccess, visits) { visit in
            visit.record.isAttended || visit.record.outcome == .noAccess
                ? visit.record.outcome == .noAccess : nil
        }
        learnt.figures += Self.shares(.firstTime, visits) { $0.firstTime }
    }

    // MARK: Time on site

    private mutating func durations(_ visits: [LearningVisit]) -> [LearntFigure] {
        var counted: [(visit: LearningVisit, minutes: Double)] = []
        for visit in visits {
            switch visit.onSite() {
            case .success(let minutes): counted.append((visit, minutes))
            case .failure(let why): leftOutOfDurations[why.leftOut, default: []].append(visit.record.id)
            }
        }
        let model = EffectsModel(
            [Self.everything, Self.product, Self.matter, Self.technician], noise: Self.workNoise,
            counted.map { visit, minutes in
                EffectsModel.Observation(
                    value: log(minutes / Double(visit.plannedMinutes)),
                    levels: [
                        "", visit.record.product, visit.record.matter,
                        visit.record.technician?.description,
                    ])
            })
        func ratio(_ levels: [String?], _ visits: Int) -> Estimate { model.sum(levels).ratio(visits) }

        var figures: [LearntFigure] = []
        if !counted.isEmpty {
            figures.append(
                LearntFigure(.length, .init(), planned: 1, ratio(["", nil, nil, nil], counted.count)))
        }
        for (product, mine) in Self.grouped(counted, by: { $0.visit.record.product }) where !product.isEmpty {
            figures.append(
                LearntFigure(
                    .length, .init(product: product), planned: 1,
                    ratio(["", product, nil, nil], mine.count)))
        }
        for (_, mine) in Self.grouped(counted, by: { $0.visit.record.matter }) {
            let record = mine[0].visit.record
            let planned = Double(mine[mine.count - 1].visit.usualMinutes)
            figures.append(
                LearntFigure(
                    .duration,
                    .init(product: record.product, fault: record.fault, kind: record.kind),
                    planned: planned,
                    ratio(["", record.product, record.matter, nil], mine.count).times(planned)))
        }
        for (_, mine) in Self.grouped(
            counted, by: { ($0.visit.record.technician ?? StaffID(0)).number })
        {
            let technician = mine[0].visit.record.technician
            figures.append(
                LearntFigure(
                    .pace, .init(technician: technician), planned: 1,
                    ratio([nil, nil, nil, technician?.description], mine.count)))
        }
        return figures
    }

    // MARK: Ways

    private mutating func ways(_ visits: [LearningVisit]) -> [LearntFigure] {
        var counted: [(visit: LearningVisit, ratio: Double)] = []
        for visit in visits where visit.record.outcome != .open {
            switch visit.onTheWay() {
            case .success(let minutes):
                counted.append((visit, minutes / Double(visit.plannedWay?.minutes ?? 1)))
            case .failure(let why): leftOutOfWays[why.leftOut, default: []].append(visit.record.id)
            }
        }
        guard !counted.isEmpty else { return [] }
        let model = EffectsModel(
            [Self.everything, Self.zone, Self.hour], noise: Self.wayNoise,
            counted.map { visit, ratio in
                EffectsModel.Observation(
                    value: log(ratio), levels: ["", visit.record.zone, String(visit.hour)])
            })
        let all = LearntFigure(
            .way, .init(), planned: 1, model.sum(["", nil, nil]).ratio(counted.count))
        let zones = Self.grouped(counted, by: { $0.visit.record.zone }).filter { !$0.0.isEmpty }.map {
            LearntFigure(
                .way, .init(zone: $0), planned: 1, model.sum(["", $0, nil]).ratio($1.count))
        }
        let hours = Self.grouped(counted, by: { $0.visit.hour }).map {
            LearntFigure(
                .hour, .init(hour: $0), planned: 1, model.sum([nil, nil, String($0)]).ratio($1.count))
        }
        return [all] + zones + hours
    }

    // MARK: Shares

    private static func shares(
        _ what: LearntFigure.What, _ visits: [LearningVisit], _ isHit: (LearningVisit) -> Bool?
    ) -> [LearntFigure] {
        let counted = visits.compactMap { visit in isHit(visit).map { (visit: visit, isHit: $0) } }
        guard !counted.isEmpty else { return [] }
        let hits = counted.count { $0.isHit }
        // Jeffreys's prior for the whole desk.
        let all = Shares.posterior(hits, of: counted.count, prior: (0.5, 0.5))
        let dimensions: [(LearningVisit) -> LearntFigure.About] = [
            { .init(product: $0.record.product) },
            { .init(product: $0.record.product, fault: $0.record.fault) },
            { .init(technician: $0.record.technician) },
            { .init(zone: $0.record.zone) },
        ]
        return dimensions.reduce(into: [LearntFigure(what, .init(), planned: nil, all)]) { figures, about in
            let groups = Dictionary(grouping: counted, by: { about($0.visit) })
                .map { (about: $0, hits: $1.count { $0.isHit }, count: $1.count) }
                .sorted { $0.about.order < $1.about.order }
            let strength = Shares.strength(groups.map { ($0.hits, $0.count) }, mean: all.value)
            let prior = (hits: all.value * strength, misses: (1 - all.value) * strength)
            for group in groups where !figures.contains(where: { $0.about == group.about }) {
                figures.append(
                    LearntFigure(
                        what, group.about, planned: nil,
                        Shares.posterior(group.hits, of: group.count, prior: prior)))
            }
        }
    }

    private static func grouped<Element, Key: Hashable & Comparable>(
        _ elements: [Element], by key: (Element) -> Key
    ) -> [(Key, [Element])] {
        Dictionary(grouping: elements, by: key).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    // MARK: What is believed before any visit

    // Standard deviations of logarithms: 0.2 is about a fifth more or less. Defaults of ours.
    private static let everything = EffectsModel.Group(spread: 0.25, weight: .infinity)
    private static let product = EffectsModel.Group(spread: 0.15, weight: 4)
    private static let matter = EffectsModel.Group(spread: 0.2, weight: 4)
    private static let technician = EffectsModel.Group(spread: 0.12, weight: 4)
    private static let zone = EffectsModel.Group(spread: 0.2, weight: 4)
    private static let hour = EffectsModel.Group(spread: 0.15, weight: 4)
    private static let workNoise = EffectsModel.Group(spread: 0.35, weight: 6)
    private static let wayNoise = EffectsModel.Group(spread: 0.3, weight: 6)
}

extension VisitRecord {
    /// What the work is: product, fault and kind of case as one name.
    fileprivate var matter: String { "\(product)/\(fault)/\(kind)" }
}

extension LearntFigure.About {
    fileprivate var order: String {
        "\(product)/\(fault)/\(kind)/\(zone)/\(String(1_000_000_000 + (technician?.number ?? 0)))"
    }
}

extension EffectsModel.Sum {
    /// Of logarithms: the median of the ratio, and between what it lies in 90 of 100 cases.
    fileprivate func ratio(_ visits: Int) -> Estimate {
        let reach = 1.6448536269514722 * deviation
        return Estimate(
            value: exp(value), low: exp(value - reach), high: exp(value + reach), visits: visits)
    }
}

extension Estimate {
    fileprivate func times(_ factor: Double) -> Estimate {
        Estimate(value: value * factor, low: low * factor, high: high * factor, visits: visits)
    }
}
