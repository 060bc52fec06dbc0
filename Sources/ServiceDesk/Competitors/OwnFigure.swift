import Model
import Quality
import Records
import ServiceTime
import Statistics

extension Reading {
    /// What our own records tell; nil where they tell nothing.
    /// - Parameter segment: whose answers alone count; of what is not asked there are no such.
    func own(
        _ source: OwnSource, _ unit: ServiceMeasure.Unit, on days: ClosedRange<Day>, at now: Instant,
        of segment: GapSegment? = nil
    ) throws -> Estimate? {
        switch source {
        case .clock(let metric, let kinds):
            let told = try figures(.hours, on: days, at: now) { ($0.clocks, $0.kinds) = ([metric], kinds) }
            return told.sides[.delivered]?.scaled(by: unit == .days ? 1 / 24.0 : 1)
        case .kept(let metrics, let kinds):
            return try figures(.share, on: days, at: now) { ($0.clocks, $0.kinds) = (metrics, kinds) }.kept
        case .figure(let name):
            guard let figure = ServiceFigure(rawValue: name) else { return nil }
            let value = try serviceReport(days, figures: [figure], at: now).lines.first?.now
            guard let value, let share = value.value else { return nil }
            return Estimate(value: share, low: value.low, high: value.high, count: value.count)
        case .files:
            let told = try units.onFile(servedIn: rules.span(days))
            return Estimate(share: told.complete, of: told.all)
        case .asked(let questionnaire, let questions, let scale):
            let told = try figures(.points, on: days, of: segment, at: now) {
                $0.perceived = [GapAttribute.Asked(questionnaire, questions)]
            }
            let factor = 6 / (scale - 1)
            return told.sides[.perceived]?.scaled(by: factor, plus: 1 - factor)
        }
    }

    /// Of an attribute that no file names.
    private func figures(
        _ unit: GapAttribute.Unit, on days: ClosedRange<Day>, of segment: GapSegment? = nil, at now: Instant,
        _ fill: (inout GapAttribute) -> Void
    ) throws -> GapFigures {
        var attribute = GapAttribute(name: "", label: Label(en: "", zh: ""), unit: unit)
        fill(&attribute)
        let scope = GapScope(days, segment: segment)
        return try evidence(attribute, scope, rules.gaps(), at: now, beside: false).figures
    }

    /// What we promise on a day, in a unit; nil where nothing is promised.
    func told(_ promised: ServiceMeasure.Promised?, in unit: ServiceMeasure.Unit, on day: Day) -> OwnPromise?
    {
        switch promised {
        case .set(let value): OwnPromise(value: value)
        case .promise(let id):
            rules.promises[id, on: day].flatMap { promise in
                var told = promise.published?.promised(
                    in: unit, by: rules.calendars[promise.calendar], before: day)
                told?.promise = promise
                return told
            }
        case nil: nil
        }
    }
}

/// What we promise, in a measure's unit.
struct OwnPromise: Hashable {
    var value: Double
    /// Whether working time was told as elapsed time by the calendar.
    var isReckoned = false
    /// The one in force on the day; nil where a figure is set.
    var promise: Promise?
}

extension Promise {
    /// In which what it publishes can be told.
    var units: Set<ServiceMeasure.Unit> {
        Set(ServiceMeasure.Unit.allCases.filter { published?.isTold(in: $0) ?? false })
    }
}

extension Target {
    /// So many days before the one asked for tell how long working time lasts: each weekday and holiday once.
    private static let year = 365

    fileprivate func isTold(in unit: ServiceMeasure.Unit) -> Bool {
        count(in: unit) != nil || isWorkingTime && (unit == .hours || unit == .days)
    }

    private var isWorkingTime: Bool {
        switch unit {
        case .workingMinutes, .workingHours, .workingDays: true
        default: false
        }
    }

    /// Working time is also told as elapsed time: what it lasts on average by the calendar, begun in the middle of each
    /// working day of the year before.
    fileprivate func promised(
        in unit: ServiceMeasure.Unit, by calendar: ServiceCalendar?, before day: Day
    ) -> OwnPromise? {
        if let count = count(in: unit) { return OwnPromise(value: count) }
        guard isTold(in: unit), let calendar else { return nil }
        let hours = (1...Self.year).compactMap { back -> Double? in
            let windows = calendar.workingIntervals(on: day + -back)
            guard let first = windows.first, let last = windows.last else { return nil }
            let start = first.start + Span(milliseconds: (last.end - first.start).milliseconds / 2)
            return Double((calendar.due(from: start, self).instant - start).milliseconds) / 3_600_000
        }
        guard !hours.isEmpty else { return nil }
        let mean = hours.reduce(0, +) / Double(hours.count)
        return OwnPromise(value: unit == .days ? mean / 24 : mean, isReckoned: true)
    }

    /// Nil where the units are not of one kind: only a calendar knows how many hours three working days are.
    private func count(in unit: ServiceMeasure.Unit) -> Double? {
        let count = Double(count)
        let hours: Double? =
            switch self.unit {
            case .minutes: count / 60
            case .hours: count
            case .calendarDays: count * 24
            default: nil
            }
        switch unit {
        case .hours: return hours
        case .days: return hours.map { $0 / 24 }
        case .workingHours:
            return self.unit == .workingHours ? count : self.unit == .workingMinutes ? count / 60 : nil
        case .workingDays: return self.unit == .workingDays ? count : nil
        case .years: return self.unit == .years ? count : self.unit == .months ? count / 12 : nil
        case .points, .share: return nil
        }
    }
}
