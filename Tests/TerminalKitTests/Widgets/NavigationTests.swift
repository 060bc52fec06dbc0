import TerminalKit
import Testing

@Suite("Tabs, trees, menus")
struct NavigationTests {
    @Test(
        "each tab has its key, by which it can be clicked; where room is scarce counts go first, then names")
    func tabs() {
        let tabs = Tabs(["服务单", "上门", "备注"], counts: ["(12)", "(3)", ""], selected: 1)
        let text = { (width: Int) in drawn(width, 1) { tabs.draw(in: $0, on: &$1) }.text }
        #expect(text(40) == "1 服务单 (12)  2 上门 (3)  3 备注")
        #expect(text(24) == "1 服务单 2 上门 3 备注")
        #expect(text(14) == "1 2 上门 3")
        let canvas = drawn(40, 1) { tabs.draw(in: $0, on: &$1) }
        #expect(canvas.spot(at: Point(column: 17, row: 0))?.target == .key(.character("2")))
    }

    private var tree: Tree<String> {
        Tree([
            Tree.Entry("white", depth: 0), Tree.Entry("fridge", depth: 1), Tree.Entry("door", depth: 2),
            Tree.Entry("motor", depth: 2), Tree.Entry("washer", depth: 1), Tree.Entry("brown", depth: 0),
        ])
    }

    private func shown(_ tree: Tree<String>, _ glyphs: Glyphs = .drawn) -> [String] {
        tree.lines.map { tree.before($0.id, glyphs) + $0.id }
    }

    @Test(
        "branches close and open; an open one is gone into, and from what is none one goes to what it hangs on"
    )
    func treeKeys() {
        var tree = tree
        #expect(
            shown(tree)
                == ["- white", "├─ - fridge", "│  ├─ door", "│  └─ motor", "└─ washer", "brown"])
        let closed = tree.close("fridge")
        #expect(closed == "fridge" && !tree.isInView("door"))
        #expect(shown(tree) == ["- white", "├─ + fridge", "└─ washer", "brown"])
        #expect(shown(tree, .ascii) == ["- white", "+- + fridge", "+- washer", "brown"])
        let (up, opened) = (tree.close("fridge"), tree.open("fridge"))
        #expect(up == "white" && opened == "fridge" && tree.isInView("door"))
        let (into, none, top) = (tree.open("fridge"), tree.open("door"), tree.close("brown"))
        #expect(into == "door" && none == nil && top == nil)
        let (turned, leaf) = (tree.toggle("white"), tree.toggle("brown"))
        #expect(turned && !leaf && shown(tree) == ["+ white", "brown"])
    }

    @Test("all are closed below the top and opened again; the selection goes to what it hangs on")
    func treeWhole() {
        var tree = tree
        let above = tree.toggleAll(selected: "motor")
        #expect(above == "fridge" && shown(tree) == ["- white", "├─ + fridge", "└─ washer", "brown"])
        let same = tree.toggleAll(selected: "fridge")
        #expect(same == "fridge" && tree.lines.count == 6)
        var flat = Tree([Tree.Entry("a", depth: 0), Tree.Entry("b", depth: 1)])
        let root = flat.toggleAll(selected: "b")
        #expect(root == "a" && flat.lines.map(\.id) == ["a"])
    }

    @Test("read anew, closed branches stay closed")
    func treeAgain() {
        var tree = tree
        tree.close("white")
        tree.show([
            Tree.Entry("new", depth: 0), Tree.Entry("white", depth: 0), Tree.Entry("fridge", depth: 1),
        ])
        #expect(shown(tree) == ["new", "+ white"])
    }

    private var menu: Menu<String> {
        Menu([
            MenuItem("move", "改派", key: .character("m")),
            MenuItem("lock", "锁定", key: .ctrl("l"), whyDisabled: "已在路上，不能锁定"),
            MenuItem("call", "致电客户"),
        ])
    }

    @Test("a menu drops below its anchor, keys before the labels, the reason of what cannot be done below")
    func menuDrawn() {
        var menu = menu
        #expect(menu.handle(.key(.ctrl("l"))) == .refused("已在路上，不能锁定"))
        let canvas = drawn(30, 8) {
            menu.draw(below: Rect(column: 2, row: 0, width: 5, height: 1), within: $0, on: &$1)
        }
        #expect(
            canvas.text == """

                  ┌────────────────────┐
                  │ m       改派       │
                  │ Ctrl-L  锁定       │
                  │         致电客户   │
                  │ 已在路上，不能锁定 │
                  └────────────────────┘
                """)
        #expect(menu.handle(.key(.character("ｍ"))) == .picked("move"))
        #expect(menu.handle(.key(.end)) == .moved && menu.handle(.key(.enter)) == .picked("call"))
        #expect(menu.handle(.key(.escape)) == .cancelled)
    }

    @Test("in the words of another language the selection stays on its item")
    func menuReworded() {
        var menu = menu
        _ = menu.handle(.key(.end))
        menu.reword(as: Menu([MenuItem("call", "Call"), MenuItem("move", "Move")]))
        #expect(menu.handle(.key(.enter)) == .picked("call"))
    }

    @Test("at the screen's foot a menu opens upwards")
    func menuUpwards() {
        let canvas = drawn(30, 8, plain: true) {
            menu.draw(below: Rect(column: 25, row: 7, width: 5, height: 1), within: $0, on: &$1)
        }
        #expect(canvas.text.hasPrefix("\n\n          +------------------+") && canvas.text.hasSuffix("+"))
    }

    @Test("all keep to their rectangle, whatever is in them")
    func contained() {
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            let texts = (0..<4).map { _ in RandomText.content(&generator) }
            let tabs = Tabs(texts, counts: texts, selected: 2)
            let menu = Menu(
                texts.enumerated().map { MenuItem($0, $1, key: .character("x"), whyDisabled: $1) },
                title: texts[1])
            expectContained("tabs \(seed)") { tabs.draw(in: $0, on: &$1) }
            expectContained("menu \(seed)") { menu.draw(below: $0.line(0), within: $0, on: &$1) }
        }
    }
}
