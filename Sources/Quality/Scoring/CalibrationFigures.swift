package import Model
import Statistics

/// What several people who scored the same matters by one card found, side by side: how far apart they are on each matter and
/// each item, how far they agree beyond chance, and how far each is from what was agreed.
package struct CalibrationFigures: Sendable, Hashable {
    /// What one person found of one matter.
    package struct Scored: Sendable, Hashable {
        package var subject: Subject
        package var rater: StaffID
        package var sheet: ScoreSheet

        package init(_ subject: Subject, by rater: StaffID, _ sheet: ScoreSheet) {
            (self.subject, self.rater, self.sheet) = (subject, rater, sheet)
        }
    }

    /// How far apart the scores of one matter are; shares are of the points that apply, 0 to 1.
    package struct OfMatter: Sendable, Hashable {
        package var subject: Subject
        package var count: Int
        package var passed: Int
        package var lowest: Double
        package var highest: Double
        package var mean: Double
        /// Of a sample; 0 of fewer than two.
        package var deviation: Double
        /// What was agreed; nil while nothing was.
        package var agreed: Double?
    }

    /// How far apart answers to one item are.
    package struct OfItem: Sendable, Hashable {
        package var item: ScoreCard.Item
        /// Matters that at least two scored.
        package var matters: Int
        /// Of these, how many all answered the same.
        package var alike: Int
        /// Between the best and the worst answer to a matter, how much of the item's points lies, 0 to 1: on average and at most.
        /// Nil where it applied to no matter for two.
        package var gap: Double?
        package var widest: Double?
        /// Krippendorff's alpha: of levels by their order, where given; of other answers as words. Nil where all are the same.
        package var alpha: Double?
    }

    /// How far two people agree, of all items of the matters that both scored.
    package struct OfPair: Sendable, Hashable {
        package var first: StaffID
        package var second: StaffID
        package var matters: Int
        /// Of the answers, how many are the very same.
        package var alike: Double
        /// Cohen's, pooled over the items; nil where chance explains it all.
        package var kappa: Double?
    }

    /// How one person scores beside what was agreed.
    package struct OfRater: Sendable, Hashable {
        package var rater: StaffID
        package var matters: Int
        package var mean: Double
        /// How much more they gave than was agreed, on average of the matters that were; below 0 where they are stricter.
        package var lean: Double?
        /// Of the answers to these, how many are as agreed.
        package var asAgreed: Double?
    }

    /// In the order given; those that nobody scored are left out.
    package let matters: [OfMatter]
    /// In the card's order.
    package let items: [OfItem]
    package let pairs: [OfPair]
    package let raters: [OfRater]
    /// Krippendorff's alpha of the scores, as shares; nil where all are the same or nothing was scored by two.
    package let alpha: Double?

    /// - Parameters:
    ///   - scores: by matter, then by rater, each of both in the order in which it is shown.
    ///   - agreed: by matter.
    package init(_ card: ScoreCard, _ scores: [Scored], agreed: [Subject: ScoreSheet]) {
        let bySubject = Self.grouped(scores, by: \.subject)
        let byRater = Self.grouped(scores, by: \.rater)
        matters = bySubject.map { Self.matter($0.key, $0.scores, agreed[$0.key]) }
        let shared = bySubject.map(\.scores).filter { $0.count > 1 }
        items = card.items.map { Self.item($0, shared) }
        pairs = byRater.enumerated().flatMap { place, first in
            byRater[(place + 1)...].compactMap { Self.pair(card, first, $0) }
        }
        raters = byRater.map { Self.rater($0.key, $0.scores, agreed) }
        alpha = KrippendorffAlpha(of: shared.map { $0.map(\.sheet.result.share) }, level: .interval)?.value
    }

    private typealias Group<Key> = (key: Key, scores: [Scored])

    /// In the order of their first.
    private static func grouped<Key: Hashable>(_ scores: [Scored], by key: (Scored) -> Key) -> [Group<Key>] {
        var order: [Key] = []
        let found = Dictionary(grouping: scores) { score in
            let key = key(score)
            if !order.contains(key) { order.append(key) }
            return key
        }
        return order.map { ($0, found[$0] ?? []) }
    }

    private static func matter(_ subject: Subject, _ scores: [Scored], _ agreed: ScoreSheet?) -> OfMatter {
        let results = scores.map(\.sheet.result)
        let shares = results.map(\.share)
        let moments = Moments(shares)
        return OfMatter(
            subject: subject, count: scores.count, passed: results.count(where: \.isPassed),
            lowest: shares.min() ?? 0, highest: shares.max() ?? 0, mean: moments.mean,
            deviation: moments.deviation, agreed: agreed?.result.share)
    }

    /// - Parameter shared: the scores of each matter that two at least have scored.
    private static func item(_ item: ScoreCard.Item, _ shared: [[Scored]]) -> OfItem {
        let answers = shared.map { $0.compactMap { $0.sheet.answers[item.name] } }
        let gaps = answers.compactMap { given -> Double? in
            let missed = given.compactMap { $0.missed(of: item) }
            guard missed.count > 1, let least = missed.min(), let most = missed.max() else { return nil }
            return most - least
        }
        return OfItem(
            item: item, matters: answers.count, alike: answers.count { Set($0).count == 1 },
            gap: gaps.isEmpty ? nil : Moments(gaps).mean, widest: gaps.max(),
            alpha: alpha(of: answers, to: item))
    }

    private static func alpha(of answers: [[ScoreAnswer]], to item: ScoreCard.Item) -> Double? {
        let units = answers.map { given in
            given.compactMap { answer -> Double? in
                if item.scale != nil, answer == .notApplicable { return nil }
                return item.answers.firstIndex(of: answer).map(Double.init)
            }
        }
        return KrippendorffAlpha(of: units, level: item.scale == nil ? .nominal : .ordinal)?.value
    }

    /// Nil where they scored nothing in common.
    private static func pair(_ card: ScoreCard, _ first: Group<StaffID>, _ second: Group<StaffID>) -> OfPair?
    {
        let common = first.scores.compactMap { one in
            second.scores.first { $0.subject == one.subject }.map { (one.sheet, $0.sheet) }
        }
        let agreements = card.items.compactMap { item in
            let answers = item.answers
            let pairs = common.compactMap { one, other -> (Int, Int)? in
                guard let a = one.answers[item.name].flatMap({ answers.firstIndex(of: $0) }),
                    let b = other.answers[item.name].flatMap({ answers.firstIndex(of: $0) })
                else { return nil }
                return (a, b)
            }
            return Agreement(of: pairs, categories: answers.count)
        }
        guard !agreements.isEmpty else { return nil }
        return OfPair(
            first: first.key, second: second.key, matters: common.count,
            alike: Moments(agreements.map(\.share)).mean, kappa: Agreement.pooledKappa(agreements))
    }

    private static func rater(_ rater: StaffID, _ scores: [Scored], _ agreed: [Subject: ScoreSheet])
        -> OfRater
    {
        let beside = scores.compactMap { score in agreed[score.subject].map { (score.sheet, $0) } }
        let leans = beside.map { $0.result.share - $1.result.share }
        let alike = beside.flatMap { own, agreed in
            own.card.items.map { own.answers[$0.name] == agreed.answers[$0.name] ? 1.0 : 0 }
        }
        return OfRater(
            rater: rater, matters: scores.count, mean: Moments(scores.map(\.sheet.result.share)).mean,
            lean: leans.isEmpty ? nil : Moments(leans).mean,
            asAgreed: alike.isEmpty ? nil : Moments(alike).mean)
    }
}
