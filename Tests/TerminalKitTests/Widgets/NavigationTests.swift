import TerminalKit
import Testing

@Suite("Tabs, trees, menus")
struct NavigationTests {
    private let tabs = Tabs([
        Tab("cases", "服务单", count: 12), Tab("visits", "上门", count: 3),
        Tab("notes", "备注", key: .character("b")),
    ])

    @Test("the open tab is the one in brackets; keys go to the next and to one's own")
    func tabKeys() {
        var tabs = tabs
        let text = { (tabs: Tabs<String>) in drawn(40, 1) { tabs.draw(in: $0, on: &$1) }.text }
        #expect(text(tabs) == "[服务单 12] 上门 3  备注")
        #expect(tabs.handle(.key(.left)) == .ignored)
        #expect(tabs.handle(.key(.right)) == .switched("visits"))
        #expect(text(tabs) == " 服务单 12 [上门 3] 备注")
        #expect(tabs.handle(.key(.character("ｂ"))) == .switched("notes"))
        tabs.setTabs([Tab("notes", "Notes"), Tab("cases", "Cases")])
        #expect(tabs.selected == "notes" && text(tabs) == "[Notes] Cases")
    }

    @Test("where tabs have no room the open one is in view, and signs tell of the others")
    func tabRoom() {
        var tabs = tabs
        let text = { (tabs: Tabs<String>) in drawn(16, 1) { tabs.draw(in: $0, on: &$1) }.text }
        #expect(text(tabs) == "[服务单 12]    >")
        tabs.select("notes")
        #expect(text(tabs) == "< 上门 3 [备注]")
    }

    private var tree: Tree<String> {
        Tree([
            TreeNode("fridge", "冰箱", detail: "2", children: .unread),
            TreeNode("washer", "洗衣机", children: .nodes([TreeNode("drum", "滚筒"), TreeNode("top", "波轮")])),
        ])
    }

    @Test("branches open and close with Right and Left, and are read when first wanted")
    func treeKeys() {
        var tree = tree
        #expect(tree.handle(.key(.right)) == .wanted("fridge"))
        #expect(tree.handle(.key(.left)) == .moved)
        #expect(tree.handle(.key(.right)) == .wanted("fridge"))
        tree.setChildren([TreeNode("door", "门封条"), TreeNode("motor", "压缩机")], of: "fridge")
        #expect(tree.handle(.key(.right)) == .moved && tree.selected == "door")
        #expect(tree.handle(.key(.enter)) == .opened("door"))
        #expect(
            drawn(14, 5) { tree.draw(in: $0, on: &$1) }.text == """
                - 冰箱       2
                    门封条
                    压缩机
                + 洗衣机
                """)
        #expect(tree.handle(.key(.left)) == .moved && tree.selected == "fridge")
        #expect(tree.handle(.key(.left)) == .moved)
        #expect(drawn(14, 5) { tree.draw(in: $0, on: &$1) }.text == "+ 冰箱       2\n+ 洗衣机")
    }

    @Test("read anew, branches stay open and the selection on its entry")
    func treeAgain() {
        var tree = Tree(tree.roots, expanded: ["washer"])
        _ = tree.handle(.key(.end))
        #expect(tree.selected == "top")
        tree.setRoots([TreeNode("new", "电视")] + tree.roots)
        #expect(tree.selected == "top" && tree.expanded == ["washer"])
        tree.setChildren([], of: "fridge")
        _ = tree.handle(.key(.home))
        #expect(tree.handle(.key(.right)) == .moved && tree.selected == "new")
    }

    private var menu: Menu<String> {
        Menu([
            MenuItem("move", "改派", letter: "m"),
            MenuItem("lock", "锁定", letter: "l", whyDisabled: "已在路上，不能锁定"),
            MenuItem("call", "致电客户"),
        ])
    }

    @Test("a menu drops below its anchor, letters in brackets, the reason of what cannot be done below")
    func menuDrawn() {
        var menu = menu
        #expect(menu.handle(.key(.character("l"))) == .refused("已在路上，不能锁定"))
        let canvas = drawn(30, 8) {
            menu.draw(below: Rect(column: 2, row: 0, width: 5, height: 1), within: $0, on: &$1)
        }
        #expect(
            canvas.text == """

                  ┌────────────────────┐
                  │ [m] 改派           │
                  │ [l] 锁定           │
                  │     致电客户       │
                  │ 已在路上，不能锁定 │
                  └────────────────────┘
                """)
        #expect(menu.handle(.key(.character("ｍ"))) == .picked("move"))
        #expect(menu.handle(.key(.end)) == .moved && menu.handle(.key(.enter)) == .picked("call"))
        #expect(menu.handle(.key(.escape)) == .cancelled)
    }

    @Test("at the screen's foot a menu opens upwards")
    func menuUpwards() {
        let canvas = drawn(30, 8, plain: true) {
            menu.draw(below: Rect(column: 25, row: 7, width: 5, height: 1), within: $0, on: &$1)
        }
        #expect(canvas.text.hasPrefix("\n\n              +--------------+") && canvas.text.hasSuffix("+"))
    }

    @Test("all keep to their rectangle, whatever is in them")
    func contained() {
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            let texts = (0..<4).map { _ in RandomText.content(&generator) }
            let tabs = Tabs(texts.enumerated().map { Tab($0, $1, count: $0) }, selected: 2)
            let leaves = texts.enumerated().map { TreeNode($0 + 10, $1, detail: texts[0]) }
            let tree = Tree([TreeNode(1, texts[0], children: .nodes(leaves))], expanded: [1])
            let menu = Menu(
                texts.enumerated().map { MenuItem($0, $1, letter: "x", whyDisabled: $1) }, title: texts[1])
            expectContained("tabs \(seed)") { tabs.draw(in: $0, on: &$1) }
            expectContained("tree \(seed)") { tree.draw(in: $0, on: &$1) }
            expectContained("menu \(seed)") { menu.draw(below: $0.line(0), within: $0, on: &$1) }
        }
    }
}
