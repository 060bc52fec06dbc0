import Model
import Testing

@testable import Wording

@Suite("Languages made up for tests")
struct PseudoLocaleTests {
    @Test("accented text stands in brackets and is a third longer; facts and placeholders stay as they are")
    func accented() throws {
        let wording = try Languages.wording("en").disguised(as: .accented)
        #expect(PseudoLocale.accented.say("Settings") == "[!!Ŝëţţïñĝŝ!!]")
        #expect(wording.say("case.title") == "[!!Ĉäŝë!!]")
        let said = wording.say("locale.twice", ["key": .text("C99")])
        #expect(said.hasPrefix("[!!") && said.hasSuffix("!!]") && said.contains("C99"))
        let plain = try Languages.wording("en").say("locale.twice", ["key": .text("C99")])
        #expect((1.25...1.45).contains(Double(said.count) / Double(plain.count)))
    }

    @Test("words grow to compounds twice as long, or take two cells a letter")
    func longAndWide() {
        #expect(PseudoLocale.long.say("Book a visit.") == "Bookbook a visitvisit.")
        #expect(PseudoLocale.wide.say("Book 2") == "Ｂｏｏｋ 2")
    }

    @Test("how dates are put together has other letters and no brackets")
    func formats() throws {
        let wording = try Languages.wording("en").disguised(as: .accented)
        #expect(wording.dayOfWeek(Day(2026, 2, 3)) == "Ţûë 3 Ƒëƀ")
        #expect(wording.weekStart == 1)
    }

    @Test("every sentence keeps its placeholders in every made-up language", arguments: PseudoLocale.allCases)
    func placeholders(locale: PseudoLocale) throws {
        for (key, entry) in try Languages.book("en").entries {
            #expect(entry.other.disguised(as: locale).placeholders == entry.other.placeholders, "\(key)")
        }
    }
}
