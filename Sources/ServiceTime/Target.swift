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

        /// The most that is read of it: about fifty years, within what the tables of a calendar cover.
        var most: Int {
            switch self {
            case .minutes, .workingMinutes: 1_000_000
            case .hours: 438_000
            case .workingHours: 100_000
            case .workingDays: 12_500
            case .calendarDays: 18_262
            case .months: 600
            case .years: 50
            }
        }
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Reads `3 working days`, `1 working day`, `90 minutes`, `15 days`, `2 years`.
    /// - Throws: `TimeFault`: not a target, or over fifty years long.
    package init(parsing text: String) throws {
        let words = text.split(separator: " ")
        guard words.count >= 2, let count = Int(words[0]), count > 0 else { throw TimeFault.notATarget(text) }
        var name = words.dropFirst().joined(separator: " ")
        if !name.hasSuffix("s") { name += "s" }
        if name == "days" { name = Unit.calendarDays.rawValue }
        guard let unit = Unit(rawValue: name) else { throw TimeFault.notATarget(text) }
        guard count <= unit.most else { throw TimeFault.tooLong(text, most: Target(unit.most, unit)) }
        self.init(count, unit)
    }

    package var description: String {
        let name = unit.rawValue
        return "\(count) \(count == 1 ? String(name.dropLast()) : name)"
    }

    /// As a person says it: `3 working days`, `3 个工作日`.
    package var phrase: Phrase { Phrase("workflow.amount.\(unit)", ["count": .count(count)]) }

    /// Whether it is longer than another whenever it starts. False where that depends on the start, such as 7 working
    /// days and 10 calendar days.
    func isAlwaysLonger(than other: Target) -> Bool {
        let (mine, others) = (measured, other.measured)
        return mine.stick == others.stick && mine.amount > others.amount
    }

    private enum Stick { case elapsed, open, workdays, days, months }

    /// Its length on the stick it is measured with.
    private var measured: (stick: Stick, amount: Int) {
        switch unit {
        case .minutes: (.elapsed, count)
        case .hours: (.elapsed, count * 60)
        case .workingMinutes: (.open, count)
        case .workingHours: (.open, count * 60)
        case .workingDays: (.workdays, count)
        case .calendarDays: (.days, count)
        case .months: (.months, count)
        case .years: (.months, count * 12)
        }
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
    case tooLong(String, most: Target)

    package var kind: FaultKind { .badData }
    package var phrase: Phrase {
        switch self {
        case .notATarget(let text): Phrase("time.notATarget", ["text": .text(text)])
        case .tooLong(let text, let most):
            Phrase("time.tooLong", ["text": .text(text), "most": .phrase(most.phrase)])
        }
    }
}
