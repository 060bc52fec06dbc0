import Model

/// An item of a list of parts read as a word and how many: `fan x2`, `2x fan`, `fan*2`, `fan 2`, `fan (2)`, `风扇2个`, `2个风扇`.
struct PartCounting {
    var word: String
    /// As it was written; perhaps no whole number.
    var count: String
    /// Whether a sign says that the number is a count.
    var isSigned: Bool

    /// Every way in which an item can be read so, the surest first.
    /// - Parameters:
    ///   - item: half-width, in small letters.
    ///   - units: what parts are counted in.
    static func readings(of item: String, units: Set<String>) -> [PartCounting] {
        let number = #/-?\d+(?:\.\d+)?/#
        var found: [PartCounting] = []
        func add(_ word: Substring, _ count: Substring, signed: Bool) {
            let word = String(word).trimmed
            guard !word.isEmpty, count.wholeMatch(of: number) != nil else { return }
            found.append(PartCounting(word: word, count: String(count), isSigned: signed))
        }
        let bare = withoutUnit(item, units)
        if let m = bare.wholeMatch(of: #/(.+?)\s*[x×*✕=:]\s*(-?\d[\d.]*)/#) { add(m.1, m.2, signed: true) }
        if let m = item.wholeMatch(of: #/(\d[\d.]*)\s*[x×*✕]\s*(.+)/#) { add(m.2, m.1, signed: true) }
        if let m = bare.wholeMatch(of: #/(.+?)\s*\((-?\d[\d.]*)\)/#) { add(m.1, m.2, signed: true) }
        if let m = bare.wholeMatch(of: #/(.+?)\s+(\d+)/#) { add(m.1, m.2, signed: false) }
        if let m = bare.wholeMatch(of: #/(.*\p{Han})(\d+)/#) { add(m.1, m.2, signed: false) }
        if let m = item.wholeMatch(of: #/(\d+)\s*(.+)/#) {
            add(m.2, m.1, signed: false)
            for unit in units.sorted(by: { $0.count > $1.count }) where m.2.hasPrefix(unit) {
                add(m.2.dropFirst(unit.count), m.1, signed: false)
            }
        }
        return found
    }

    /// `fan 2个` as `fan 2`, `2 (pieces)` left alone: a unit goes only behind its number.
    private static func withoutUnit(_ item: String, _ units: Set<String>) -> String {
        for unit in units.sorted(by: { $0.count > $1.count }) where item.hasSuffix(unit) {
            let rest = String(item.dropLast(unit.count)).trimmed
            if rest.last?.isNumber ?? false { return rest }
        }
        return item
    }
}
