package import Model
import ServiceTime

/// The standards that control the service, each with what it comes to now.
package struct ControlReport: Sendable {
    package enum Sign: String, Sendable {
        case kept
        /// Short of the target, not yet to be warned of.
        case close
        case missed
        /// Nothing was counted.
        case unknown
    }

    package struct Line: Sendable {
        package var control: Organisation.Control
        package var days: ClosedRange<Day>
        package var now: FigureValue
        /// Of as many days before.
        package var before: FigureValue

        package var sign: Sign {
            guard let value = now.value, let more = control.figure.moreIsBetter else { return .unknown }
            func reaches(_ bound: Double) -> Bool { more ? value >= bound : value <= bound }
            return reaches(control.target)
                ? .kept : reaches(control.warn) && value != control.warn ? .close : .missed
        }

        /// Whether chance may have brought it on this side of the target: the target lies within the share's interval.
        package var isUnsure: Bool {
            guard let low = now.low, let high = now.high else { return false }
            return low <= control.target && control.target <= high
        }
    }

    package var lines: [Line]
}

extension Reading {
    package func controlReport(at now: Instant) throws -> ControlReport {
        let today = rules.localDay(now)
        return ControlReport(
            lines: try rules.organisation().controls.compactMap { control in
                let days = today - (control.days - 1)...today
                return try serviceReport(days, figures: [control.figure], at: now).lines.first.map {
                    ControlReport.Line(control: control, days: days, now: $0.now, before: $0.before)
                }
            })
    }
}
