import Testing

@testable import Quality

@Suite("Terms in what people say")
struct TermTests {
    private func counts(_ texts: [String], least: Int = 2) -> [String: Int] {
        Dictionary(
            TermCount.count(texts, least: least).map { ($0.term, $0.texts) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("terms are counted once for a text, in both languages, without words that say nothing")
    func both() {
        let texts = ["The technician was late, late again", "Technician polite", "师傅迟到了", "师傅很客气，迟到两次"]
        #expect(counts(texts) == ["technician": 2, "师傅": 2, "迟到": 2])
    }

    @Test("half a word is no term beside the whole, though it stands in more texts than any whole")
    func halves() {
        let found = counts(["师傅态度很好", "师傅态度差", "态度一般", "师傅态度不错", "师傅很客气"])
        #expect(found == ["师傅": 4, "态度": 4, "师傅态度": 3])
    }

    @Test("what two words meet in is none, even where several words end alike")
    func meetings() {
        let found = counts(["服务态度差", "态度差", "速度差", "态度好", "服务态度好", "速度快", "速度慢", "速度还行"])
        #expect(found["度差"] == nil && found["务态"] == nil)
        #expect(found["态度"] == 4 && found["速度"] == 4)
    }

    @Test(
        "a part that stands in no more texts than a longer term is left out; one that stands in more is counted"
    )
    func parts() {
        let found = counts(["收费要开发票", "没开发票", "希望开发票", "空调漏水", "冰箱漏水", "又漏水了"])
        #expect(found == ["开发票": 3, "漏水": 3])
    }

    @Test(
        "a phrase that several say alike is one term, not cut within its words"
    )
    func phrases() {
        let said = "配件到货时间说准一点"
        #expect(counts([said, said, "到货慢"]) == [said: 2, "到货": 3])
    }

    @Test("no term begins or ends with a particle, a pronoun or a word of degree")
    func particles() {
        let found = counts(["很满意的", "他们很满意的", "我们都很满意的"])
        #expect(found == ["满意": 3])
    }

    @Test(
        "the most frequent come first, those of as many texts in the order of the alphabet; one text alone makes none"
    )
    func order() {
        let found = TermCount.count(["late call", "late call", "late", "polite"])
        #expect(found.map(\.term) == ["late", "call"])
        #expect(counts(["late call", "polite"], least: 1).keys.sorted() == ["call", "late", "polite"])
        #expect(TermCount.count([]).isEmpty)
    }

    @Test("a text holds a term as it was counted: words whole, Chinese anywhere in a sentence")
    func holds() {
        #expect(TermCount.isIn("Very LATE again", "late") && !TermCount.isIn("lately", "late"))
        #expect(TermCount.isIn("这位师傅态度很好", "态度") && !TermCount.isIn("态，度", "态度"))
    }
}
