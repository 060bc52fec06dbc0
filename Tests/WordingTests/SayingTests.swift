import Model
import Resources
import Testing

@testable import Wording

@Suite("Saying")
struct SayingTests {
    private func wording(_ text: String) throws -> Wording {
        let base = try Languages.files("en")
        return try Wording(language: "en", files: base + [ResourceFile(name: "extra.yaml", text: text)])
    }

    @Test("facts fill the placeholders of the sentence, in its order")
    func placeholders() throws {
        let wording = try wording(#"test.two: "{b} before {a}, {b} again, {not a name} {}""#)
        #expect(
            wording.say("test.two", ["a": .text("x"), "b": .count(1200)])
                == "1,200 before x, 1,200 again, {not a name} {}")
    }

    @Test("what a person typed is said as it is, braces included")
    func noSecondFilling() throws {
        let wording = try wording(#"test.echo: "You wrote {text}.""#)
        #expect(wording.say("test.echo", ["text": .text("{text} {id}")]) == "You wrote {text} {id}.")
    }

    @Test(
        "the count chooses between one and other", arguments: [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
    func plurals(count: Int, expected: String) throws {
        let wording = try wording(#"test.cases: {one: "{count} case", other: "{count} cases"}"#)
        #expect(wording.say("test.cases", ["count": .count(count)]) == expected)
    }

    @Test("a key without a sentence, and a fact not given, stay visible")
    func missing() throws {
        let wording = try wording(#"test.id: "There is no {id}.""#)
        #expect(wording.say("no.such") == "[no.such]")
        #expect(wording.say("no.such", ["b": .count(2), "a": .text("x")]) == "[no.such: a=x, b=2]")
        #expect(wording.say("test.id") == "There is no {id}.")
    }

    @Test("a fault in a locale file can be told without any locale file")
    func withoutFiles() {
        let fault = RuleFault(file: "en/x.yaml", line: 3, problem: Phrase("locale.unclosed"))
        #expect(Wording.none.say(fault) == "[rule.at: file=en/x.yaml, line=3, problem=[locale.unclosed]]")
    }

    @Test("faults, lists and labels are said in the language")
    func languages() throws {
        let fault = RuleFault(
            file: "roles.yaml", line: 7,
            problem: Phrase(
                "rule.unknownKey",
                [
                    "key": .text("rigths"),
                    "choices": .list([.text("rights"), .text("label"), .text("limit")]),
                ]))
        #expect(
            try Languages.wording("en").say(fault)
                == "roles.yaml:7: \"rigths\" is not known here. Known are: rights, label and limit.")
        #expect(
            try Languages.wording("zh-Hans").say(fault)
                == "roles.yaml:7: 无法识别“rigths”。此处可用：rights、label和limit。")
        let label = PhraseFact.label(Label(en: "Repair", zh: "维修"))
        #expect(try Languages.wording("en").say(label) == "Repair")
        #expect(try Languages.wording("zh-Hans").say(label) == "维修")
    }

    @Test("lists of none, one, two and three")
    func lists() throws {
        let (english, chinese) = (try Languages.wording("en"), try Languages.wording("zh-Hans"))
        #expect(
            ["", "a", "a and b", "a, b and c"]
                == (0...3).map { english.list(Array("abc".prefix($0)).map(String.init)) })
        #expect(
            ["", "甲", "甲和乙", "甲、乙和丙"]
                == (0...3).map { chinese.list(Array("甲乙丙".prefix($0)).map(String.init)) })
    }

    @Test("numbers and money are grouped by thousands")
    func numbers() throws {
        let wording = try Languages.wording("en")
        #expect(
            [0, 999, 1000, 1_234_567, -1234].map { wording.number($0) } == [
                "0", "999", "1,000", "1,234,567", "-1,234",
            ])
        #expect(wording.number(Int.min) == "-9,223,372,036,854,775,808")
        #expect(
            [0.0, 1234.5, -0.001, 2.005, 0.1 + 0.2].map { wording.number($0) } == [
                "0", "1,234.5", "0", "2.01", "0.3",
            ])
        #expect(wording.percent(0.725) == "72.5%")
        #expect(wording.money(Money(minor: 123_450)) == "¥1,234.50")
        #expect(wording.money(Money(minor: -5)) == "-¥0.05")
        #expect(wording.money(Money(minor: 100_000, currency: "EUR")) == "EUR 1,000.00")
    }

    @Test("a language that groups otherwise writes numbers and money its way")
    func otherMarks() throws {
        let file = ResourceFile(name: "f", text: "format.thousands: \".\"\nformat.decimal: \",\"")
        let wording = try Wording(language: "de", files: [file])
        #expect(wording.number(1_234_567.5) == "1.234.567,5")
        #expect(wording.money(Money(minor: 123_450, currency: "EUR")) == "EUR 1.234,50")
    }

    @Test("words of the model have names; words of an organisation's own are said as they are")
    func names() throws {
        let chinese = try Languages.wording("zh-Hans")
        #expect(chinese.name(Severity.urgent) == "紧急")
        #expect(chinese.name(StateCategory.waitingForUs) == "待我方")
        #expect(chinese.name("after visit", of: "callReason") == "上门后回访")
        #expect(chinese.name("birthday", of: "callReason") == "birthday")
        #expect(chinese.say(FieldValue.flag(true)) == "是")
    }

    @Test(
        "a locale of the system or a tag of the web chooses the language",
        arguments: [
            ("zh-Hans", "zh-Hans"), ("zh_CN.UTF-8", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"),
            ("ZH-hans", "zh-Hans"),
            ("en", "en"), ("en_US.UTF-8", "en"), ("en-GB", "en"), ("C.UTF-8", nil), ("POSIX", nil), ("", nil),
            ("fr_FR", nil),
        ] as [(String, String?)])
    func choice(wanted: String, expected: String?) {
        #expect(LanguageChoice.best(for: wanted) == expected)
    }

    @Test("the first wish that can be met wins, and English when none can")
    func wishes() {
        #expect(LanguageChoice.first(of: [nil, "fr", "zh_CN.UTF-8", "en"]) == "zh-Hans")
        #expect(LanguageChoice.first(of: [nil, "C"]) == "en")
    }
}
