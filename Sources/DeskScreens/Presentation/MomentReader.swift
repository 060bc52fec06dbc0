import Model
import ServiceDesk
import ServiceTime

/// Reads moments as people on the phone say them: `14:30` (the next time it is so), `tomorrow 9:00`, `明天14:30`,
/// `11-26 9:00`, `2026-11-26 09:00`, `+90m`, `+2h`, `+1d`; the day in any form a `DayReader` knows. Local to the desk's
/// calendar.
struct MomentReader {
    let now: Instant
    let calendar: ServiceCalendar

    func read(_ typed: String) -> Instant? {
        if typed.hasPrefix("+") { return later(typed.dropFirst()) }
        let text = typed.map { $0 == "：" ? ":" : $0 }
        let time = text.reversed().prefix { $0.isNumber || $0 == ":" }.count
        guard let minutes = ClockText.minute(String(text.suffix(time))) else { return nil }
        let day = String(text.dropLast(time)).trimmed
        let today = calendar.localDay(of: now)
        if day.isEmpty {
            let at = calendar.instant(today, minute: minutes)
            return at > now ? at : calendar.instant(today + 1, minute: minutes)
        }
        return DayReader(today: today).read(day).map { calendar.instant($0, minute: minutes) }
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
}
