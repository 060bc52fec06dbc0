import Testing

@testable import Model

@Suite("Pinyin")
struct PinyinTests {
    @Test(
        "what is shown in Chinese is found by its pinyin and by its initials",
        arguments: [
            ("维修", ["weixiu", "wx"]), ("空调", ["kongtiao", "kt"]), ("调度看板", ["diaodukanban", "ddkb"]),
            ("重庆", ["chongqing", "cq"]), ("重量", ["zhongliang", "zl"]), ("重新派单", ["chongxinpaidan", "cxpd"]),
            ("地址", ["dizhi", "dz"]), ("绿色", ["lvse", "ls"]), ("女士", ["nvshi", "ns"]),
            ("工单", ["gongdan", "gd"]),
            ("长沙银行", ["changshayinhang", "csyh"]), ("店长", ["dianzhang", "dz"]), ("大厦", ["dasha", "ds"]),
            ("大厦", ["dasha", "ds"]), ("厦门", ["xiamen", "xm"]), ("消毒柜", ["xiaodugui", "xdg"]),
            ("洗衣机 E3 故障", ["xiyijie3guzhang", "xyjegz"]),
            ("海尔，冰箱", ["haierbingxiang", "hebx"]), ("曾经", ["cengjing", "cj"]),
        ] as [(String, [String])])
    func words(text: String, keys: [String]) {
        #expect(Pinyin.keys(of: text) == keys)
    }

    @Test("a ü that can be no u is typed either way")
    func dots() {
        #expect(Pinyin.keys(of: "战略") == ["zhanlve", "zl", "zhanlue"])
        #expect(Pinyin.keys(of: "疟疾").contains("nueji"))
    }

    @Test(
        "surnames are read in their own way, given names as usual",
        arguments: [
            ("王小明", ["wangxiaoming", "wxm"]), ("曾国藩", ["zengguofan", "zgf"]),
            ("单雄信", ["shanxiongxin", "sxx"]),
            ("解缙", ["xiejin", "xj"]), ("覃海洋", ["qinhaiyang", "qhy"]), ("尉迟恭", ["yuchigong", "ycg"]),
            ("乐嘉", ["yuejia", "yj"]), ("朴树", ["piaoshu", "ps"]), ("吕布", ["lvbu", "lb"]),
        ] as [(String, [String])])
    func names(name: String, keys: [String]) {
        #expect(Pinyin.keys(of: name, isName: true) == keys)
    }

    @Test("other scripts have initials only, one word none")
    func otherScripts() {
        #expect(Pinyin.keys(of: "Book a visit") == ["bav"])
        #expect(Pinyin.keys(of: "Émile") == [] && Pinyin.keys(of: "") == [] && Pinyin.keys(of: "，。") == [])
    }

    @Test("a character beyond the common set is read by the system's own table")
    func rare() { #expect(Pinyin.keys(of: "赵喆", isName: true) == ["zhaozhe", "zz"]) }

    @Test("each common character has one reading, of plain letters, and the tables of words fit their words")
    func tables() {
        #expect(Pinyin.readings.count == 6_763)
        for (scalar, reading) in Pinyin.readings {
            #expect(
                (1...6).contains(reading.count) && reading.allSatisfy { ("a"..."z").contains($0) },
                "\(scalar)")
        }
        for (word, reading) in Pinyin.words.merging(Pinyin.surnames, uniquingKeysWith: { first, _ in first })
        {
            #expect(word.count == reading.count && (1...3).contains(word.count), "\(word)")
        }
    }
}
