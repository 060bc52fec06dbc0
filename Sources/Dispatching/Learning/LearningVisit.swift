package import Model

/// A visit with what the rule files would have planned for it, ready to be learnt from.
package struct LearningVisit: Sendable, Hashable {
    package var record: VisitRecord
    /// Minutes on site by product, fault and the technician's terms.
    package var plannedMinutes: Int
    /// The same for whoever works at the usual pace.
    package var usualMinutes: Int
    /// Minutes and kilometres from where the technician set out; nil when it is not known where that was.
    package var plannedWay: (minutes: Int, kilometres: Double)? {
        get { way.map { ($0.minutes, $0.kilometres) } }
        set { way = newValue.map { Way(minutes: $0.minutes, kilometres: $0.kilometres) } }
    }
    /// The local hour of setting out.
    package var hour: Int
    /// Whether the job was settled at once; nil when this visit is not the one that a job is counted by.
    package var firstTime: Bool?
    private var way: Way?

    private struct Way: Sendable, Hashable {
        var minutes: Int
        var kilometres: Double
    }

    package init(
        _ record: VisitRecord, plannedMinutes: Int, usualMinutes: Int? = nil,
        plannedWay: (minutes: Int, kilometres: Double)? = nil, hour: Int = 0, firstTime: Bool? = nil
    ) {
        (self.record, self.plannedMinutes, self.hour) = (record, plannedMinutes, hour)
        (self.usualMinutes, self.firstTime) = (usualMinutes ?? plannedMinutes, firstTime)
        self.plannedWay = plannedWay
    }
}

/// Why a visit tells nothing of how long work or ways take.
package enum LeftOut: String, Sendable, Hashable, CaseIterable {
    /// It ended without the work being done, so its time is not the work's.
    case notDone
    case noArrival
    case noTechnician
    /// Finished before arriving, or arrived before setting out.
    case backwards
    /// Arriving and finishing were written down together.
    case together
    /// Nobody said for many hours that it was finished.
    case forgotten
    /// Six times the planned time or more, or a sixth or less: something else happened.
    case implausible
    case notSetOut
    /// Where the technician came from is not known on the map.
    case unknownWay
    /// Next door: parking is longer than the way.
    case nextDoor

    static let forgottenAfter = Span.hours(10)
    static let togetherWithin = Span.minutes(3)
    /// Kilometres.
    static let nextDoorWithin = 1.0
    static let implausibleFrom = 6.0
}

extension LearningVisit {
    /// Minutes on site, or why they do not count.
    func onSite() -> Result<Double, Reason> {
        guard record.outcome == .done, plannedMinutes > 0 else { return .failure(Reason(.notDone)) }
        guard record.technician != nil else { return .failure(Reason(.noTechnician)) }
        guard let arrived = record.arrivedAt, let finished = record.finishedAt else {
            return .failure(Reason(.noArrival))
        }
        let spent = finished - arrived
        if spent < .zero { return .failure(Reason(.backwards)) }
        if spent < LeftOut.togetherWithin { return .failure(Reason(.together)) }
        if spent > LeftOut.forgottenAfter { return .failure(Reason(.forgotten)) }
        return plausible(Double(spent.milliseconds) / 60_000, of: Double(plannedMinutes))
    }

    /// Minutes on the way, or why they do not count.
    func onTheWay() -> Result<Double, Reason> {
        guard let arrived = record.arrivedAt else { return .failure(Reason(.noArrival)) }
        guard let setOut = record.setOutAt else { return .failure(Reason(.notSetOut)) }
        guard let way = plannedWay else { return .failure(Reason(.unknownWay)) }
        let spent = arrived - setOut
        if spent < .zero { return .failure(Reason(.backwards)) }
        guard way.kilometres >= LeftOut.nextDoorWithin, way.minutes > 0 else {
            return .failure(Reason(.nextDoor))
        }
        if spent < .minutes(1) { return .failure(Reason(.together)) }
        return plausible(Double(spent.milliseconds) / 60_000, of: Double(way.minutes))
    }

    private func plausible(_ minutes: Double, of planned: Double) -> Result<Double, Reason> {
        let ratio = minutes / planned
        return ratio < LeftOut.implausibleFrom && ratio > 1 / LeftOut.implausibleFrom
            ? .success(minutes) : .failure(Reason(.implausible))
    }

    struct Reason: Error {
        let leftOut: LeftOut
        init(_ leftOut: LeftOut) { self.leftOut = leftOut }
    }
}
