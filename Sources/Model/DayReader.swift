/// Reads days as people type and say them: `2026-11-24`, `11-24`, `11/24`, `24.11.`, `11月24日`, `tomorrow`, `明天`, `后天`,
/// `fri`, `周五`, `下周五`, `+3d`, `+2w`, `-1d`. A date without its year is the next of that date; a weekday's name is the
/// next after today.
///
///     DayReader(today: Day(2026, 11, 24)).read("周五")   // 2026-11-27
package struct DayReader: Sendable {
    package let today: Day

    package init(today: Day) { self.today = today }

    package func read(_ typed: some StringProtocol) -> Day? {
        let text = typed.lowercased().filter { $0 != " " && $0 != "\u{3000}" }
        return Day(text) ?? named(text) ?? weekday(text) ?? distance(text) ?? date(text)
    }

    private func named(_ word: String) -> Day? {
        switch word {
        case "today", "今天", "今日": today
        case "tomorrow", "tmr", "明天", "明日": today + 1
        case "后天": today + 2
        case "大后天": today + 3
        case "yesterday", "昨天": today - 1
        case "前天": today - 2
        default: nil
        }
    }

    private static let english = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let chinese: [Character: Int] = [
        "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7,
    ]

    private func weekday(_ word: String) -> Day? {
        if word.count >= 3, let place = Self.english.firstIndex(where: { $0.hasPrefix(word) }) {
            return next(place + 1)
        }
        let isNextWeek = word.hasPrefix("下")
        let rest = isNextWeek ? word.dropFirst() : word[...]
        guard let week = ["周", "星期", "礼拜"].first(where: { rest.hasPrefix($0) }),
            rest.count == week.count + 1, let number = rest.last.flatMap({ Self.chinese[$0] })
        else { return nil }
        return isNextWeek ? today + (7 + number - today.weekday) : next(number)
    }

    private func next(_ weekday: Int) -> Day { today + ((weekday - today.weekday + 6) % 7 + 1) }

    /// `+3d`, `-1w`, `+3天`.
    private func distance(_ text: String) -> Day? {
        guard let sign = text.first, sign == "+" || sign == "-", let unit = text.last,
            let count = Int(text.dropFirst().dropLast()), (0...10_000).contains(count)
        else { return nil }
        let days: [Character: Int] = ["d": 1, "天": 1, "w": 7, "周": 7]
        return days[unit].map { today + (sign == "+" ? count * $0 : -count * $0) }
    }

    private func date(_ text: String) -> Day? {
        if text.hasSuffix("日") || text.hasSuffix("号") {
            return next(text.dropLast().split(separator: "月", omittingEmptySubsequences: false))
        }
        if text.hasSuffix(".") {
            return next(text.dropLast().split(separator: ".", omittingEmptySubsequences: false).reversed())
        }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
        guard parts.count == 3 else { return next(parts) }
        return parts[0].count == 4 ? Day(padded(parts)) : nil
    }

    /// A month and a day of it, not before today.
    private func next(_ parts: [Substring]) -> Day? {
        guard parts.count == 2 else { return nil }
        let dates = [today.year, today.year + 1].compactMap { Day(padded(["\($0)"] + parts)) }
        return dates.first { $0 >= today }
    }

    /// `2026`, `1`, `5` as `2026-01-05`.
    private func padded(_ parts: [Substring]) -> String {
        parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    }
}
