import Model
import Resources
import Testing

@testable import ServiceDesk

@Suite("Canned answers and scripts")
struct KnowledgeTests {
    let rules: Rules
    init() throws { rules = try Rules(library: ResourceLibrary()) }

    private func read(_ text: String, _ name: String = "knowledge/own.yaml") throws -> KnowledgeBook {
        try KnowledgeBook(
            files: [ResourceFile(name: name, text: text)], settings: rules.settings, kinds: ["complaint"])
    }

    private func complaint(of text: String) -> RuleFault? {
        do {
            _ = try read(text)
            return nil
        } catch { return error as? RuleFault }
    }

    private static func entry(_ lines: String) -> String { "entries:\n  one:\n    kind: script\n" + lines }
    private static let title = "    title: {en: One, zh-Hans: 一}\n"
    private static let text = "    text: {en: Hello, zh-Hans: 您好}\n"

    @Test("the shipped answers are sound, and every product has steps to try")
    func shipped() throws {
        let book = try rules.knowledge()
        #expect(book.entries.count >= 25)
        for product in rules.settings.products {
            #expect(
                book.entries.contains { $0.kind == .steps && $0.products.contains(product.name) },
                "\(product.name)")
        }
    }

    @Test(
        "what is wrong in a file is told with its line",
        arguments: [
            (entry(title), 3, "rule.missing"),
            (entry(title + text + "    product: [x]\n"), 6, "rule.unknownKey"),
            (entry(title + text + "    products: [toaster]\n"), 6, "rule.notOneOf"),
            (entry(title + text + "    products: [television]\n    faults: [frost]\n"), 7, "rule.notOneOf"),
            (entry(title + text + "    kinds: [gossip]\n"), 6, "rule.notOneOf"),
            (entry(title + "    text: {en: \"{name}\", zh-Hans: \"{name}\"}\n"), 5, "knowledge.placeholder"),
            (entry(title + "    text: {en: \"{case}\", zh-Hans: 您好}\n"), 5, "knowledge.unlike"),
            (entry(title + "    text: {en: Hello}\n"), 5, "rule.noLanguage"),
            ("answers: {}\n", 1, "rule.unknownKey"),
        ])
    func wrong(text: String, line: Int, key: String) throws {
        let fault = try #require(complaint(of: text))
        #expect(fault.problem.key == key)
        #expect(fault.line == line, "\(fault)")
    }

    @Test("a name used in two files is told at the second, with the place of the first")
    func double() {
        let text = Self.entry(Self.title + Self.text)
        let files = ["a", "b"].map { ResourceFile(name: "knowledge/\($0).yaml", text: text) }
        let faults = KnowledgeBook.check(files: files, settings: rules.settings, kinds: [])
        #expect(faults.map(\.file) == ["knowledge/b.yaml"])
        #expect(faults.first?.problem.facts["place"] == .text("knowledge/a.yaml:2"))
        #expect(throws: RuleFault.self) {
            try KnowledgeBook(files: files, settings: rules.settings, kinds: [])
        }
    }

    @Test("every file is looked at, so that one round of mending is enough")
    func all() {
        let files = ["a", "b"].map { ResourceFile(name: "\($0).yaml", text: "entries: {\($0): {kind: x}}") }
        #expect(
            KnowledgeBook.check(files: files, settings: rules.settings, kinds: []).map(\.file)
                == ["a.yaml", "b.yaml"])
    }

    @Test(
        "answers are found by words of either language, half words, and the initials of a Chinese title",
        arguments: ["drip", "滴水", "air conditioner drip", "ktls", "ac-leaking", "漏水 空调"])
    func search(query: String) throws {
        #expect(try rules.knowledge().search(query).map(\.name).contains("ac-leaking"), "\(query)")
    }

    @Test("what is nowhere finds nothing, and nothing typed finds everything")
    func searchEnds() throws {
        let book = try rules.knowledge()
        #expect(book.search("drip xyzzy").isEmpty)
        #expect(book.search("").count == book.entries.count)
    }

    @Test("the fault spoken about comes first, then its product, then general answers, others last")
    func closeness() throws {
        let found = try rules.knowledge().search(
            "", about: .init(product: "refrigerator", fault: "frost", kind: "complaint"))
        #expect(found.first?.name == "fridge-frost")
        let order = found.map(\.name)
        let general = try #require(order.firstIndex(of: "greeting"))
        #expect(try #require(order.firstIndex(of: "policy-free-repair")) < general)
        #expect(general < (try #require(order.firstIndex(of: "ac-leaking"))))
        // A fault of the same name of another product is none of this one's.
        let noisy = try rules.knowledge().search("", about: .init(product: "refrigerator", fault: "noise"))
            .map(\.name)
        let hood = try #require(noisy.firstIndex(of: "hood-weak"))
        #expect(try #require(noisy.firstIndex(of: "greeting")) < hood)
    }

    @Test("what is known is put in; what is not is named, and leaves a blank, never braces")
    func placeholders() throws {
        let entry = try #require(try rules.knowledge()["apology-delay"])
        let filled = entry.filled(in: "en", with: [.customer: "Ann", .case: "C7", .due: ""])
        #expect(filled.missing.sorted { $0.rawValue < $1.rawValue } == [.agent, .due])
        #expect(filled.text.hasPrefix("Ann, I am sorry: case C7"))
        #expect(filled.text.contains("by \(KnowledgeEntry.blank)"))
        #expect(!filled.text.contains("{") && !filled.text.contains("}"))
        // What a customer is called is no placeholder, whatever it looks like.
        #expect(entry.filled(in: "en", with: [.customer: "{nobody}"]).text.hasPrefix("{nobody}, I am sorry"))
    }
}
