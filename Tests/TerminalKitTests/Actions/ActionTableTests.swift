import TerminalKit
import Testing

@Suite("Action table")
struct ActionTableTests {
    private static let save = ActionID("save")
    private static let cancelVisit = ActionID("cancelVisit")
    private static let help = ActionID("help")
    private static let find = ActionID("find")
    private static let close = ActionID("close")

    private let everywhere = [
        action(help, [.f(1), .character("?")], "帮助", "显示所有按键"),
        action(find, [.f(3), .character("x")], "查找", "按电话、单号查找"),
    ]

    private static func action(
        _ id: ActionID, _ keys: [Key], _ short: String = "", _ long: String = "", keywords: [String] = [],
        why: String? = nil, asks: Action.Confirmation? = nil
    ) -> Action {
        Action(id, keys, whyDisabled: why, confirmation: asks) {
            Action.Words(short: short, long: long, group: "通用", keywords: keywords)
        }
    }

    private func table(hasPhone: Bool = true) throws -> ActionTable {
        let screen = [
            Self.action(Self.save, [.ctrl("s")], "登记", "登记投诉", why: hasPhone ? nil : "请先填写电话"),
            Self.action(
                Self.cancelVisit, [.character("x")], "取消", "取消上门",
                asks: .init(title: "取消", message: "确定？", confirm: "取消上门", cancel: "返回")),
            Self.action(Self.close, [], "关闭", "关闭服务单", keywords: ["close"]),
        ]
        return try ActionTable(scope: "C120", screen).inside(
            ActionTable(scope: "everywhere", everywhere))
    }

    @Test("the same key twice in one scope is refused, naming both")
    func clash() {
        let clash = #expect(throws: ActionTable.Clash.self) {
            try ActionTable(
                scope: "C130",
                [Self.action(Self.save, [.f(2)]), Self.action(Self.find, [.f(3), .f(2)])])
        }
        #expect(clash?.description == "C130: key F2 is given to save and find")
    }

    @Test("the same id twice is refused")
    func sameID() {
        let clashes = ActionTable.clashes(
            scope: "x", [Self.action(Self.save, [.ctrl("s")]), Self.action(Self.save, [])])
        #expect(clashes.map(\.key) == [nil])
    }

    @Test("an inner scope's key hides the outer one's, everywhere it is shown")
    func hiding() throws {
        let table = try table()
        guard case .ask(Self.cancelVisit, let confirmation) = table.match(.character("x")) else {
            Issue.record("x belongs to the screen")
            return
        }
        #expect(confirmation.title == "取消")
        #expect(table.help.first { $0.id == Self.find }?.keys == "F3")
    }

    @Test("a disabled action says why, is not in the footer, and is grey with the reason elsewhere")
    func disabled() throws {
        let table = try table(hasPhone: false)
        guard case .disabled(Self.save, let why) = table.match(.ctrl("s")) else {
            Issue.record("saving needs a phone number")
            return
        }
        #expect(why == "请先填写电话")
        #expect(table.footer.labels.map(\.key) == ["x", "F1", "F3"])
        #expect(try self.table().footer.labels.map(\.label) == ["登记", "取消", "帮助", "查找"])
        #expect(table.palette.first?.whyDisabled == "请先填写电话")
    }

    @Test("help lists what has a key, the palette everything")
    func generated() throws {
        let table = try table()
        #expect(table.help.map(\.keys) == ["Ctrl-S", "x", "F1 ?", "F3"])
        #expect(table.palette.map(\.id) == [Self.save, Self.cancelVisit, Self.close, Self.help, Self.find])
        var help = Picker.help(table.help, title: "帮助", placeholder: "", emptyText: "")
        _ = help.handle(.paste("查找"))
        #expect(help.handle(.key(.enter)) == .picked(Self.find))
        #expect(table.match(.character("q")) == nil)
    }
}
