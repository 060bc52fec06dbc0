import Foundation
import TerminalKit
import Testing

/// The least contrasts are those of WCAG 2.1: 1.4.3 for text (4.5), 1.4.6 for the high-contrast theme (7), 1.4.11 for
/// lines and marks (3).
@Suite("Themes")
struct ThemeTests {
    private static let styles = Role.allCases.flatMap { [Style($0), Style($0, selected: true)] }
    private static let coloured = ColourDepth.allCases.filter { $0 != .mono }

    /// Grounds that terminals come with: plain, an editor's, Gruvbox's, Solarized's.
    private func grounds(_ name: ThemeName) -> [Colour] {
        switch name {
        case .dark: [.rgb(0, 0, 0), .rgb(30, 30, 30), .rgb(40, 40, 40), .rgb(0, 43, 54)]
        case .light: [.rgb(255, 255, 255), .rgb(250, 250, 250), .rgb(253, 246, 227)]
        case .contrast: []
        }
    }

    @Test(
        "every role reads on every ground its theme is for, selected or not, in 24 bits and 256 colours",
        arguments: ThemeName.allCases, [ColourDepth.palette, .truecolor])
    func contrast(name: ThemeName, depth: ColourDepth) throws {
        for style in Self.styles {
            let look = name.theme.rendition(of: style, at: depth)
            // Without a colour it is the terminal's own ink on the terminal's own ground.
            guard let ink = look.foreground else {
                #expect(look.background == nil, "\(name) \(style)")
                continue
            }
            for ground in look.background.map({ [$0] }) ?? grounds(name) {
                let seen = ratio(value(ink), value(ground))
                #expect(seen >= least(name, style.role), "\(name) \(style) on \(ground): \(seen)")
            }
        }
    }

    @Test(
        "among sixteen colours, too, on the palettes of xterm and of the Linux console",
        arguments: ThemeName.allCases, [Palette.xterm, .console])
    func sixteen(name: ThemeName, palette: Palette) {
        let own = palette.colours[name == .light ? 15 : 0]
        for style in Self.styles {
            let look = name.theme.rendition(of: style, at: .sixteen)
            guard let ink = look.foreground, case .palette(let index) = ink else { continue }
            var ground = own
            if case .palette(let index)? = look.background { ground = palette.colours[Int(index)] }
            let seen = ratio(palette.colours[Int(index)], ground)
            #expect(seen >= least(name, style.role), "\(name) \(style): \(seen)")
        }
    }

    @Test("the selected row stands out from its ground", arguments: ThemeName.allCases)
    func selection(name: ThemeName) throws {
        for depth in [ColourDepth.palette, .truecolor] {
            let theme = name.theme
            let bar = try #require(theme.rendition(of: Style(.text, selected: true), at: depth).background)
            let plain = theme.rendition(of: .text, at: depth).background.map { [$0] } ?? grounds(name)
            for ground in plain { #expect(ratio(value(bar), value(ground)) >= 3, "\(name) on \(ground)") }
        }
        for depth in [ColourDepth.mono, .sixteen] {
            let look = name.theme.rendition(of: Style(.text, selected: true), at: depth)
            #expect(look.reverse || look.background != nil)
        }
    }

    @Test("a background is never set without its foreground", arguments: ThemeName.allCases)
    func backgrounds(name: ThemeName) {
        for depth in ColourDepth.allCases {
            for style in Self.styles {
                let look = name.theme.rendition(of: style, at: depth)
                #expect(look.background == nil || look.foreground != nil, "\(style) at \(depth)")
            }
        }
    }

    @Test(
        "without colours weight, underline or reverse still tell the roles that matter apart",
        arguments: ThemeName.allCases)
    func mono(name: ThemeName) {
        for style in Self.styles {
            let look = name.theme.rendition(of: style, at: .mono)
            #expect(look.foreground == nil && look.background == nil)
        }
        #expect(name.theme.rendition(of: .missed, at: .mono).bold)
        #expect(name.theme.rendition(of: Style(.text, selected: true), at: .mono).reverse)
        #expect(name.theme.rendition(of: .inputFocused, at: .mono).underline)
    }

    @Test("the ink of what is missed or wrong serves for nothing else", arguments: ThemeName.allCases)
    func red(name: ThemeName) {
        for depth in Self.coloured {
            let red = name.theme.rendition(of: .missed, at: depth).foreground
            let roles = Role.allCases.filter {
                name.theme.rendition(of: Style($0), at: depth).foreground == red
            }
            #expect(Set(roles) == [.missed, .error], "\(name) at \(depth)")
        }
    }

    // MARK: Contrast

    private func least(_ name: ThemeName, _ role: Role) -> Double {
        name == .contrast ? 7 : role == .rule ? 3 : 4.5
    }

    private func value(_ colour: Colour) -> Colour {
        if case .palette(let index) = colour { Colour.value(ofIndex: index) } else { colour }
    }

    private func ratio(_ one: Colour, _ other: Colour) -> Double {
        let lights = [luminance(one), luminance(other)].sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private func luminance(_ colour: Colour) -> Double {
        guard case .rgb(let red, let green, let blue) = colour else { return .nan }
        let linear = [red, green, blue].map { channel in
            let value = Double(channel) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// The sixteen colours as two terminals ship them.
    struct Palette: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let colours: [Colour]

        static let xterm = Palette(
            testDescription: "xterm",
            colours: [
                .rgb(0, 0, 0), .rgb(205, 0, 0), .rgb(0, 205, 0), .rgb(205, 205, 0), .rgb(0, 0, 238),
                .rgb(205, 0, 205), .rgb(0, 205, 205), .rgb(229, 229, 229), .rgb(127, 127, 127),
                .rgb(255, 0, 0), .rgb(0, 255, 0), .rgb(255, 255, 0), .rgb(92, 92, 255), .rgb(255, 0, 255),
                .rgb(0, 255, 255), .rgb(255, 255, 255),
            ])
        static let console = Palette(
            testDescription: "the Linux console",
            colours: [
                .rgb(0, 0, 0), .rgb(170, 0, 0), .rgb(0, 170, 0), .rgb(170, 85, 0), .rgb(0, 0, 170),
                .rgb(170, 0, 170), .rgb(0, 170, 170), .rgb(170, 170, 170), .rgb(85, 85, 85),
                .rgb(255, 85, 85), .rgb(85, 255, 85), .rgb(255, 255, 85), .rgb(85, 85, 255),
                .rgb(255, 85, 255), .rgb(85, 255, 255), .rgb(255, 255, 255),
            ])
    }
}
