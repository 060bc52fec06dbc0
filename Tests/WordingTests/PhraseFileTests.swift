import Model
import Resources
import Testing

@testable import Wording

@Suite("Reading locale files")
struct PhraseFileTests {
    private func book(_ text: String) throws -> PhraseBook {
        try PhraseBook([ResourceFile(name: "x.yaml", text: text)])
    }

    @Test("sentences, plural forms in both shapes, comments, escapes and blank lines are read")
    func wholeFile() throws {
        let book = try book(
            "\u{FEFF}# head\r\n"
                + """

                a.b: "plain"   # said often
                  # an indented comment
                c-d_1:    "she said \\"{x}\\", \\\\ and\\ttab\\nline"
                flow: { one: "1 #",other: "{count}, many" }
                block:

                  one: "一"
                  other: "多"
                last: ""
                """)
        #expect(book["a.b"]?.other.text == "plain")
        #expect(book["c-d_1"]?.other.text == "she said \"{x}\", \\ and\ttab\nline")
        #expect(book["flow"] == PhraseBook.Entry(one: Sentence("1 #"), other: Sentence("{count}, many")))
        #expect(book["block"] == PhraseBook.Entry(one: Sentence("一"), other: Sentence("多")))
        #expect(book["last"]?.other.text == "")
        #expect(book.keys.count == 5)
    }

    @Test("an empty file says nothing", arguments: ["", "\n\n", "# only a comment"])
    func empty(text: String) throws {
        #expect(try book(text).keys.isEmpty)
    }

    @Test(
        "a line that is no entry is refused with its line and what is wrong",
        arguments: [
            ("a: \"x\"\nb", 2, "locale.noKey"), ("a b: \"x\"", 1, "locale.noKey"),
            (" a: \"x\"", 1, "locale.noKey"),
            ("a: plain", 1, "locale.noQuotes"), ("a: 'x'", 1, "locale.noQuotes"),
            ("a: \"x\" y", 1, "locale.noQuotes"),
            ("\n\na: \"x", 3, "locale.unclosed"), ("a: \"x\n  y\"", 1, "locale.unclosed"),
            ("a: {other: \"x\"", 1, "locale.unclosed"), ("a: \"\\q\"", 1, "locale.escape"),
            ("a: {few: \"x\"}", 1, "locale.form"), ("a: {one: \"x\"}", 1, "locale.noOther"),
            ("a:\nb: \"x\"", 2, "locale.noOther"), ("a: {one: x}", 1, "locale.noQuotes"),
            ("a: \"x\"\n\na: \"y\"", 3, "locale.twice"),
            ("a: {other: \"x\", other: \"y\"}", 1, "locale.twice"),
            ("a:\n  one: \"x\"\n  many: \"y\"", 3, "locale.form"),
        ])
    func refused(text: String, line: Int, key: String) {
        let fault = #expect(throws: RuleFault.self) { try book(text) }
        #expect(fault?.file == "x.yaml")
        #expect(fault?.line == line)
        #expect(fault?.problem.key == key)
    }

    @Test("a key in two files is refused, naming the second")
    func twiceAcrossFiles() {
        let files = ["a.yaml", "b.yaml"].map { ResourceFile(name: $0, text: "k: \"x\"") }
        #expect(
            throws: RuleFault(file: "b.yaml", line: 1, problem: Phrase("locale.twice", ["key": .text("k")]))
        ) { try PhraseBook(files) }
    }

    @Test("placeholders are names between braces, and nothing else is")
    func placeholders() {
        #expect(Sentence("{a}{b.c} {{d}} { e } {} {f").placeholders == ["a", "b.c", "d"])
        #expect(Sentence("none").pieces == [.text("none")])
        #expect(Sentence("").pieces.isEmpty)
    }
}
