package import Model

/// By what a case or a call is judged (`Resources/scorecards.yaml`). What is kept of it with scores is all of it, so that a
/// later change of the file changes no score.
package struct ScoreCard: Sendable, Hashable, Codable {
    package struct Item: Sendable, Hashable, Codable {
        package var name: String
        package var label: Label
        /// What it counts at most; 0 for one that is only fatal.
        package var points: Int
        /// From 1 to this, 1 for no points and this for all; nil for yes or no.
        package var scale: Int?
        /// A no makes the whole nought.
        package var isFatal: Bool
        /// Whether it may be left out where it does not apply.
        package var mayNotApply: Bool

        package init(
            name: String, label: Label, points: Int, scale: Int? = nil, isFatal: Bool = false,
            mayNotApply: Bool = false
        ) {
            (self.name, self.label, self.points, self.scale) = (name, label, points, scale)
            (self.isFatal, self.mayNotApply) = (isFatal, mayNotApply)
        }

        /// What it may be answered with, in the order of their worth.
        package var answers: [ScoreAnswer] {
            (scale.map { (1...$0).map { .level($0) } } ?? [.no, .yes])
                + (mayNotApply ? [.notApplicable] : [])
        }
    }

    package struct Section: Sendable, Hashable, Codable {
        package var name: String
        package var label: Label
        package var items: [Item]

        package init(name: String, label: Label, items: [Item]) {
            (self.name, self.label, self.items) = (name, label, items)
        }
    }

    package var name: String
    package var label: Label
    /// The share of the points from which on it is passed, 0 to 1.
    package var pass: Double
    /// How far apart two scores may be before a third person settles what holds, 0 to 1.
    package var tolerance: Double
    package var sections: [Section]

    package init(name: String, label: Label, pass: Double, tolerance: Double, sections: [Section]) {
        (self.name, self.label, self.pass) = (name, label, pass)
        (self.tolerance, self.sections) = (tolerance, sections)
    }

    package var items: [Item] { sections.flatMap(\.items) }
    package subscript(item: String) -> Item? { items.first { $0.name == item } }
}

/// What one item is answered with.
package enum ScoreAnswer: Sendable, Hashable {
    case yes, no
    case notApplicable
    /// Of a scale that begins with 1.
    case level(Int)

    package var word: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .notApplicable: "na"
        case .level(let level): String(level)
        }
    }

    package init?(_ word: some StringProtocol) {
        switch word.lowercased() {
        case "yes": self = .yes
        case "no": self = .no
        case "na": self = .notApplicable
        default:
            guard let level = Int(word) else { return nil }
            self = .level(level)
        }
    }

    /// How much of an item's points it misses: 0 to 1; nil where the item does not apply.
    package func missed(of item: ScoreCard.Item) -> Double? {
        switch self {
        case .yes: 0
        case .no: 1
        case .level(let level): 1 - Double(level - 1) / Double(max(1, (item.scale ?? 2) - 1))
        case .notApplicable: nil
        }
    }
}
