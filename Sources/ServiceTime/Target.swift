package import Model

/// How long something may take: a count and a unit, such as `3 working days`.
package struct Target: Hashable, Sendable, CustomStringConvertible {
    package enum Unit: String, Sendable, CaseIterable {
        /// Elapsed time, whatever the calendar says.
        case minutes, hours
        /// Time counted only while the calendar is open.
        case workingMinutes = "working minutes"
        case workingHours = "working hours"
        /// Days the calendar works on.
        case workingDays = "working days"
        case calendarDays = "calendar days"
        case months, years

        /// Whether holidays move what is counted in it.
        var rests: Bool { self == .workingMinutes || self == .workingHours || self == .workingDays }
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Reads `3 working days`, `1 working day`, `90 minutes`, `15 days`, `2 years`.
    /// - Throws: `TimeFault.notATarget`.
    package init(parsing text: String) throws {
        let words = text.split(separator: " ")
        guard words.count >= 2, let count = Int(words[0]), count > 0, count <= 1_000_000 else {
            throw TimeFault.notATarget(text)
        }
        var name = words.dropFirst().joined(separator: " ")
        if !name.hasSuffix("s") { name += "s" }
        if name == "days" { name = Unit.calendarDays.rawValue }
        guard let unit = Unit(rawValue: name) else { throw TimeFault.notATarget(text) }
        self.init(count, unit)
    }

    package var description: String {
        let name = unit.rawValue
        return "\(count) \(count == 1 ? String(name.dropLast()) : name)"
    }
}

/// When a target falls due.
package struct Due: Hashable, Sendable {
    package var instant: Instant
    /// Whether it rests on a year whose holidays are not official yet; it is counted again when they are imported.
    package var provisional: Bool

    package init(instant: Instant, provisional: Bool = false) {
        self.instant = instant
        self.provisional = provisional
    }
}

package enum TimeFault: Fault, Hashable {
    case notATarget(String)

    package var kind: FaultKind { .badData }
    package var phrase: Phrase {
        switch self {
        case .notATarget(let text): Phrase("time.notATarget", ["text": .text(text)])
        }
    }
}
