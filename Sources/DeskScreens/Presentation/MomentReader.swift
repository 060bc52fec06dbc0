import Model
import ServiceTime

/// Reads moments as people on the phone say them: `14:30` (the next time it is so), `11-26 9:00`, `2026-11-26 09:00`,
/// `+90m`, `+2h`, `+1d`. Local to the desk's calendar.
struct MomentReader {
    let now: Instant
    let calendar: ServiceCalendar

    func read(_ typed: String) -> Instant? {
        let text = typed.split(separator: " ").joined(separator: " ")
        if text.hasPrefix("+") { return later(text.dropFirst()) }
        let parts = text.split(separator: " ")
        guard let minutes = parts.last.flatMap(minutes), parts.count <= 2 else { return nil }
        let today = calendar.localDay(of: now)
        if parts.count == 1 {
            let at = calendar.instant(today, minute: minutes)
            return at > now ? at : calendar.instant(today + 1, minute: minutes)
        }
        return day(parts[0], after: today).map { calendar.instant($0, minute: minutes) }
    }

    private func later(_ text: Substring) -> Instant? {
        guard let unit = text.last, let count = Int(text.dropLast()), (1...10_000).contains(count) else {
            return nil
        }
        switch unit {
        case "m": return now + .minutes(count)
        case "h": return now + .hours(count)
        case "d": return now + .days(count)
        default: return nil
        }
    }

    private func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: text.contains("：") ? "：" : ":").map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// A day without its year is the next of that date.
    private func day(_ text: Substring, after today: Day) -> Day? {
        if let day = Day(text) { return day }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, (1...12).contains(parts[0]), (1...31).contains(parts[1]) else { return nil }
        let day = Day(today.year, parts[0], parts[1])
        return day < today ? Day(today.year + 1, parts[0], parts[1]) : day
    }
}
