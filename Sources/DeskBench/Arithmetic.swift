import Model
import ServiceDesk
import ServiceTime

/// Calendar additions a second, over a year of starts and the usual units.
func benchCalendar(rules: Rules) throws {
    let calendar = rules.deskCalendar
    let targets = try ["90 minutes", "4 working hours", "3 working days", "15 calendar days", "2 months"]
        .map { try Target(parsing: $0) }
    var sum: Int64 = 0
    let count = 500_000
    let start = Times.now()
    for n in 0..<count {
        let from = Instant(milliseconds: 1_767_225_600_000 + Int64(n) * 61_000)
        sum &+= calendar.due(from: from, targets[n % targets.count]).instant.milliseconds
    }
    let rate = Double(count) / (Times.now() - start)
    report("calendar additions per second", decimals(rate, 0), goal: "goal: 1,000,000 (sum \(sum % 1000))")
}
