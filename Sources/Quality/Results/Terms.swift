import Model

/// How many texts hold a term, for a first look at what people say: English by words; Chinese, which has no spaces, by what
/// holds together (`ChineseTerms`).
package struct TermCount: Sendable, Hashable {
    package var term: String
    /// How many texts, not how often.
    package var texts: Int

    /// - Parameter least: terms of fewer texts are left out.
    /// - Returns: the most frequent first.
    package static func count(_ texts: [String], least: Int = 2) -> [TermCount] {
        let runs = texts.map { SearchText.runs(in: $0) }
        var counts = ChineseTerms(runs, least: least).counts
        for text in runs {
            for word in Set(text.compactMap(\.term)) { counts[word, default: 0] += 1 }
        }
        return counts.filter { $0.value >= least }.map { TermCount(term: $0.key, texts: $0.value) }
            .sorted { ($1.texts, $0.term) < ($0.texts, $1.term) }
    }

    /// Whether a text holds a term that was counted.
    package static func isIn(_ text: String, _ term: String) -> Bool {
        SearchText.runs(in: text).contains { run in
            switch run {
            case .word(let word): word == term
            case .ideographs(let characters): String(String.UnicodeScalarView(characters)).contains(term)
            }
        }
    }

    /// Words that say nothing by themselves.
    fileprivate static let stopWords: Set<String> = [
        "the", "and", "to", "of", "it", "is", "was", "in", "on", "for", "my", "me", "we", "you", "that",
        "this", "with", "at", "not", "no", "be", "are", "were", "had", "have", "has", "but", "so", "very",
        "he", "she", "they", "his", "her", "their", "as", "an", "by", "or", "if", "all", "too", "there",
        "been",
    ]
}

extension SearchText.Run {
    /// The word that is counted; nil of what says nothing, and of Chinese.
    fileprivate var term: String? {
        guard case .word(let word) = self, word.count > 1, !TermCount.stopWords.contains(word) else {
            return nil
        }
        return word
    }
}

/// Chinese terms without a dictionary: two to twenty-four characters that hold together, a word or a phrase that several say alike.
/// How strongly two neighbours hold together is in how many texts they stand side by side. A stretch is cut where that is weak: it
/// counts where neither of its ends parts neighbours that hold together more strongly than its own weakest pair, so that of 师傅态度
/// beside 师傅 and 态度 the stretch 师傅态 is none. What stands in no more texts than a longer term that holds it is left out as a
/// part of that.
struct ChineseTerms {
    /// In how many texts each stands.
    private(set) var counts: [String: Int] = [:]

    private static let longest = 24
    private let least: Int
    private var pairs: [Pair: Int] = [:]

    private struct Pair: Hashable {
        var first, second: Unicode.Scalar

        init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
            (self.first, self.second) = (first, second)
        }
    }

    /// - Parameter texts: the runs of each.
    init(_ texts: [[SearchText.Run]], least: Int) {
        self.least = least
        let stretches = texts.map { runs in
            runs.compactMap { run -> [Unicode.Scalar]? in
                if case .ideographs(let characters) = run { characters } else { nil }
            }
        }
        for text in stretches {
            for pair in Set(text.flatMap { zip($0, $0.dropFirst()).map { Pair($0, $1) } }) {
                pairs[pair, default: 0] += 1
            }
        }
        for text in stretches {
            for term in Set(text.flatMap { terms(in: $0) }) { counts[term, default: 0] += 1 }
        }
        counts = counts.filter { $0.value >= least && !Self.stopWords.contains($0.key) }
        leaveOutParts()
    }

    private func terms(in characters: [Unicode.Scalar]) -> [String] {
        let held = zip(characters, characters.dropFirst()).map { pairs[Pair($0, $1)] ?? 0 }
        return held.indices.flatMap { start -> [String] in
            var (found, weakest) = ([String](), Int.max)
            guard !Self.openers.contains(characters[start]) else { return found }
            for end in start + 1..<min(start + Self.longest, characters.count) {
                weakest = min(weakest, held[end - 1])
                if weakest < least { break }
                let isCut = start > 0 && held[start - 1] > weakest || end < held.count && held[end] > weakest
                guard !isCut, !Self.closers.contains(characters[end]) else { continue }
                found.append(String(String.UnicodeScalarView(characters[start...end])))
            }
            return found
        }
    }

    private mutating func leaveOutParts() {
        var most: [Substring: Int] = [:]
        for (term, count) in counts where term.count > 2 {
            let places = Array(term.indices) + [term.endIndex]
            for from in 0..<places.count - 2 {
                for to in from + 2..<places.count where to - from < places.count - 1 {
                    let part = term[places[from]..<places[to]]
                    most[part] = max(most[part] ?? 0, count)
                }
            }
        }
        counts = counts.filter { (most[$0.key[...]] ?? 0) < $0.value }
    }

    /// Characters that no term begins with: particles, pronouns, words of degree.
    private static let openers = Set("的了是在我你您他她它们这那就也都还又很太与及把被让吗呢吧啊呀么而但或并".unicodeScalars)
    /// Those that none ends with.
    private static let closers = Set("的了着是在我你您他她它们这那就也都又很太和与及把被让吗呢吧啊呀么而但或并不没得".unicodeScalars)
    private static let stopWords: Set<String> = [
        "一个", "没有", "非常", "可以", "已经", "时候", "一下", "不过", "有点", "一点", "一次", "所以", "因为", "不能", "不会",
    ]
}
