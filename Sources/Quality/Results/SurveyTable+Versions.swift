extension SurveyTable {
    /// Where the answers to a question of one version go.
    package struct Way: Sendable {
        /// The column that has them as they were given: conditions of their version are judged by these.
        let given: Int
        /// The column of the table's own question they are counted in; nil where it asks for something else, or is not there.
        let counted: (place: Int, Counting)?
    }

    /// How answers to a question of one version count as answers to the question of that name in another.
    enum Counting: Sendable, Hashable {
        case asGiven
        /// A choice's new place, for each of the old ones; -1 for one that went.
        case moved([Int], isMultiple: Bool)

        /// Nil where the two ask for different things.
        init?(of old: Question.Kind, as new: Question.Kind) {
            switch (old, new) {
            case (.single(let before), .single(let now)), (.multiple(let before), .multiple(let now)):
                let places = before.map { choice in now.firstIndex { $0.name == choice.name } ?? -1 }
                let isMultiple = if case .multiple = new { true } else { false }
                self =
                    places == Array(before.indices) ? .asGiven : .moved(places, isMultiple: isMultiple)
            case (.number, .number), (.date, .date), (.text, .text): self = .asGiven
            default:
                guard old.scale != nil, old == new else { return nil }
                self = .asGiven
            }
        }

        /// Nil where what was chosen is no longer among the choices.
        func value(_ value: Double) -> Double? {
            guard case .moved(let places, let isMultiple) = self else { return value }
            if isMultiple {
                let bits = UInt64(value)
                let moved = places.indices.filter { bits & 1 << UInt64($0) != 0 }.map { places[$0] }
                let kept = moved.filter { $0 >= 0 }
                return kept.isEmpty ? nil : Double(kept.reduce(UInt64(0)) { $0 | 1 << UInt64($1) })
            }
            guard places.indices.contains(Int(value)), places[Int(value)] >= 0 else { return nil }
            return Double(places[Int(value)])
        }
    }
}
