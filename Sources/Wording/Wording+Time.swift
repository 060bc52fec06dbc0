import Foundation
package import Model

extension Wording {
    // MARK: Days and times of day

    /// `2026-02-03`
    package func day(_ day: Day) -> String { say("format.day", civil(day)) }

    /// Without the year, with the day of the week: `Tue 3 Feb`, `2月3日 周二`.
    package func dayOfWeek(_ day: Day) -> String { say("format.dayOfWeek", civil(day)) }

    /// Beside its neighbours, where the month is known: `Tue 3`, `3日 周二`.
    package func dayOfMonth(_ day: Day) -> String { say("format.dayOfMonth", civil(day)) }

    /// A month of its year: `Feb 2026`, `2026 年 2 月`.
    package func month(_ day: Day) -> String { say("format.month", civil(day)) }

    /// `Tue`, `周二`; 1 is Monday.
    package func weekday(_ number: Int) -> String { say("weekday.\(number)") }

    /// The day on which a week begins where this language is spoken, as calendars show it; 1 is Monday, 7 Sunday.
    package var weekStart: Int {
        guard let day = Int(say("format.weekStart")), (1...7).contains(day) else { return 1 }
        return day
    }

    /// `14:30`, in `zone`.
    package func time(_ instant: Instant) -> String { clockTime(local(instant).minutes) }

    /// `2026-02-03 14:30`, in `zone`.
    package func moment(_ instant: Instant) -> String {
        let (day, minutes) = local(instant)
        return say("format.moment", ["day": .day(day), "time": .text(clockTime(minutes))])
    }

    /// As short as `now` allows: `14:30` today, `tomorrow 09:00`, `3 Feb 14:30` this year, else the whole.
    package func near(_ instant: Instant, now: Instant) -> String {
        let (day, minutes) = local(instant)
        let today = local(now).day
        let time = PhraseFact.text(clockTime(minutes))
        switch day - today {
        case 0: return clockTime(minutes)
        case 1: return say("format.tomorrow", ["time": time])
        case -1: return say("format.yesterday", ["time": time])
        default:
            guard day.year == today.year else { return moment(instant) }
            return say("format.thisYear", civil(day).merging(["time": time]) { a, _ in a })
        }
    }

    /// A promised or planned stretch of one day: `Tue 3 Feb 14:00-16:00`; both moments when it spans days.
    package func window(_ window: Window) -> String {
        let (start, end) = (local(window.start), local(window.end))
        guard start.day == end.day else {
            return say("format.stretch", ["from": .instant(window.start), "to": .instant(window.end)])
        }
        return say(
            "format.window",
            [
                "day": .text(dayOfWeek(start.day)), "from": .text(clockTime(start.minutes)),
                "to": .text(clockTime(end.minutes)),
            ])
    }

    // MARK: Relative

    /// How far off a moment is: `in 25 min`, `now`, `3 h ago`. Rounded down, so that what is left is never overstated.
    package func relative(_ instant: Instant, now: Instant) -> String {
        tell(instant, now: now, passed: "relative.ago")
    }

    /// How a deadline stands: `in 25 min`, `now`, `3 h late`.
    package func deadline(_ due: Instant, now: Instant) -> String {
        tell(due, now: now, passed: "relative.late")
    }

    private func tell(_ instant: Instant, now: Instant, passed: String) -> String {
        let left = instant - now
        if abs(left.milliseconds) < 60_000 { return say("relative.now") }
        let length = PhraseFact.text(roughly(left))
        return left > .zero ? say("relative.in", ["length": length]) : say(passed, ["length": length])
    }

    /// How long something has lasted, in one unit: `25 min`, `3 h`, `12 d`.
    package func age(_ span: Span) -> String { roughly(span) }

    /// One unit: minutes up to two hours, hours up to two days, then days; rounded down.
    private func roughly(_ span: Span) -> String {
        let minutes = abs(span.minutes)
        return switch minutes {
        case ..<120: say("span.minutes", ["count": .count(minutes)])
        case ..<2880: say("span.hours", ["count": .count(minutes / 60)])
        default: say("span.days", ["count": .count(minutes / 1440)])
        }
    }

    /// A length to the minute, in at most two units: `25 min`, `3 h 20 min`, `2 d 4 h`.
    package func span(_ span: Span) -> String {
        let minutes = abs(span.minutes)
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
        var parts: [String] = []
        if days > 0 { parts.append(say("span.days", ["count": .count(days)])) }
        if hours > 0 { parts.append(say("span.hours", ["count": .count(hours)])) }
        if days == 0, rest > 0 || hours == 0 { parts.append(say("span.minutes", ["count": .count(rest)])) }
        return (span.minutes < 0 ? "-" : "") + parts.joined(separator: " ")
    }

    // MARK: For machines

    /// ISO 8601 with the offset `zone` has at that moment: `2026-02-03T14:30:00+08:00`; milliseconds when there are any.
    package func iso(_ instant: Instant) -> String {
        // Offsets before about 1920 have seconds, which ISO 8601 cannot write.
        let offset = zone.secondsFromGMT(for: instant.date) / 60
        let shifted = instant.milliseconds + Int64(offset) * 60_000
        let (day, inDay) = shifted.quotientAndRemainder(flooredBy: 86_400_000)
        let seconds = Int(inDay / 1000)
        let fraction = inDay % 1000 == 0 ? "" : "." + padded(Int(inDay % 1000), 3)
        let time = "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
        let sign = offset < 0 ? "-" : "+"
        return
            "\(Day(number: Int(day)))T\(time)\(fraction)\(sign)\(padded(abs(offset) / 60)):\(padded(abs(offset) % 60))"
    }

    // MARK: Local time

    /// The day and the minute of the day in `zone`.
    private func local(_ instant: Instant) -> (day: Day, minutes: Int) {
        let shifted = instant.milliseconds + Int64(zone.secondsFromGMT(for: instant.date)) * 1000
        let (day, inDay) = shifted.quotientAndRemainder(flooredBy: 86_400_000)
        return (Day(number: Int(day)), Int(inDay / 60_000))
    }

    private func clockTime(_ minutes: Int) -> String { ClockText.of(minute: minutes) }

    private func civil(_ day: Day) -> [String: PhraseFact] {
        let (y, m, d) = day.civil
        return [
            "year": .text(padded(y, 4)), "month": .text(String(m)), "date": .text(String(d)),
            "month2": .text(padded(m)), "date2": .text(padded(d)),
            "monthName": .text(say("month.\(m)")), "weekday": .text(weekday(day.weekday)),
        ]
    }

    private func padded(_ n: Int, _ width: Int = 2) -> String {
        let digits = String(n)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Instant {
    fileprivate var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}

extension Int64 {
    fileprivate func quotientAndRemainder(flooredBy n: Int64) -> (Int64, Int64) {
        let (q, r) = quotientAndRemainder(dividingBy: n)
        return r < 0 ? (q - 1, r + n) : (q, r)
    }
}
