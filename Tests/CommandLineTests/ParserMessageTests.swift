import ArgumentParser
import Model
import Resources
import Testing
import Wording

@testable import aftercare

@Suite("What the argument parser complains of")
struct ParserMessageTests {
    /// What is said of a line in a language, and what below it.
    private func said(_ line: String, in language: String) throws -> (String, below: [String]) {
        let wording = try Wording(
            language: language, files: ResourceLibrary().files(in: "locales/\(language)"))
        do {
            _ = try Aftercare.command(for: line.split(separator: " ").map(String.init))
        } catch {
            if let fault = ThrownFault.within(error) { return (wording.say(fault), []) }
            let message = Aftercare.message(for: error)
            let rest = ParserMessage.rest(of: Aftercare.fullMessage(for: error), after: message)
            return (wording.say(ParserMessage.fact(message)), rest.map { wording.say($0) })
        }
        Issue.record("\(line) is taken")
        return ("", [])
    }

    @Test(
        "its sentences are said in every language, with what they are about",
        arguments: [
            ("case list --quue", "此处没有 --quue 这个选项。您要的是 --queue 吗？", "did you mean --queue?"),
            ("visit list --on", "此处没有 --on 这个选项", "there is no option --on"),
            ("case list --zzzzzzzzzz", "此处没有 --zzzzzzzzzz 这个选项", "there is no option --zzzzzzzzzz"),
            ("case list --queue", "--queue <queue> 后面缺少值", "--queue <queue> lacks its value"),
            ("case list --all=x", "--all 不带值，却给出了“x”", "--all takes no value, and \"x\" was given"),
            ("case show", "缺少 <", "> is missing"),
            ("case show C1 C2", "多出 1 个词：C2", "C2 is one word too many"),
            ("case show C1 C2 C3", "多出 2 个词：C2和C3", "these 2 words are too many: C2 and C3"),
            (
                "survey results servqual --compare", "--compare 须与 --from 同时使用",
                "--compare may stand only beside --from"
            ),
            ("need list --csv --json", "--csv和--json 不能同时使用", "--csv and --json exclude each other"),
            ("case list --limit x", "“x”不能用作 --limit <limit>", "\"x\" does not do for --limit <limit>"),
        ])
    func sentences(line: String, chinese: String, english: String) throws {
        let zh = try said(line, in: "zh-Hans")
        #expect(zh.0.contains(chinese), "\(zh.0)")
        let en = try said(line, in: "en")
        #expect(en.0.contains(english), "\(en.0)")
    }

    @Test("what a value can be is listed, also where it is many")
    func choices() throws {
        let few = try said("case log complaint --severity x", in: "zh-Hans").0
        #expect(few.contains("“x”不能用作 --severity <severity>，可用：") && few.contains("urgent"), "\(few)")
        let many = ParserMessage.fact(
            "The value 'x' is invalid for '<kind>'. Please provide one of the following:\n  - a\n  - b")
        #expect(
            many
                == .phrase(
                    Phrase(
                        "cli.argument.choices",
                        [
                            "value": .text("x"), "argument": .text("<kind>"),
                            "choices": .list([.text("a"), .text("b")]),
                        ])))
    }

    @Test("the form of the command and where there is more stand below, under the words of the language")
    func below() throws {
        let zh = try said("case show", in: "zh-Hans").below
        #expect(zh.contains { $0.hasPrefix("用法：aftercare case show") }, "\(zh)")
        #expect(zh.contains("更多说明：aftercare case show --help"), "\(zh)")
        let en = try said("case show", in: "en").below
        #expect(en.contains { $0.hasPrefix("Usage: aftercare case show") }, "\(en)")
    }

    @Test("what is not known stays as the parser says it, and a value may hold quotes")
    func others() {
        #expect(
            ParserMessage.fact("Say who is meant, by login or number.")
                == .text("Say who is meant, by login or number."))
        #expect(
            ParserMessage.fact("Unexpected argument 'it's'")
                == .phrase(Phrase("cli.argument.surplus", ["count": .count(1), "words": .text("it's")])))
    }
}
