/// Renditions of every style at every depth: which ink a role is written in, on the terminal's own ground or on
/// one of the theme's. Weight and underline go with the role in every theme, so that no meaning hangs on colour.
///
/// Every pair keeps the contrast WCAG 2.1 asks for (1.4.3, 1.4.6, 1.4.11); a test computes them all.
package struct Theme: Hashable, Sendable {
    /// One ink at every depth. The value in 24 bits is that of the index, so both look alike.
    struct Ink: Hashable, Sendable {
        let index: UInt8
        /// Nil leaves the terminal's own colour where there are only sixteen.
        let sixteen: UInt8?

        init(_ index: UInt8, _ sixteen: UInt8? = nil) {
            self.index = index
            self.sixteen = sixteen
        }

        func colour(at depth: ColourDepth) -> Colour? {
            switch depth {
            case .mono: nil
            case .sixteen: sixteen.map(Colour.palette)
            case .palette: .palette(index)
            case .truecolor: Colour.value(ofIndex: index)
            }
        }
    }

    /// The inks on one ground. Roles that mean alike share one.
    struct Inks: Hashable, Sendable {
        /// Nil is the terminal's own.
        var text: Ink?
        var muted: Ink
        var accent: Ink
        /// What is broken or wrong, and nothing else.
        var missed: Ink
        var atRisk: Ink
        var good: Ink
        var rule: Ink

        subscript(role: Role) -> Ink? {
            switch role {
            case .text, .keyLabel, .label, .input, .inputFocused: text
            case .muted, .placeholder, .disabled, .header: muted
            case .accent, .title, .key, .labelFocused, .match: accent
            case .missed, .error: missed
            case .atRisk, .warning: atRisk
            case .good: good
            case .rule: rule
            }
        }
    }

    let plain: Inks
    let selected: Inks
    /// Nil keeps the terminal's own ground.
    let ground: Ink?
    /// The ground of the selected row. Where its ink has no colour, the row is reversed.
    let selection: Ink

    package func rendition(of style: Style, at depth: ColourDepth) -> Rendition {
        var look = weight(of: style.role, at: depth)
        look.foreground = (style.isSelected ? selected : plain)[style.role]?.colour(at: depth)
        look.background = (style.isSelected ? selection : ground)?.colour(at: depth)
        if style.isSelected, look.background == nil {
            look.foreground = nil
            look.dim = false
            look.reverse = true
        }
        return look
    }

    private func weight(of role: Role, at depth: ColourDepth) -> Rendition {
        var look = Rendition()
        switch role {
        case .title, .key, .labelFocused, .missed, .error: look.bold = true
        case .input: look.underline = true
        case .inputFocused:
            look.underline = true
            look.bold = true
        case .placeholder:
            look.underline = true
            look.dim = depth == .mono
        case .muted, .rule, .disabled: look.dim = depth == .mono
        case .header, .match: look.underline = depth <= .sixteen
        case .text, .accent, .atRisk, .good, .warning, .keyLabel, .label: break
        }
        return look
    }
}
