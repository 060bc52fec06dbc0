/// A length of time as rule files write it: `30 minutes`, `2 working hours`, `3 working days`, `15 calendar days`,
/// `1 month`. Only its shape is known here; ServiceTime counts it on a calendar.
package struct TimedAmount: Hashable, Sendable, CustomStringConvertible {
    package enum Unit: String, Sendable, CaseIterable {
        case minutes
        case hours
        case workingHours = "working hours"
        case workingDays = "working days"
        case calendarDays = "calendar days"
        case months
        case years
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// More minutes than anybody waits for, and years far from where instants end.
    private static let most = 1_000_000

    /// Nil for anything that is not a positive whole number and a unit; `1 working day` and `15 days` are understood.
    package init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2, let count = Int(words[0]), 1...Self.most ~= count else { return nil }
        var name = words.dropFirst().joined(separator: " ")
        if !name.hasSuffix("s") { name += "s" }
        if name == "days" { name = Unit.calendarDays.rawValue }
        guard let unit = Unit(rawValue: name) else { return nil }
        self.init(count, unit)
    }

    /// The text ServiceTime reads: `3 working days`, `1 working day`.
    package var description: String {
        "\(count) \(count == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue)"
    }
}

/// When something is due that a workflow arranges.
package enum TimedMoment: Hashable, Sendable {
    /// So long after the step, counted on a calendar of `Resources/calendars`.
    case after(TimedAmount, calendar: String)
    /// At the moment a field or fact holds; nothing is due when it is empty.
    case at(field: String)
}

/// A transition to be taken by the desk itself when its moment comes, unless the state was left before.
package struct TimerOrder: Hashable, Sendable {
    package let transition: String
    package let moment: TimedMoment
}
