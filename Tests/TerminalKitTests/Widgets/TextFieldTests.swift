import TerminalKit
import Testing

@Suite("Text field")
struct TextFieldTests {
    private func field(_ text: String = "", multiline: Bool = false, _ keys: Key...) -> TextField {
        var field = TextField(text, multiline: multiline)
        for key in keys { _ = field.handle(.key(key)) }
        return field
    }

    @Test("the caret moves by what is seen, not by scalars")
    func graphemes() {
        #expect(field("e\u{301}中👨‍👩‍👧", .backspace).text == "e\u{301}中")
        #expect(field("e\u{301}中", .left, .backspace).text == "中")
        #expect(field("中文", .home, .delete).text == "文")
    }

    @Test("a mark that arrives alone joins the character before the caret")
    func combining() {
        let joined = field("ae", .character("\u{301}"), .character("x"))
        #expect(joined.text == "ae\u{301}x")
        #expect(joined.buffer.caret == 3)
    }

    @Test("Emacs keys work by word and by line")
    func emacs() {
        #expect(field("repair the fridge", .ctrl("w")).text == "repair the ")
        #expect(field("repair the fridge", .ctrl("a"), .alt("d")).text == " the fridge")
        #expect(field("冰箱，坏了", .ctrl("w")).text == "冰箱，")
        #expect(field("abc", .left, .ctrl("k")).text == "ab")
        #expect(field("abc", .left, .ctrl("u")).text == "c")
        #expect(field("one two", .wordLeft, .character("X")).text == "one Xtwo")
    }

    @Test("a run of Chinese is walked in words of two, and a change of script ends a word")
    func ideographs() {
        #expect(field("空调又不制冷", .ctrl("w")).text == "空调又不")
        #expect(field("空调又不制冷", .home, .wordRight, .character("|")).text == "空调|又不制冷")
        #expect(field("故障E3", .ctrl("w")).text == "故障")
        #expect(field("E3故障", .home, .alt("d")).text == "故障")
    }

    @Test("what was taken out goes back in, and pieces taken out in one go as one")
    func killAndYank() {
        #expect(field("one two three", .ctrl("w"), .ctrl("w"), .home, .ctrl("y")).text == "two threeone ")
        #expect(field("abc", .home, .ctrl("k"), .ctrl("y"), .ctrl("y")).text == "abcabc")
        #expect(field("ab cd", .ctrl("w"), .home, .alt("d"), .ctrl("y")).text == "ab ", "a move ends the run")
        #expect(field("ab", .ctrl("u"), .ctrl("y"), .ctrl("z")).text == "")
        #expect(field("ab", .ctrl("y")).text == "ab", "nothing was taken out")
    }

