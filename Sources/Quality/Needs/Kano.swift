/// How somebody would feel about the service with something, or without it: the five answers of a Kano question, by the words
/// its choices have in questionnaires.
package enum KanoAnswer: String, Sendable, CaseIterable {
    case like, expect, neutral, tolerate, dislike
}

/// What something does for those who have it or lack it (Kano, Seraku, Takahashi and Tsuji, Journal of the Japanese Society for
/// Quality Control 14, 1984). In the order that decides between equals: what hurts most when it is left undone comes first
/// (Berger et al., Center for Quality of Management Journal 2, 1993: M > O > A > I).
package enum KanoCategory: String, Sendable, CaseIterable {
    /// Its lack angers, its presence is taken for granted.
    case mustBe = "must-be"
    /// The more, the better.
    case oneDimensional = "one-dimensional"
    /// It delights, and nobody misses it.
    case attractive
    case indifferent
    /// They would rather be without.
    case reverse
    /// The two answers do not go together.
    case questionable

    /// By both answers, as Berger et al. (1993) evaluate them.
    package init(with: KanoAnswer, without: KanoAnswer) {
        self =
            switch (with, without) {
            case (.like, .like), (.dislike, .dislike): .questionable
            case (.like, .dislike): .oneDimensional
            case (.like, _): .attractive
            case (_, .like), (.dislike, _): .reverse
            case (_, .dislike): .mustBe
            default: .indifferent
            }
    }

    /// As tables write it.
    package var letter: String {
        switch self {
        case .mustBe: "M"
        case .oneDimensional: "O"
        case .attractive: "A"
        case .indifferent: "I"
        case .reverse: "R"
        case .questionable: "Q"
        }
    }
}
