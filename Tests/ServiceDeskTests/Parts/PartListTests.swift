import DeskTesting
import Foundation
import Model
import Resources
import Testing

@testable import ServiceDesk

@Suite("Parts as technicians write them")
struct PartListTests {
    let book: PartBook

    init() throws { book = try TemporaryDesk.rules.parts() }

    private func list(_ text: String, _ product: String? = nil) throws -> PartList {
        try PartList(text, book, product: product)
    }

    @Test(
        "a number stands before or behind, with a sign or without, with what is counted in or without",
        arguments: [
            "ac-capacitor x2", "ac-capacitor X2", "ac-capacitor ×2", "ac-capacitor*2", "ac-capacitor = 2",
            "ac-capacitor: 2", "2x ac-capacitor", "2 × ac-capacitor", "2*ac-capacitor", "ac-capacitor 2",
            "ac-capacitor (2)", "ac-capacitorx2", "2 ac-capacitor", "ac-capacitor 2 pieces",
            "ac-capacitor x2 pcs",
            "2 pieces ac-capacitor", "启动电容 2", "启动电容2", "启动电容2个", "启动电容×2个", "2个启动电容", "2 个 启动电容",
            "启动电容（2）", "启动电容 Ｘ２", "ＡＣ－ＣＡＰＡＣＩＴＯＲ　×２", "ac-capacitor；启动电容", "Run Capacitor, 启动电容", "启动电容、启动电容",
            "ac-capacitor\nac-capacitor",
        ])
    func notations(_ text: String) throws {
        let list = try list(text)
        #expect(list.counts == ["ac-capacitor": 2] && list.text.isEmpty)
        #expect(list.written == "ac-capacitor x2")
    }

    @Test(
        "a code goes by in any case, width and dashes; a name in either language",
        arguments: [
            "ac-fan-motor", "AC-FAN-MOTOR", "ac fan motor", "acfanmotor", "AC_Fan_Motor", "ac–fan—motor",
            "Ａｃ－ｆａｎ－ｍｏｔｏｒ",
            "Fan motor", "fan MOTOR", "风扇电机", "fan",
        ])
    func folded(_ text: String) throws {
        #expect(try list(text).counts == ["ac-fan-motor": 1])
    }

    @Test("several kinds in one list, with what only people read, stay in their order, in codes")
    func several() throws {
        let list = try list("滤芯 x2, 铜管 1 米；Drain pump、cable 2x1.5 mm；purifier-filter")
        #expect(list.counts == ["purifier-filter": 3, "washer-pump": 1])
        #expect(list.text == ["铜管 1 米", "cable 2x1.5 mm"])
        #expect(list.written == "purifier-filter x3; 铜管 1 米; washer-pump; cable 2x1.5 mm")
        #expect(try PartList(list.written, book) == list)
        #expect(try self.list(" ;；,\n、 ").written == "")
    }

    @Test("words of a name that fit several are refused with those; what the visit is about decides")
    func ambiguous() throws {
        do {
            _ = try list("2x motor")
            Issue.record("taken")
        } catch PartFault.ambiguousPart(let word, let parts) {
            #expect(word == "motor" && parts.map(\.code) == ["ac-fan-motor", "hood-motor"])
        }
        #expect(try list("motor x2", "range-hood").counts == ["hood-motor": 2])
        #expect(try list("电机", "air-conditioner").counts == ["ac-fan-motor": 1])
        #expect(throws: PartFault.self) { try list("电机") }
        // A compressor of another product is none of this one's parts: that is for people to read.
        #expect(try list("压缩机", "air-conditioner").text == ["压缩机"])
        #expect(try list("压缩机", "refrigerator").counts == ["fridge-compressor": 1])
        // A whole name means what it says, whatever the visit is about.
        #expect(try list("冰箱压缩机", "air-conditioner").counts == ["fridge-compressor": 1])
    }

    @Test("what looks like a code and is none is refused with those that are near, never all there are")
    func unknown() throws {
        func near(_ text: String) throws -> [String] {
            do {
                _ = try list(text)
                Issue.record("\(text) was taken")
                return []
            } catch PartFault.unknownPart(_, let near) { return near.map(\.code) }
        }
        #expect(try near("ac-capacitr") == ["ac-capacitor"])
        #expect(try near("AC-CAPACITER x2") == ["ac-capacitor"])
        #expect(try near("washer-bump") == ["washer-pump"])
        #expect(try near("fridge-comp") == ["fridge-compressor"])
        #expect(try near("zz-top").isEmpty)
        #expect(try near("zztop x3").isEmpty)
        #expect(try near("3 capacitr") == ["ac-capacitor"])
        for text in ["leaking hose", "screw 4", "24 V", "说明书上的那个垫片", "管 3 米"] {
            #expect(try list(text).text == [text])
        }
    }

