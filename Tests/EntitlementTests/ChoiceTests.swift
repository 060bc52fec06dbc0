import Entitlement
import Model
import Resources
import Testing

@Suite("Which rules apply, and how they are said")
struct ChoiceTests {
    @Test(
        "the law that lists the product goes first, the maker's promise beside it",
        arguments: [
            ("air-conditioner", "CN", ["cn-appliances", "manufacturer"]),
            ("mobile-phone", "CN", ["cn-phones", "manufacturer"]),
            ("computer", "CN", ["cn-computers", "manufacturer"]),
            ("lamp", "CN", ["cn-general", "manufacturer"]),
            ("air-conditioner", "EU", ["eu-2019-771", "manufacturer"]),
        ])
    func choice(product: String, market: String, expected: [String]) throws {
        #expect(try Shipped.book().applying(to: product, in: market).map(\.name) == expected)
    }

    @Test("every product the desk knows has an answer in China that leaves no customer without one")
    func everyProduct() throws {
        let file = try #require(Shipped.library).file("products.yaml")
        let products = try RuleNode.parse(file).need("products").entries.compactMap(\.key.string)
        #expect(products.count >= 9)
        for product in products {
            let facts = EntitlementCase(
                product: product, boughtOn: day("2020-01-01"), evidence: [.invoice], today: day("2026-01-01"))
            let answer = try Shipped.book().assess(facts, market: "CN")
            #expect(answer.best(.paidRepair)?.granted == true, "\(product)")
        }
    }

    @Test("the best standing of a right is the one that is granted")
    func best() throws {
        let facts = EntitlementCase(
            product: "television", boughtOn: day("2026-01-10"), evidence: [.invoice], today: day("2026-01-20")
        )
        let answer = try Shipped.book().assess(facts, market: "CN")
        #expect(answer.best(.exchange)?.rule == "G2")
        #expect(answer.best(.return)?.verdict == .refused)
        #expect(answer.granted.contains { $0.rule == "M1" })
    }

    @Test("what is refused for its age is refused by the warranty, not by the first days after the purchase")
    func refused() throws {
        var facts = EntitlementCase(
            product: "refrigerator", boughtOn: day("2024-01-10"), evidence: [.invoice],
            today: day("2026-01-20"))
        facts.faultOn = day("2026-01-20")
        let right = try #require(Shipped.book().assess(facts, market: "CN").best(.freeRepair))
        #expect(right.verdict == .refused)
        #expect(right.rule == "G3")
        #expect(right.reasons.map(\.key) == ["entitlement.why.warrantyOver"])
    }

    @Test("an unknown market or rule set is refused, naming those there are")
    func unknown() throws {
        let facts = EntitlementCase(product: "lamp", boughtOn: nil, today: day("2026-01-20"))
        #expect(throws: EntitlementFault.unknownMarket("US", known: ["CN", "EU"])) {
            try Shipped.book().assess(facts, market: "US")
        }
        #expect(throws: EntitlementFault.self) { try Shipped.book().assess(facts, by: "nothing") }
    }

    @Test(
        "what an answer says is there in both languages, with every placeholder filled",
        arguments: ["en", "zh-Hans"])
    func sentences(language: String) throws {
        let file = try #require(Shipped.library).file("locales/\(language)/entitlement.yaml")
        var sentences: [String: [String]] = [:]
        for (key, value) in try RuleNode.parse(file).entries {
            sentences[key.string ?? ""] =
                value.string.map { [$0] } ?? [value["one"]?.string, value["other"]?.string].compactMap { $0 }
        }
        var said: Set<String> = []
        func check(_ fact: PhraseFact) {
            switch fact {
            case .phrase(let phrase): check(phrase)
            case .list(let facts): facts.forEach(check)
            default: break
            }
        }
        func check(_ phrase: Phrase) {
            phrase.facts.values.forEach(check)
            guard said.insert(phrase.key).inserted else { return }
            guard let forms = sentences[phrase.key] else {
                Issue.record("no sentence \(phrase.key) in \(language)")
                return
            }
            for match in forms.joined().matches(of: /\{([a-z]+)\}/) {
                #expect(phrase.facts[String(match.1)] != nil, "\(phrase.key): \(match.0)")
            }
        }
        for right in try ManyCases.rights.get() {
            for phrase in right.reasons + right.missing.map(\.phrase) { check(phrase) }
            for phrase in [right.reason, right.citation, right.what.phrase, right.verdict.phrase] {
                check(phrase)
            }
        }
        #expect(said.count > 70)
    }
}
