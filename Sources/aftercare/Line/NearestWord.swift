/// Finds what was probably meant, for "did you mean".
enum NearestWord {
    /// The choices that begin with what was typed, else those the fewest slips away, two at most.
    static func suggestions(for typed: String, among choices: [String]) -> [String] {
        let ranked = choices.map { (word: $0, slips: $0.hasPrefix(typed) ? 0 : distance(typed, $0)) }
        guard let fewest = ranked.map(\.slips).min(), fewest <= min(2, max(1, typed.count / 2)) else {
            return []
        }
        return ranked.filter { $0.slips == fewest }.map(\.word).sorted()
    }

    /// Levenshtein's distance: letters to put in, take out or change.
    static func distance(_ a: String, _ b: String) -> Int {
        let b = Array(b)
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, corner + (x == y ? 0 : 1))
                corner = above
            }
        }
        return row[b.count]
    }
}
