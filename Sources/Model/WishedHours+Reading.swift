extension WishedHours {
    /// Reads what people write, in either language: stretches of the day after the days they are for, days without any being
    /// all of them. `18:00-20:30`, `weekdays 9-12, 18-20; sat 10-16`, `周一至周五 9:00～12:00、18点-20点；周六 10-16`.
    /// - Throws: `WishFault`, with the part that is wrong.
    package init(_ text: String) throws(WishFault) {
        var days: [Int: [Range<Int>]] = [:]
        for part in Self.plain(text).split(separator: ";") {
            // Days hold for what follows them, up to the next days.
            var (named, isNaming): (Set<Int>, Bool) = ([], false)
            for item in part.split(separator: ",").map({ String($0).trimmed }) where !item.isEmpty {
                let words = item.prefix { !($0.isASCII && $0.isNumber) }
                let rest = item.dropFirst(words.count)
                let more = try WeekdayWords.days(String(words))
                if !more.isEmpty { named = isNaming ? named.union(more) : more }
                isNaming = rest.isEmpty
                if isNaming { continue }
                let hours = try Self.hours(String(rest))
                for day in named.isEmpty ? Set(1...7) : named { days[day, default: []].append(hours) }
            }
            if isNaming { throw .notHours(String(part).trimmed) }
        }
        guard let read = WishedHours(days) else { throw .notHours(text.trimmed) }
        self = read
    }

    /// Signs of both scripts as one, and no blanks beside them.
    private static func plain(_ text: String) -> String {
        let signs: [Character: String] = [
            "：": ":", "－": "-", "–": "-", "—": "-", "~": "-", "～": "-", "至": "-", "到": "-", "，": ",",
            "、": ",",
            "；": ";", "\n": ";", "　": " ",
        ]
        return text.lowercased().map { signs[$0] ?? String($0) }.joined()
            .replacing(#/\s*([-:,;])\s*/#) { String($0.1) }
            .replacing("点半", with: ":30").replacing(#/[点时](\d)/#) { ":" + $0.1 }.replacing(
                #/[点时分]/#, with: "")
    }

    /// `9-12`, `9:00-12:30`.
    private static func hours(_ text: String) throws(WishFault) -> Range<Int> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard ends.count == 2, let from = ends[0], let to = ends[1] else { throw .notHours(text) }
        guard from < to else { throw .backwards(text) }
        return from..<to
    }

    private static func minute(_ text: Substring) -> Int? {
        guard let parts = String(text).trimmed.wholeMatch(of: #/(\d{1,2})(?::(\d\d))?/#),
            let hour = Int(parts.1)
        else {
            return nil
        }
        let minute = parts.2.flatMap { Int($0) } ?? 0
        return minute < 60 && hour * 60 + minute <= day ? hour * 60 + minute : nil
    }
}

/// Days of the week as people name them.
enum WeekdayWords {
    /// Monday first, as they are kept.
    static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let signs: [Character: Set<Int>] = [
        "一": [1], "二": [2], "三": [3], "四": [4], "五": [5], "六": [6], "日": [7], "天": [7], "末": [6, 7],
    ]
    private static let groups: [String: Set<Int>] = [
        "weekdays": Set(1...5), "weekday": Set(1...5), "workdays": Set(1...5), "working days": Set(1...5),
        "工作日": Set(1...5), "平日": Set(1...5), "weekend": [6, 7], "weekends": [6, 7], "双休日": [6, 7],
        "daily": Set(1...7), "every day": Set(1...7), "每天": Set(1...7), "每日": Set(1...7),
    ]

    /// - Returns: nothing for no word.
    static func days(_ text: String) throws(WishFault) -> Set<Int> {
        let text = text.trimmed
        if let group = groups[text] { return group }
        var days: Set<Int> = []
        for word in text.split(whereSeparator: \.isWhitespace) where word != "and" && word != "和" {
            days.formUnion(try range(String(word)))
        }
        return days
    }

    /// `mon-fri`, `周一-五`, also over the end of the week; or days that stand alone.
    private static func range(_ text: String) throws(WishFault) -> Set<Int> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2 else { return try named(text) }
        let isChinese = ends[1].count == 1 && signs[ends[1].first ?? " "] != nil
        let (first, last) = (try named(ends[0]), try named(isChinese ? "周" + ends[1] : ends[1]))
        guard first.count == 1, last.count == 1, let from = first.first, let to = last.first else {
            throw .notDay(text)
        }
        return Set(from <= to ? Array(from...to) : Array(from...7) + Array(1...to))
    }

    private static func named(_ text: String) throws(WishFault) -> Set<Int> {
        if let group = groups[text] { return group }
        for head in ["周", "星期", "礼拜"] where text.hasPrefix(head) && text.count > head.count {
            let days = text.dropFirst(head.count).map { signs[$0] }
            guard days.allSatisfy({ $0 != nil }) else { throw .notDay(text) }
            return days.reduce(into: []) { $0.formUnion($1 ?? []) }
        }
        // English names whole or shortened, with or without a stop: mon, tues., wednesday.
        let word = text.filter { $0 != "." }
        let whole = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        guard word.count >= 3, let found = whole.firstIndex(where: { $0.hasPrefix(word) || word == $0 + "s" })
        else { throw .notDay(text) }
        return [found + 1]
    }
}
