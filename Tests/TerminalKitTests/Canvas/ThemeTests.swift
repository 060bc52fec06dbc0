import Foundation
import TerminalKit
import Testing

@Suite("Theme")
struct ThemeTests {
    private let theme = Theme.standard

    @Test("without colours weight, underline or reverse still tell the roles that matter apart")
    func mono() {
        for role in Role.allCases {
            let look = theme.rendition(of: Style(role), at: .mono)
            #expect(look.foreground == nil && look.background == nil)
        }
        #expect(theme.rendition(of: .missed, at: .mono).bold)
        #expect(theme.rendition(of: Style(.text, selected: true), at: .mono).reverse)
        #expect(theme.rendition(of: .inputFocused, at: .mono).underline)
    }

    @Test(
        "a background is never set without its foreground, and only for the selected row",
        arguments: ColourDepth.allCases)
    func backgrounds(depth: ColourDepth) {
        for role in Role.allCases {
            #expect(theme.rendition(of: Style(role), at: depth).background == nil)
            let selected = theme.rendition(of: Style(role, selected: true), at: depth)
            #expect(selected.background == nil || selected.foreground != nil)
            #expect(selected.reverse || selected.background != nil)
        }
    }

    @Test("among sixteen colours neither black, white nor their bright forms are used")
    func sixteen() {
        let unsafe: Set<Colour> = [.palette(0), .palette(7), .palette(8), .palette(15)]
        for role in Role.allCases {
            guard let ink = theme.rendition(of: Style(role), at: .sixteen).foreground else { continue }
            #expect(!unsafe.contains(ink), "\(role)")
        }
    }

    @Test("every ink reads on black, white and both Solarized grounds; the selected row on its own ground")
    func contrast() throws {
        let grounds = [(0, 0, 0), (255, 255, 255), (0, 43, 54), (253, 246, 227)] as [(UInt8, UInt8, UInt8)]
        for role in Role.allCases {
            if let ink = theme.rendition(of: Style(role), at: .truecolor).foreground {
                for ground in grounds {
                    #expect(ratio(ink, .rgb(ground.0, ground.1, ground.2)) >= 3, "\(role) on \(ground)")
                }
            }
            let selected = theme.rendition(of: Style(role, selected: true), at: .truecolor)
            let ink = try #require(selected.foreground)
            let ground = try #require(selected.background)
            #expect(ratio(ink, ground) >= 4, "\(role) selected")
        }
    }

    /// The contrast ratio of WCAG 2.1; 3 is its least for large or bold text and for signs.
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

    @Test(
        "red is for what is missed or wrong and nothing else",
        arguments: [ColourDepth.sixteen, .palette, .truecolor])
    func red(depth: ColourDepth) {
        let red = theme.rendition(of: .missed, at: depth).foreground
        let roles = Role.allCases.filter { theme.rendition(of: Style($0), at: depth).foreground == red }
        #expect(Set(roles) == [.missed, .error])
    }
}
