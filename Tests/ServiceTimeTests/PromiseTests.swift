import Model
import Resources
import ServiceTime
import Testing

@Suite("Promises")
struct PromiseTests {
    private static func book(_ promises: String) throws -> PromiseBook {
        try PromiseBook(
            files: [ResourceFile(name: "promises/x.yaml", text: "line: repair\npromises:\n" + promises)],
            calendars: Shipped.calendars)
    }

    private static func promise(_ id: String, _ scope: String = "{subject: case}", _ rest: String = "")
        -> String
    {
        """
          - {id: \(id), label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, metric: resolve,
             published: 5 working days, internal: 3 working days, for: \(scope), source: default\(rest)}

        """
    }

    @Test("every service line has its promise, and each shipped one reads clean")
    func shipped() throws {
        let book = try PromiseBook(
            files: ResourceLibrary().files(in: "promises"), calendars: Shipped.calendars)
        #expect(Set(book.all.map(\.line)) == Set(Promise.Line.allCases))
        #expect(book.all.allSatisfy { !$0.source.isEmpty })
    }

    @Test("the most specific promise in force wins, and it can be said why not the others")
    func specific() throws {
        let book = try Self.book(
            Self.promise("all") + Self.promise("dealers", "{subject: case, customer: [dealer]}")
                + Self.promise("urgent", "{subject: case, severity: [urgent]}")
                + Self.promise("urgent-dealers", "{subject: case, customer: [dealer], severity: [urgent]}")
                + Self.promise(
                    "old", "{subject: case, customer: [dealer], region: [浦东]}", ", until: 2026-01-01"))
        var facts = PromiseFacts(subject: .case, severity: .urgent, customerKind: .dealer, zone: "浦东")
        let day = Day(2026, 11, 24)
        let choice = book.choose(metric: "resolve", facts: facts, on: day)
        #expect(choice.promise?.id == "urgent-dealers")
        let verdicts = Dictionary(uniqueKeysWithValues: choice.considered.map { ($0.promise.id, $0.verdict) })
        #expect(verdicts["old"] == .notInForce)
        #expect(verdicts["all"] == .lessSpecific)
        #expect(book.promise(for: "resolve", facts, on: Day(2025, 12, 31))?.id == "old")
        facts.severity = .general
        #expect(book.promise(for: "resolve", facts, on: day)?.id == "dealers")
        facts.customerKind = .consumer
        #expect(book.promise(for: "resolve", facts, on: day)?.id == "all")
        #expect(
            book.choose(metric: "resolve", facts: facts, on: day).considered.first {
                $0.promise.id == "dealers"
            }?.verdict == .notFor("customer"))
        facts.subject = .visit
        #expect(book.promise(for: "resolve", facts, on: day) == nil)
    }

    @Test(
        "a broken promise file is refused with its line",
        arguments: [
            (
                "  - {id: a, published: 3 days, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case}, source: x}",
                3, "promise.metricAndTarget"
            ),
            (
                "  - {id: a, metric: resolve, published: 3 moons, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case}, source: x}",
                3, "time.notATarget"
            ),
            (
                "  - {id: a, metric: resolve, published: 3 days, internal: 4 days, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case}, source: x}",
                3, "promise.internalLonger"
            ),
            (
                "  - {id: a, metric: resolve, published: 3 days, calendar: moon, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case}, source: x}",
                3, "promise.noCalendar"
            ),
            (
                "  - {id: a, metric: resolve, published: 3 days, label: {en: A}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case}, source: x}",
                3, "rule.noLanguage"
            ),
            (
                "  - {id: a, metric: resolve, published: 3 days, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case, severity: [awful]}, source: x}",
                3, "rule.notOneOf"
            ),
        ])
    func refused(text: String, line: Int, key: String) throws {
        let fault = #expect(throws: RuleFault.self) { _ = try Self.book(text + "\n") }
        #expect(fault?.problem.key == key)
        #expect(fault?.line == line)
    }

    @Test("two promises of one name are refused")
    func twice() throws {
        let fault = #expect(throws: RuleFault.self) {
            _ = try Self.book(Self.promise("a") + Self.promise("a"))
        }
        #expect(fault?.problem.key == "promise.twice")
    }
}
