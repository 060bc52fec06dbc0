import Model

/// How many texts hold a term, for a first look at what people say. English by words, Chinese, which has no spaces, by
/// pairs of characters; so a pair may straddle two words, and is left to the reader to judge.
package struct TermCount: Sendable, Hashable {
    package var term: String
    /// How many texts, not how often.
    package var texts: Int

    /// - Parameters:
    ///   - least: terms of fewer texts are left out.
    ///   - stop: words that say nothing by themselves.
    package static func count(_ texts: [String], least: Int = 2, stop: Set<String> = Self.stopWords)
        -> [TermCount]
    {
        var counts: [String: Int] = [:]
        for text in texts {
            for term in Set(SearchText.tokens(of: text)) where term.count > 1 && !stop.contains(term) {
                counts[term, default: 0] += 1
            }
        }
        return counts.filter { $0.value >= least }.map { TermCount(term: $0.key, texts: $0.value) }
            .sorted { ($1.texts, $0.term) < ($0.texts, $1.term) }
    }

    package static let stopWords: Set<String> = [
        "the", "and", "to", "of", "it", "is", "was", "in", "on", "for", "my", "me", "we", "you", "that",
        "this",
        "with", "at", "not", "no", "be", "are", "were", "had", "have", "has", "but", "so", "very", "he",
        "she",
        "they", "his", "her", "their", "as", "an", "by", "or", "if", "all", "too", "there", "been", "我们",
        "他们",
        "这个", "那个", "一个", "没有", "就是", "但是", "还是", "非常", "可以", "已经", "不是", "的时", "时候", "了一", "一下",
    ]
}