    @Test("undoing everything gives the text it began with", arguments: [5, 91, 2026] as [UInt64])
    func undoAll(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] = [
            .left, .right, .backspace, .delete, .wordLeft, .ctrl("k"), .ctrl("u"), .ctrl("w"), .ctrl("y"),
            .alt("d"), .enter, .alt("z"),
        ]
        for multiline in [false, true] {
            let start = RandomText.string(&generator, pieces: 6)
            var field = TextField(start, multiline: multiline)
            let begun = field.text
            for round in 0..<150 {
                if Bool.random(using: &generator), let key = keys.randomElement(using: &generator) {
                    _ = field.handle(.key(key))
                } else {
                    _ = field.handle(.paste(RandomText.string(&generator, pieces: 2)))
                }
                let before = String(field.buffer.beforeCaret)
                #expect(before + field.buffer.afterCaret == field.text, "seed \(seed) round \(round)")
                #expect(before.count == field.buffer.caret, "seed \(seed) round \(round)")
            }
            while field.handle(.key(.ctrl("z"))) == .changed {}
            #expect(field.text == begun, "seed \(seed)")
        }
    }

    @Test("a field full of a large paste still undoes the last change, without keeping every state")
    func largeHistory() {
        let page = String(repeating: "维修", count: 200_000)
        var field = TextField(page)
        for _ in 0..<6 { _ = field.handle(.paste("xy")) }
        for _ in 0..<6 { _ = field.handle(.key(.ctrl("z"))) }
        #expect(field.text.count > page.count, "states beyond four megabytes are forgotten")
        #expect(field.text.count < page.count + 12)
    }

    @Test("undo takes back a run of typing at once, redo brings it again")
    func undo() {
        var field = field("", .character("a"), .character("b"), .character(" "), .character("c"))
        _ = field.handle(.key(.ctrl("w")))
        #expect(field.text == "ab ")
        _ = field.handle(.key(.ctrl("z")))
        #expect(field.text == "ab c")
        _ = field.handle(.key(.ctrl("z")))
        #expect(field.text == "ab ")
        _ = field.handle(.key(.ctrl("z")))
        _ = field.handle(.key(.ctrl("z")))
        #expect(field.text == "")
        _ = field.handle(.key(.alt("z")))
        #expect(field.text == "ab")
        #expect(field.handle(.key(.tab)) == .ignored)
    }

    @Test("a paste into one line loses its line breaks, into several keeps them")
    func paste() {
        var line = field("a")
        #expect(line.handle(.paste("一\n二\n")) == .changed)
        #expect(line.text == "a一 二")
        var lines = TextField(multiline: true)
        _ = lines.handle(.paste("一\n二"))
        #expect(lines.text == "一\n二")
    }

    @Test("typing beyond the limit is refused, a paste is cut to it")
    func limit() {
        var field = TextField("", limit: 3)
        _ = field.handle(.paste("维修中心"))
        #expect(field.text == "维修中")
        #expect(field.handle(.key(.character("x"))) == .moved)
        #expect(field.text == "维修中")
    }

    @Test("in several lines Up and Down keep the column and leave at the edges")
    func lines() {
        var field = field("first\nx\nthird", multiline: true, .up)
        #expect(field.buffer.caret == 7, "the end of the short line")
        #expect(field.handle(.key(.up)) == .moved)
        #expect(field.handle(.key(.up)) == .ignored)
        #expect(field.handle(.key(.enter)) == .changed)
    }

    @Test("the caret stands in the cell where the next character goes")
    func caretCell() {
        var canvas = Canvas(size: Size(columns: 12, rows: 1))
        field("维修a", .left).draw(in: canvas.bounds, on: &canvas, focused: true)
        #expect(canvas.caret == Point(column: 4, row: 0))
        #expect(canvas.caretIsVisible)
    }

    @Test("a long line scrolls by cells and marks what is hidden")
    func scrolling() {
        var canvas = Canvas(size: Size(columns: 8, rows: 1))
        let field = field("一二三四五六七八")
        field.draw(in: canvas.bounds, on: &canvas, focused: true)
        #expect(canvas.text == "< 八")
        #expect(canvas.caret == Point(column: 4, row: 0))
        field.draw(in: canvas.bounds, on: &canvas, focused: false)
        #expect(canvas.text == "一二三 >")
    }

    @Test("several lines wrap at words and the caret follows")
    func wrapping() {
        var canvas = Canvas(size: Size(columns: 9, rows: 4))
        field("the fridge 不制冷\nx", multiline: true, .up, .end).draw(
            in: canvas.bounds, on: &canvas, focused: true)
        #expect(canvas.text == "the\nfridge\n不制冷\nx")
        #expect(canvas.caret == Point(column: 6, row: 2))
        var full = Canvas(size: Size(columns: 9, rows: 3))
        field("一二三四 五六", multiline: true, .end).draw(in: full.bounds, on: &full, focused: true)
        #expect(full.text == "一二三四\n五六", "the blank for which there is no room begins no line")
        #expect(full.caret == Point(column: 4, row: 1))
    }

    @Test("whatever is typed, the caret is inside and the canvas whole", arguments: [13, 77] as [UInt64])
    func property(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let keys: [Key] = [
            .left, .right, .home, .end, .backspace, .delete, .wordLeft, .wordRight, .ctrl("k"), .ctrl("w"),
            .ctrl("z"),
            .ctrl("y"), .enter, .up, .down,
        ]
        for multiline in [false, true] {
            var field = TextField(multiline: multiline)
            for round in 0..<1_000 {
                if Bool.random(using: &generator), let key = keys.randomElement(using: &generator) {
                    _ = field.handle(.key(key))
                } else {
                    _ = field.handle(.paste(RandomText.string(&generator, pieces: 3)))
                }
                #expect((0...field.text.count).contains(field.buffer.caret), "seed \(seed) round \(round)")
                var canvas = Canvas(size: Size(columns: 11, rows: 3))
                let area = Rect(column: 1, row: 0, width: 9, height: 3)
                field.draw(in: area, on: &canvas, focused: true)
                let caret = try #require(canvas.caret)
                #expect(area.contains(caret) || caret.column == area.endColumn, "seed \(seed) round \(round)")
                #expect(canvas.brokenRows.isEmpty, "seed \(seed) round \(round)")
            }
        }
    }
}
