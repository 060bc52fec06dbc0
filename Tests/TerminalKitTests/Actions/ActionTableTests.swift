import TerminalKit
import Testing

@Suite("Action table")
struct ActionTableTests {
    private enum ID: Hashable, Sendable { case save, cancelVisit, help, find, close }
    private typealias Table = ActionTable<ID, Bool>

    private let everywhere = [
        Action<ID, Bool>(.help, [.f(1), .character("?")], short: "帮助", long: "显示所有按键", group: "通用"),
        Action(.find, [.f(3), .character("x")], short: "查找", long: "按电话、单号查找", group: "通用"),
    ]
    private let screen = [
        Action<ID, Bool>(
            .save, [.ctrl("s")], short: "登记", long: "登记投诉", whyDisabled: { $0 ? nil : "请先填写电话" }),
        Action(
            .cancelVisit, [.character("x")], short: "取消", long: "取消上门",
            confirmation: { _ in .init(title: "取消", message: "确定？", confirm: "取消上门", cancel: "返回") }),
        Action(.close, [], short: "关闭", long: "关闭服务单", keywords: ["close"]),
    ]

    private func table() throws -> Table {
        try Table(scope: "C120", screen).inside(Table(scope: "everywhere", everywhere))
    }

    @Test("the same key twice in one scope is refused, naming both")
    func clash() {
        let clash = #expect(throws: Table.Clash.self) {
            try Table(
                scope: "C130",
                [
                    Action(.save, [.f(2)], short: "", long: ""),
                    Action(.find, [.f(3), .f(2)], short: "", long: ""),
                ])
        }
        #expect(clash?.description == "C130: key F2 is given to save and find")
    }

    @Test("the same id twice is refused")
    func sameID() {
        let clashes = Table.clashes(scope: "x", screen + [Action(.save, [], short: "", long: "")])
        #expect(clashes.map(\.key) == [nil])
    }

    @Test("an inner scope's key hides the outer one's, everywhere it is shown")
    func hiding() throws {
        let table = try table()
        guard case .ask(.cancelVisit, let confirmation) = table.match(.character("x"), true) else {
            Issue.record("x belongs to the screen")
            return
        }
        #expect(confirmation.title == "取消")
        #expect(table.help(true).first { $0.id == .find }?.keys == "F3")
    }

    @Test("a disabled action says why, is not in the footer, and is grey with the reason elsewhere")
    func disabled() throws {
        let table = try table()
        guard case .disabled(.save, let why) = table.match(.ctrl("s"), false) else {
            Issue.record("saving needs a phone number")
            return
        }
        #expect(why == "请先填写电话")
        #expect(table.footer(false).labels.map(\.key) == ["x", "F1", "F3"])
        #expect(table.footer(true).labels.map(\.label) == ["登记", "取消", "帮助", "查找"])
        #expect(table.palette(false).first?.whyDisabled == "请先填写电话")
    }

    @Test("help lists what has a key, the palette everything")
    func generated() throws {
        let table = try table()
        #expect(table.help(true).map(\.keys) == ["Ctrl-S", "x", "F1 ?", "F3"])
        #expect(table.palette(true).map(\.id) == [.save, .cancelVisit, .close, .help, .find])
        var help = Picker.help(table.help(true), title: "帮助", placeholder: "", emptyText: "")
        _ = help.handle(.paste("查找"))
        #expect(help.handle(.key(.enter)) == .picked(.find))
        #expect(table.match(.character("q"), true) == nil)
    }
}
