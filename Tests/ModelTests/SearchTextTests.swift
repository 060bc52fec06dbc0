import Model
import Testing

@Suite("Search text")
struct SearchTextTests {
    @Test(
        "text is split into words, Chinese characters and their pairs",
        arguments: [
            ("海尔 BCD-118", ["海", "海尔", "尔", "bcd", "118"]),
            ("空调不制冷", ["空", "空调", "调", "调不", "不", "不制", "制", "制冷", "冷"]),
            ("ＢＣＤ１１８ｔｍ", ["bcd118tm"]),
            ("José Müller's ÅNGSTRÖM", ["jose", "muller", "s", "angstrom"]),
            ("Jose\u{301}", ["jose"]),
            ("ﬁlter №5", ["filter", "no5"]),
            ("iPhone15漏电", ["iphone15", "漏", "漏电", "电"]),
            ("𠮷田", ["𠮷", "𠮷田", "田"]),
            ("阿依古丽·买买提", ["阿", "阿依", "依", "依古", "古", "古丽", "丽", "买", "买买", "买", "买提", "提"]),
            ("，。！ --", []),
            ("", []),
        ] as [(String, [String])])
    func tokens(text: String, expected: [String]) {
        #expect(SearchText.tokens(of: text) == expected)
    }

    @Test(
        "a query asks for pairs of a Chinese word, or for the one character",
        arguments: [
            ("制冷", ["制冷"]), ("不制冷", ["不制", "制冷"]), ("冷", ["冷"]), ("海尔 bcd", ["海尔", "bcd"]),
            ("Müller", ["muller"]), ("！", []),
        ] as [(String, [String])])
    func query(text: String, expected: [String]) {
        #expect(SearchText.query(text) == expected)
    }

    @Test("whatever part of a Chinese sentence is sought, its tokens hold the query's")
    func everyPartIsFound() {
        let sentence = "客户反映冰箱不制冷且噪音大"
        let stored = Set(SearchText.tokens(of: sentence))
        for start in sentence.indices {
            for end in sentence[start...].indices {
                let part = String(sentence[start...end])
                #expect(stored.isSuperset(of: SearchText.query(part)), "\(part)")
            }
        }
    }

    @Test(
        "names are found by initials, surnames with a reading of their own included",
        arguments: [
            ("王小明", "wxm"), ("欧阳娜娜", "oynn"), ("单雄信", "sxx"), ("曾国藩", "zgf"), ("尉迟恭", "ycg"),
            ("吕布", "lb"), ("John Smith", "js"), ("Émile Zola", "ez"), ("阿依古丽·买买提", "ayglmmt"),
            ("小区", "xq"),
        ])
    func initials(name: String, expected: String) {
        #expect(SearchText.initials(of: name) == expected)
    }

    @Test("a name without letters has no initials", arguments: ["", "——", "  "])
    func noInitials(name: String) {
        #expect(SearchText.initials(of: name) == nil)
    }
}
