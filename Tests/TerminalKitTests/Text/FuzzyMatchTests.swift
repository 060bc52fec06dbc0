import TerminalKit
import Testing

@Suite("Finding by typing")
struct FuzzyMatchTests {
    @Test("characters in order fit, with gaps, whatever their case or fullwidth form")
    func fits() {
        #expect(FuzzyMatch.score("rpr", in: "Repair visit") != nil)
        #expect(FuzzyMatch.score("ＲＥＰ", in: "repair") != nil)
        #expect(FuzzyMatch.score("维修", in: "上门维修") != nil)
        #expect(FuzzyMatch.score("rrp", in: "repair") == nil)
        #expect(FuzzyMatch.score("", in: "anything") == 0)
    }

    @Test("a beginning beats a middle, a middle beats scattered characters")
    func order() throws {
        let start = try #require(FuzzyMatch.score("vis", in: "visit today"))
        let middle = try #require(FuzzyMatch.score("vis", in: "book a visit"))
        let scattered = try #require(FuzzyMatch.score("vis", in: "very nice sign"))
        #expect(start > middle)
        #expect(middle > scattered)
    }

    @Test("characters that occur in order by mere chance are no match; starts of words always are")
    func chance() {
        #expect(FuzzyMatch.score("tcts", in: "Detected outages") == nil)
        #expect(FuzzyMatch.score("bav", in: "Book a visit at the customer's") != nil)
        #expect(FuzzyMatch.score("wx", in: "gongdanweihuxitong") == nil)
        #expect(FuzzyMatch.score("wxiu", in: "weixiu") != nil)
        #expect(FuzzyMatch.score("上拆", in: "上门维修与拆除") != nil)
    }

    @Test("each word may fit another text: the label, or the pinyin initials")
    func words() {
        let texts = ["维修队列", "wxdl", "repair queue"]
        #expect(FuzzyMatch.score("wx", inAny: texts) != nil)
        #expect(FuzzyMatch.score("队列 repair", inAny: texts) != nil)
        #expect(FuzzyMatch.score("wx zzz", inAny: texts) == nil)
    }
}
