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

    @Test(
        "red is for what is missed or wrong and nothing else",
        arguments: [ColourDepth.sixteen, .palette, .truecolor])
    func red(depth: ColourDepth) {
        let red = theme.rendition(of: .missed, at: depth).foreground
        let roles = Role.allCases.filter { theme.rendition(of: Style($0), at: depth).foreground == red }
        #expect(Set(roles) == [.missed, .error])
    }
}
