import TerminalKit
import Testing

@Suite("Footer, message line and bars")
struct ChromeTests {
    private func canvas(_ columns: Int) -> Canvas { Canvas(size: Size(columns: columns, rows: 1)) }

    @Test("the footer is cut between entries, by cells")
    func footer() {
        let footer = KeyFooter([KeyLabel("F1", "帮助"), KeyLabel("Ctrl-S", "登记投诉"), KeyLabel("Esc", "返回")])
        var wide = canvas(40)
        footer.draw(in: wide.bounds, on: &wide)
        #expect(wide.text == "F1 帮助  Ctrl-S 登记投诉  Esc 返回")
        var narrow = canvas(24)
        footer.draw(in: narrow.bounds, on: &narrow)
        #expect(narrow.text == "F1 帮助  Ctrl-S 登记投诉")
        #expect(footer.shown(in: 23).count == 1)
        #expect(narrow.styleText == "0: 0-1 key, 3-6 keyLabel, 9-14 key, 16-23 keyLabel")
    }

    @Test("a message has a mark as well as a colour")
    func message() {
        var canvas = canvas(20)
        MessageLine(.error, "数据库忙，请重试").draw(in: canvas.bounds, on: &canvas)
        #expect(canvas.text == "x 数据库忙，请重试")
        MessageLine.empty.draw(in: canvas.bounds, on: &canvas)
        #expect(canvas.text == "")
    }

    @Test("progress shows bar, percentage and words")
    func progress() {
        var canvas = canvas(30)
        ProgressBar(fraction: 0.42, label: "剩 2 分").draw(in: canvas.bounds, on: &canvas)
        #expect(canvas.text == "███████░░░░░░░░░░  42% 剩 2 分")
    }

    @Test("a bar that has begun shows a cell, one that is not done leaves one")
    func bars() {
        for (fraction, expected) in [(0.0, "..........".count), (0.001, 9), (0.5, 5), (0.999, 1), (1.0, 0)] {
            var canvas = Canvas(size: Size(columns: 10, rows: 1), plain: true)
            canvas.bar(fraction, in: canvas.bounds, .accent)
            #expect(canvas.text.count { $0 == "." } == expected, "\(fraction)")
        }
    }

    @Test("a promise's clock shows its letter first, and is full when missed")
    func clock() {
        var canvas = canvas(10)
        ClockBar(elapsed: 1.7, state: .missed, mark: "逾").draw(in: canvas.bounds, on: &canvas)
        #expect(canvas.text == "逾 ███████")
        #expect(canvas.styleText == "0: 0-9 missed")
    }
}
