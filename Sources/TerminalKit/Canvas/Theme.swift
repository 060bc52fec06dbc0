/// How many colours a terminal can show.
package enum ColourDepth: Int, Comparable, CaseIterable, Sendable {
    /// None: weight, underline and reverse carry the look (NO_COLOR, `TERM=dumb`, vt100).
    case mono
    case sixteen
    case palette
    case truecolor

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A colour a driver can set.
package enum Colour: Hashable, Sendable {
    /// An index of the terminal's palette, 0...255.
    case palette(UInt8)
    case rgb(UInt8, UInt8, UInt8)
}

/// What a driver sets for a cell. No colour means the terminal's own.
package struct Rendition: Hashable, Sendable {
    package var foreground: Colour?
    package var background: Colour?
    package var bold = false
    package var dim = false
    package var underline = false
    package var reverse = false
}

/// Renditions of every style at every depth. The terminal's own background is kept, so each foreground must
/// read on black, white and Solarized alike; a background is set only together with its foreground (the
/// selected row).
package struct Theme: Hashable, Sendable {
    package static let standard = Theme()

    package func rendition(of style: Style, at depth: ColourDepth) -> Rendition {
        var look = weight(of: style.role, at: depth)
        if style.isSelected {
            select(&look, role: style.role, at: depth)
        } else if depth > .mono, let ink = Self.inks[style.role] {
            look.foreground = ink.colour(at: depth)
        }
        return look
    }

    /// One ink in three depths. The RGB values are those of the 256-colour index, so both look alike.
    private struct Ink: Sendable {
        var sixteen: UInt8?
        var palette: UInt8
        var rgb: (UInt8, UInt8, UInt8)

        func colour(at depth: ColourDepth) -> Colour? {
            switch depth {
            case .mono: nil
            case .sixteen: sixteen.map(Colour.palette)
            case .palette: .palette(palette)
            case .truecolor: .rgb(rgb.0, rgb.1, rgb.2)
            }
        }
    }

    private static let accent = Ink(sixteen: 6, palette: 31, rgb: (0, 135, 175))
    private static let red = Ink(sixteen: 1, palette: 196, rgb: (255, 0, 0))
    private static let amber = Ink(sixteen: 3, palette: 136, rgb: (175, 135, 0))
    private static let green = Ink(sixteen: 2, palette: 28, rgb: (0, 135, 0))
    /// Grey has no place among sixteen colours: "bright black" is invisible on many palettes, so it is dimmed
    /// instead.
    private static let grey = Ink(sixteen: nil, palette: 244, rgb: (128, 128, 128))

    private static let inks: [Role: Ink] = [
        .accent: accent, .title: accent, .key: accent, .labelFocused: accent, .match: accent,
        .missed: red, .error: red, .atRisk: amber, .warning: amber, .good: green,
        .muted: grey, .placeholder: grey, .rule: grey, .disabled: grey, .header: grey,
    ]

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
            look.dim = depth <= .sixteen
        case .muted, .rule, .disabled: look.dim = depth <= .sixteen
        case .header, .match: look.underline = depth <= .sixteen
        case .text, .accent, .atRisk, .good, .warning, .keyLabel, .label: break
        }
        return look
    }

    /// The selected row: pale ink on deep blue where there are colours enough to choose both, reversed
    /// elsewhere.
    private func select(_ look: inout Rendition, role: Role, at depth: ColourDepth) {
        look.dim = false
        guard depth >= .palette else {
            look.reverse = true
            return
        }
        let ink: (UInt8, (UInt8, UInt8, UInt8)) =
            switch role {
            case .missed, .error: (217, (255, 175, 175))
            case .atRisk, .warning: (222, (255, 215, 135))
            case .good: (157, (175, 255, 175))
            case .muted, .disabled, .placeholder, .rule: (152, (175, 215, 215))
            default: (231, (255, 255, 255))
            }
        let isTrue = depth == .truecolor
        look.foreground = isTrue ? .rgb(ink.1.0, ink.1.1, ink.1.2) : .palette(ink.0)
        look.background = isTrue ? .rgb(0, 95, 135) : .palette(24)
    }
}
