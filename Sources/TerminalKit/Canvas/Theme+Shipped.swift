/// The themes there are, by the names that settings and AFTERCARE_THEME use.
package enum ThemeName: String, CaseIterable, Codable, Hashable, Sendable {
    /// For a terminal whose ground is dark, and for one whose ground is light; both keep that ground.
    case dark, light
    /// White and yellow on black, whatever the terminal's ground, at 7 to 1 or better.
    case contrast

    package var theme: Theme {
        switch self {
        case .dark: .dark
        case .light: .light
        case .contrast: .contrast
        }
    }
}

extension Theme {
    /// Pale inks; the selected row is a light bar with dark ones.
    static let dark = Theme(
        plain: Inks(
            muted: Ink(247, 7), accent: Ink(81, 14), missed: Ink(203, 9), atRisk: Ink(214, 11),
            good: Ink(114, 10), rule: Ink(243, 7)),
        selected: Inks(
            text: Ink(16), muted: Ink(239), accent: Ink(18), missed: Ink(88), atRisk: Ink(58),
            good: Ink(22), rule: Ink(239)),
        ground: nil, selection: Ink(189))

    /// Deep inks; the selected row is a blue bar with pale ones. Among sixteen colours green and yellow do not read
    /// on white, hence magenta and the terminal's own.
    static let light = Theme(
        plain: Inks(
            muted: Ink(241), accent: Ink(25, 4), missed: Ink(124, 1), atRisk: Ink(94, 5), good: Ink(22),
            rule: Ink(245, 8)),
        selected: Inks(
            text: Ink(231), muted: Ink(254), accent: Ink(231), missed: Ink(224), atRisk: Ink(229),
            good: Ink(194), rule: Ink(254)),
        ground: nil, selection: Ink(25))

    static let contrast = Theme(
        plain: Inks(
            text: Ink(231, 15), muted: Ink(252, 7), accent: Ink(87, 14), missed: Ink(210, 11),
            atRisk: Ink(226, 15), good: Ink(120, 10), rule: Ink(250, 7)),
        selected: Inks(
            text: Ink(16, 0), muted: Ink(16, 0), accent: Ink(17, 0), missed: Ink(52, 0), atRisk: Ink(16, 0),
            good: Ink(16, 0), rule: Ink(16, 0)),
        ground: Ink(16, 0), selection: Ink(226, 11))
}
