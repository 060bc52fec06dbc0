import Foundation
import Model

extension PartBook {
    /// What a word may mean.
    enum Found {
        case part(Part)
        /// None of them more than another.
        case several([Part])
        /// No part; those whose codes or names are near.
        case none(near: [Part])
    }

    /// A part as people write it: its code in whatever case, width and dashes; its name in any language; or words of a name,
    /// where they leave one part.
    /// - Parameter product: words of a name mean its parts only; nil is those of all.
    func find(_ word: String, product: String? = nil) -> Found {
        let folded = PartNames.fold(word)
        guard !folded.isEmpty else { return .none(near: []) }
        let words = PartNames.words(word)
        let ways: [(Part, PartNames) -> Bool] = [
            { part, _ in part.code == word },
            { $1.code == folded },
            { $1.labels.contains(folded) },
            { part, names in
                (product.map { part.isFor(product: $0, fault: nil) } ?? true) && names.hold(words)
            },
        ]
        for isMeant in ways {
            let found = zip(parts, names).filter(isMeant).map(\.0)
            if found.count == 1 { return .part(found[0]) }
            if found.count > 1 { return .several(found) }
        }
        return .none(near: near(folded))
    }

    /// What somebody may have meant, the nearest first: a letter in four may be wrong, or the rest not be written yet.
    private func near(_ folded: String) -> [Part] {
        let most = max(1, folded.count / 4)
        let scored = zip(parts, names).compactMap { part, names -> (part: Part, distance: Int)? in
            let all = [names.code] + names.labels
            if folded.count > 2, all.contains(where: { $0.hasPrefix(folded) }) { return (part, 0) }
            // A long word of a name, too: `capacitr` is near the run capacitor.
            let best =
                (all + names.words.filter { $0.count > 5 }).map {
                    EditDistance.between(folded, $0, most: most)
                }.min() ?? .max
            return best <= most ? (part, best) : nil
        }
        return scored.sorted { ($0.distance, $0.part.code) < ($1.distance, $1.part.code) }.prefix(5).map(
            \.part)
    }
}

/// A part's code and names made alike, to be found by.
struct PartNames: Sendable {
    var code: String
    var labels: [String]
    fileprivate var words: Set<String>

    init(_ code: String, _ label: Label) {
        let texts = label.texts.values.sorted()
        self.code = Self.fold(code)
        labels = texts.map(Self.fold)
        words = Set(([code] + texts).flatMap(Self.words))
    }

    /// Whether all that is written are whole words of the code or of a name; of Chinese, which sets no words apart, a piece of a
    /// name of two characters or more.
    func hold(_ written: [String]) -> Bool {
        written.contains { $0.count > 1 && $0.contains(where: \.isLetter) }
            && written.allSatisfy { word in
                words.contains(word)
                    || (word.count > 1 && !word.allSatisfy(\.isASCII)
                        && labels.contains { $0.contains(word) })
            }
    }

    /// Full-width as half-width, in small letters.
    static func plain(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.lowercased()
    }
    /// Beside that without dashes and blanks.
    static func fold(_ text: String) -> String { plain(text).filter { $0.isLetter || $0.isNumber } }
    static func words(_ text: String) -> [String] {
        plain(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

enum EditDistance {
    /// How many letters must be put in, left out or changed; more than `most` is not counted out.
    static func between(_ a: String, _ b: String, most: Int) -> Int {
        let (a, b) = (Array(a), Array(b))
        guard abs(a.count - b.count) <= most else { return .max }
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let changed = corner + (x == y ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, corner + 1)
            }
        }
        return row[b.count]
    }
}