    @Test(
        "a code that ends in a number is itself, and a count behind another code is a count",
        arguments: [
            ("fuse-1=2", ["fuse-1": 2]), ("fuse-1 x2", ["fuse-1": 2]), ("FUSE-1: 2", ["fuse-1": 2]),
            ("2 fuse-1", ["fuse-1": 2]), ("fuse-1 2", ["fuse-1": 2]), ("fuse-12", ["fuse-12": 1]),
            ("fuse-12=2", ["fuse-12": 2]), ("fuse12", ["fuse-12": 1]),
            ("fuse-1; fuse-12", ["fuse-1": 1, "fuse-12": 1]),
        ])
    func numbered(_ text: String, _ counts: [String: Int]) throws {
        let folder = try TemporaryFolder()
        let fuses = ["fuse-1", "fuse-12"].map { code in
            """
              \(code):
                label: {en: Fuse \(code.dropFirst(5)) A, zh-Hans: \(code.dropFirst(5))安熔丝}
                unit: {en: piece, zh-Hans: 个}
                price: 2.00
            """
        }
        try Data((try ResourceLibrary().file("parts.yaml").text + fuses.joined(separator: "\n")).utf8)
            .write(to: URL(fileURLWithPath: folder.file("parts.yaml")))
        let book = try Rules(library: ResourceLibrary(override: folder.file(""))).parts()
        #expect(try PartList(text, book).counts == counts)
    }

    @Test(
        "of a list that was kept, what has left the catalogue or means several by now is words; the others stay parts"
    )
    func kept() {
        let list = PartList(kept: "ac-capacitor x2; ac-nothing x3; motor; 垫片; washer-pump", book)
        #expect(list.counts == ["ac-capacitor": 2, "washer-pump": 1])
        #expect(list.text == ["ac-nothing x3", "motor", "垫片"])
    }

    @Test("numbers that are no number of pieces are refused, however long, and nothing overflows")
    func numbers() throws {
        for (text, count) in [
            ("ac-capacitor x0", 0), ("ac-capacitor x-2", -2), ("ac-capacitor x100001", 100_001),
            ("ac-capacitor x99999999999999999999999999", Int.max), ("99999999999999999999 个启动电容", Int.max),
            ("ac-capacitor x-99999999999999999999999999", Int.min),
            ("ac-capacitor x100000; ac-capacitor", 100_001),
        ] {
            #expect(throws: PartFault.badQuantity(count), "\(text)") { try list(text) }
        }
        #expect(throws: PartFault.notWhole("1.5")) { try list("ac-capacitor x1.5") }
        #expect(throws: PartFault.notWhole("1.5")) { try list("1.5x 启动电容") }
        let nines = String(repeating: "9", count: 5000)
        #expect(throws: PartFault.self) { try list("ac-capacitor x\(nines)") }
        #expect(try list(nines).text == [nines])
    }

    @Test("nothing that people, pastes or cats type brings it down", arguments: 0..<20)
    func noise(_ seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        let pieces = [
            "ac-capacitor", "x", "×", "*", "2", "9999999999999999999", "-", "(", ")", "（", "）", ";", "、", "，",
            " ", "\n", "个",
            "电机", "motor", "=", ":", "：", "１", "\u{0}", "🧯", "e\u{301}", ".", "1.5", "İ", "ß", "㎏",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
                pieces.randomElement(using: &chance) ?? ""
            }.joined()
            guard let list = try? list(text) else { continue }
            #expect(list.counts.values.allSatisfy { (1...PartFault.most).contains($0) })
            #expect((try? PartList(list.written, book))?.counts == list.counts, "\(text)")
        }
    }

    @Test("how far words are apart is counted in letters, no further than asked")
    func distance() {
        for (a, b, d) in [
            ("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1), ("kitten", "sitting", 3),
        ] {
            #expect(EditDistance.between(a, b, most: 5) == d)
            #expect(EditDistance.between(b, a, most: 5) == d)
        }
        #expect(EditDistance.between("a", "abcdefgh", most: 2) == .max)
    }
}
