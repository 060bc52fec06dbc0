import Model
import Quality
import ServiceTime
import Statistics

extension Reading {
    /// What our own records tell; nil where they tell nothing.
    func own(_ source: OwnSource, _ unit: ServiceMeasure.Unit, on days: ClosedRange<Day>, at now: Instant)
        throws
        -> Estimate?
    {
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
        case .asked(let questionnaire, let questions, let scale):
            let told = try figures(.points, on: days, at: now) {
                $0.perceived = [GapAttribute.Asked(questionnaire, questions)]
            }
            let factor = 6 / (scale - 1)
            return told.sides[.perceived]?.scaled(by: factor, plus: 1 - factor)
        }
    }

    /// Of an attribute that no file names.
    private func figures(
        _ unit: GapAttribute.Unit, on days: ClosedRange<Day>, at now: Instant,
        _ fill: (inout GapAttribute) -> Void
    ) throws -> GapFigures {
        var attribute = GapAttribute(name: "", label: Label(en: "", zh: ""), unit: unit)
        fill(&attribute)
        return try evidence(attribute, GapScope(days), rules.gaps(), at: now, beside: false).figures
    }

    /// What we promise on a day; nil where nothing is promised.
    func promised(_ measure: ServiceMeasure, on day: Day) -> Double? {
        switch measure.promised {
        case .set(let value): value
        case .promise(let id):
            rules.promises[id].flatMap { $0.isInForce(on: day) ? $0.published : nil }?.count(in: measure.unit)
        case nil: nil
        }
    }
}

extension Promise {
    /// In which what it publishes can be told.
    var units: Set<ServiceMeasure.Unit> {
        Set(ServiceMeasure.Unit.allCases.filter { published?.count(in: $0) != nil })
    }
}

extension Target {
    /// Nil where the units are not of one kind: nobody knows how many hours three working days are.
    func count(in unit: ServiceMeasure.Unit) -> Double? {
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
