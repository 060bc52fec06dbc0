/// What a piece of the screen means. Screens name roles; only a `Theme` knows colours.
package enum Role: String, CaseIterable, Sendable {
    case text
    /// Beside the point: units, hints, absolute times.
    case muted
    case accent
    /// The screen's own name, headings.
    case title
    /// A heading over columns.
    case header
    /// A promise broken. Red is for this and `error` only; a word or letter stands beside it.
    case missed
    /// A promise in danger.
    case atRisk
    case good
    case error
    case warning
    /// A key's name in the footer and help.
    case key
    case keyLabel
    /// The label before a field.
    case label
    case labelFocused
    case input
    case inputFocused
    case placeholder
    /// Lines between parts.
    case rule
    /// What the typed search matched.
    case match
    case disabled
}

/// The look of a cell: its meaning, and whether it lies in the selected row.
package struct Style: Hashable, Sendable {
    package var role: Role
    package var isSelected: Bool

    package init(_ role: Role, selected: Bool = false) {
        self.role = role
        self.isSelected = selected
    }

    package func selected(_ isSelected: Bool = true) -> Style { Style(role, selected: isSelected) }

    package static let text = Style(.text)
    package static let muted = Style(.muted)
    package static let accent = Style(.accent)
    package static let title = Style(.title)
    package static let header = Style(.header)
    package static let missed = Style(.missed)
    package static let atRisk = Style(.atRisk)
    package static let good = Style(.good)
    package static let error = Style(.error)
    package static let warning = Style(.warning)
    package static let key = Style(.key)
    package static let keyLabel = Style(.keyLabel)
    package static let label = Style(.label)
    package static let labelFocused = Style(.labelFocused)
    package static let input = Style(.input)
    package static let inputFocused = Style(.inputFocused)
    package static let placeholder = Style(.placeholder)
    package static let rule = Style(.rule)
    package static let match = Style(.match)
    package static let disabled = Style(.disabled)
}
