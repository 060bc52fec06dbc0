package import Model

/// Something that customers or dealers want of the service, as `needs.yaml` says it; and where is told what they want.
package struct Need: Sendable, Hashable, Identifiable {
    package enum Level: String, Sendable, CaseIterable {
        /// What everybody counts on.
        case basic
        case valueAdded = "value-added"
    }

    /// The questions that ask for it.
    package struct Asked: Sendable, Hashable {
        package var questionnaire: String
        /// How much it matters, on a scale from 1; with the scale's end.
        package var importance: String?
        package var scale: Int?
        /// The standard wanted, in the need's unit.
        package var wanted: String?
        /// How they would feel with it, and without it.
        package var kano: Pair?

        package struct Pair: Sendable, Hashable {
            package var with: String
            package var without: String

            package init(with: String, without: String) { (self.with, self.without) = (with, without) }
        }

        package init(_ questionnaire: String) { self.questionnaire = questionnaire }

        package var questions: [String] {
            [importance, wanted, kano?.with, kano?.without].compactMap { $0 }
        }
    }

    /// Unique among the needs of both.
    package var name: String
    package var audience: NeedAudience
    /// The service line, as promises name it.
    package var line: String
    package var level: Level
    package var label: Label
    /// What the standard is told in; nil for a need that is met or not.
    package var unit: ServiceMeasure.Unit?
    /// Whether less or more of it is wanted; `none` without a unit.
    package var better: ServiceMeasure.Better
    /// What we promise to meet it; nil for nothing.
    package var promised: ServiceMeasure.Promised?
    /// By which texts mention it, in both languages.
    package var words: [String] = []
    package var asked: Asked?

    package var id: String { name }

    package init(
        name: String, audience: NeedAudience, line: String, level: Level, label: Label,
        unit: ServiceMeasure.Unit? = nil, better: ServiceMeasure.Better = .none
    ) {
        (self.name, self.audience, self.line, self.level) = (name, audience, line, level)
        (self.label, self.unit, self.better) = (label, unit, better)
    }
}
