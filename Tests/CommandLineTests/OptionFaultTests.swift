import ArgumentParser
import Model
import Resources
import Testing
import Wording

@testable import aftercare

@Suite("What commands find wrong with their own words")
struct OptionFaultTests {
    private func wording(_ language: String) throws -> Wording {
        try Wording(language: language, files: ResourceLibrary().files(in: "locales/\(language)"))
    }

    /// The fault that a line meets.
    private func fault(_ line: String) throws -> any Fault {
        let words = line.split(separator: " ").map(String.init)
        let error = #expect(throws: (any Error).self, "\(line)") { try Aftercare.command(for: words) }
        let thrown = try #require(error)
        return try #require(ThrownFault.within(thrown), "\(line)")
    }

    @Test(
        "what a command's validation throws is found within the parser's error, and said in both languages",
        arguments: [
            ("need list --csv --json", "--csv and --json exclude each other", "--csv和--json 不能同时使用"),
            (
                "case list --at-risk", "--at-risk may stand only beside one of these: --queue and --view",
                "--at-risk 须与其中之一同时使用：--queue和--view"
            ),
            (
                "report faults --into x", "--into may stand only beside --every",
                "--into 须与 --every 同时使用"
            ),
            (
                "report faults --every week", "--every may stand only beside one of these: --into and --to",
                "--every 须与其中之一同时使用：--into和--to"
            ),
            (
                "report open --of li", "--of may stand only beside --rows", "--of 须与 --rows 同时使用"
            ),
            (
                "report faults --form txt", "--form may stand only beside --every",
                "--form 须与 --every 同时使用"
            ),
            (
                "quality agents --every day --into x --form csv", "--form must be one of these: txt and json",
                "--form 须为其中之一：txt和json"
            ),
            ("case list --limit 0", "--limit must be 1 or more", "--limit 不得小于 1"),
            ("visit slots C1 --days 90", "--days must be from 1 to 60", "--days 须在 1 到 60 之间"),
            (
                "dispatch emergency C1 --seconds 0", "--seconds must be above 0, and at most 3600",
                "--seconds 须大于 0，且不超过 3600"
            ),
            (
                "call list --view calls-due --case C1", "--view may not stand beside --case and --customer",
                "--view 不能与 --case和--customer 同时使用"
            ),
            ("case bulk --undo --dry-run", "--undo must stand alone", "--undo 须单独使用"),
            ("staffing calls --calls 3", "--aht is missing", "缺少 --aht"),
            (
                "notify retry", "give either the number of a notice or --all",
                "请给出通知编号，或用 --all"
            ),
            (
                "visit estimate K1", "name what it is about by its number, such as C12, V3",
                "请用编号指明对象，如 C12, V3"
            ),
        ])
    func both(line: String, english: String, chinese: String) throws {
        let fault = try fault(line)
        #expect(fault.kind == .usage)
        let (en, zh) = (try wording("en").say(fault), try wording("zh-Hans").say(fault))
        #expect(en.contains(english), "\(en)")
        #expect(zh.contains(chinese), "\(zh)")
    }

    @Test("a number below zero is the value of the option before it, and is refused as such")
    func belowZero() throws {
        let fault = try fault("case list --limit -5")
        #expect(fault as? OptionFault == .least("--limit", low: "1"))
    }

    @Test("an error of the parser's own holds no fault")
    func parsersOwn() throws {
        let error = #expect(throws: (any Error).self) {
            try Aftercare.command(for: ["case", "list", "--zzz"])
        }
        let thrown = try #require(error)
        let fault = ThrownFault.within(thrown)
        #expect(fault?.phrase == nil)
    }
}
