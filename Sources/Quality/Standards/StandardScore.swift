package import Model

/// What the marks of an assessment come to (GB/T 27922-2011): points got of those applicable, scaled to 100, then one for each
/// bonus and less one for each deduction beside the scale.
///
///     StandardScore(standard, marks).score      // 88.526…
package struct StandardScore: Sendable {
    package struct ClauseScore: Sendable, Hashable {
        package var clause: Standard.Clause
        package var item: Standard.Item
        /// Nil while it was not judged.
        package var mark: AssessmentMark?

        /// Nil where it is not applicable, or not judged yet.
        package var got: Double? {
            switch mark?.verdict {
            case .met: Double(clause.points)
            case .partly: Double(clause.points) * (1 - (mark?.failing ?? 1))
            case .failed: 0
            default: nil
            }
        }

        package var lost: Double { got.map { Double(clause.points) - $0 } ?? 0 }
    }

    package enum Grade: Sendable, Hashable {
        /// Not all is judged yet: the score is of what is.
        case open
        case failed, passed
        case stars(Int)
    }

    package let standard: Standard
    package let clauses: [ClauseScore]
    package let deductions: [AssessmentMark]
    package let bonuses: [AssessmentMark]

    /// - Parameter marks: in the order they were made; of one clause the last counts.
    package init(_ standard: Standard, _ marks: [AssessmentMark]) {
        self.standard = standard
        let newest = Dictionary(
            marks.filter { !$0.verdict.isSpecial }.map { ($0.clause, $0) },
            uniquingKeysWith: { _, last in last })
        clauses = standard.items.flatMap { item in
            item.clauses.map { ClauseScore(clause: $0, item: item, mark: newest[$0.name]) }
        }
        deductions = marks.filter { $0.verdict == .deduction && $0.endedAt == nil }
        bonuses = marks.filter { $0.verdict == .bonus && $0.endedAt == nil }
    }

    package var open: [ClauseScore] { clauses.filter { $0.mark == nil } }
    package var applicable: Double {
        clauses.reduce(0) { $0 + ($1.got == nil ? 0 : Double($1.clause.points)) }
    }
    package var got: Double { clauses.reduce(0) { $0 + ($1.got ?? 0) } }
    private var beside: Double {
        Double(min(bonuses.count, standard.mostBonus)) - Double(deductions.count)
    }

    /// Nil while nothing that applies is judged.
    package var score: Double? { applicable > 0 ? got / applicable * 100 + beside : nil }

    package var grade: Grade {
        guard open.isEmpty, let score else { return .open }
        guard deductions.count < standard.failing, Self.reaches(score, standard.pass) else { return .failed }
        return standard.grades.last { Self.reaches(score, $0.from) }.map { .stars($0.stars) } ?? .passed
    }

    // MARK: What is missing

    /// What the next grade takes.
    package struct Missing: Sendable, Hashable {
        /// Nil for passing at all.
        package var stars: Int?
        package var from: Double
        /// Of the scale that applies.
        package var points: Double
        /// The fewest clauses that make up for it, what loses most first; empty where they do not.
        package var clauses: [String]
        /// Deductions that must be made good first.
        package var deductions: Int
    }

    /// Nil while not all is judged, and at the top.
    package var missing: Missing? {
        guard open.isEmpty, let score else { return nil }
        let isFailed = grade == .failed
        let above = ([(nil as Int?, standard.pass)] + standard.grades.map { ($0.stars as Int?, $0.from) })
        guard let next = above.first(where: { isFailed || !Self.reaches(score, $0.1) }) else { return nil }
        let cured = max(0, deductions.count - (standard.failing - 1))
        let short = max(0, next.1 - score - Double(cured))
        let points = short * applicable / 100
        return Missing(
            stars: next.0, from: next.1, points: points, clauses: fewest(for: points), deductions: cured)
    }

    /// As few clauses as can be, and of the last the one that just does.
    private func fewest(for points: Double) -> [String] {
        guard points > Self.tiny else { return [] }
        let losing = clauses.filter { $0.lost > Self.tiny }.enumerated()
            .sorted { ($1.element.lost, $0.offset) < ($0.element.lost, $1.offset) }.map(\.element)
        var (chosen, sum): ([ClauseScore], Double) = ([], 0)
        for one in losing where sum < points - Self.tiny {
            // The smallest that ends it, where one does.
            let last = losing.last { !chosen.contains($0) && sum + $0.lost >= points - Self.tiny }
            let next = last ?? one
            chosen.append(next)
            sum += next.lost
        }
        return sum >= points - Self.tiny ? chosen.map(\.clause.name) : []
    }

    private static let tiny = 1e-9
    /// A score that is as good as there, but for how computers count, is there.
    private static func reaches(_ score: Double, _ bound: Double) -> Bool { score >= bound - tiny }
}
