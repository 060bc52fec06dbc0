import Testing

@testable import aftercare

@Suite("How wide a terminal draws what is of ambiguous width")
struct WidthProbeTests {
    @Test("the cursor's column after the character tells, whatever was typed before the report")
    func report() {
        #expect(WidthProbe.cells(in: "\u{1B}[24;2R") == 1)
        #expect(WidthProbe.cells(in: "ls\u{1B}[1;3R") == 2)
    }

    @Test(
        "what is no report, or tells a width no terminal gives, tells nothing",
        arguments: [
            "", "y", "\u{1B}[", "\u{1B}[24;1R", "\u{1B}[24;7R", "\u{1B}[24R", "\u{1B}[99999;2R",
        ])
    func noReport(reply: String) {
        #expect(WidthProbe.cells(in: reply) == nil)
    }

    @Test("the bars of the sample stand above each other where each character takes one cell")
    func sample() {
        #expect(AskWidth.sample.map(\.count) == [9, 9])
    }

    @Test("yes and no are understood in both languages, and nothing else")
    func answers() {
        #expect(AskWidth.answer("y") == true && AskWidth.answer(" 是 ") == true)
        #expect(AskWidth.answer("NO") == false && AskWidth.answer("否") == false)
        #expect(AskWidth.answer("") == nil && AskWidth.answer("maybe") == nil)
    }
}
