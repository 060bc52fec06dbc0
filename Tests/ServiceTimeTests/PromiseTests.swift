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
                "  - {id: a, repeats: true, label: {en: A, zh-Hans: 甲}, wording: {en: A, zh-Hans: 甲}, need: basic, for: {subject: case}, source: x}",
                3, "promise.repeatsWhat"
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

    @Test("of equally narrow promises the closest region wins, then the newer, then the first by name")
    func ties() throws {
        let book = try Self.book(
            Self.promise("a-province", "{subject: case, region: [上海]}", ", since: 2026-06-01")
                + Self.promise("b-zone", "{subject: case, region: [浦东]}")
                + Self.promise("old", "{subject: case, product: [tv]}", ", since: 2025-01-01")
                + Self.promise("new", "{subject: case, product: [tv]}", ", since: 2026-01-01")
                + Self.promise("new-too", "{subject: case, product: [tv]}", ", since: 2026-01-01"))
        let day = Day(2026, 11, 24)
        let pudong = book.choose(
            metric: "resolve", facts: PromiseFacts(subject: .case, province: "上海", zone: "浦东"), on: day)
        #expect(pudong.promise?.id == "b-zone")
        #expect(pudong.considered.first { $0.promise.id == "a-province" }?.verdict == .lessSpecific)
        let minhang = PromiseFacts(subject: .case, province: "上海", zone: "闵行")
        #expect(book.promise(for: "resolve", minhang, on: day)?.id == "a-province")
        let television = book.choose(
            metric: "resolve", facts: PromiseFacts(subject: .case, product: "tv"), on: day)
        #expect(television.promise?.id == "new")
        let verdicts = Dictionary(
            uniqueKeysWithValues: television.considered.map { ($0.promise.id, $0.verdict) })
        #expect(verdicts["old"] == .older)
        #expect(verdicts["new-too"] == .later)
        #expect(verdicts["b-zone"] == .notFor("region"))
    }

    @Test(
        "a critical complaint is taken up faster than an urgent one, that faster than a major, that than a general"
    )
    func severities() throws {
        let book = try PromiseBook(
            files: ResourceLibrary().files(in: "promises"), calendars: Shipped.calendars)
        func targets(_ metric: String) -> [Target?] {
            Severity.allCases.map {
                book.promise(
                    for: metric, PromiseFacts(subject: .case, kind: "complaint", severity: $0),
                    on: Day(2026, 11, 24))?.published
            }
        }
        #expect(
            targets("acknowledge") == [
                Target(1, .workingDays), Target(12, .hours), Target(2, .hours), Target(30, .minutes),
            ])
        #expect(
            targets("respond") == [
                Target(3, .workingDays), Target(2, .workingDays), Target(24, .hours), Target(4, .hours),
            ])
    }

    @Test("every promise to keep someone informed repeats, and no other does")
    func repeating() throws {
        let book = try PromiseBook(
            files: ResourceLibrary().files(in: "promises"), calendars: Shipped.calendars)
        #expect(book.all.allSatisfy { $0.repeats == ($0.metric == "inform") })
    }

    @Test("a file may not speak of other lines, metrics or kinds of case than there are, nor use other keys")
    func vocabulary() {
        func key(_ text: String) -> String? {
            let file = ResourceFile(name: "promises/x.yaml", text: text)
            let fault = #expect(throws: RuleFault.self) {
                _ = try PromiseBook(
                    files: [file], calendars: Shipped.calendars, metrics: ["resolve"], kinds: ["repair"])
            }
            return fault?.problem.key
        }
        let head = "line: repair\npromises:\n"
        #expect(key("line: cooking\npromises: []\n") == "rule.notOneOf")
        #expect(
            key(head + Self.promise("a").replacing("metric: resolve", with: "metric: dance"))
                == "promise.noMetric")
        #expect(key(head + Self.promise("a", "{subject: case, kinds: [dance]}")) == "rule.notOneOf")
        #expect(key(head + Self.promise("a", "{subject: case}", ", colour: red")) == "rule.unknownKey")
        #expect(key(head + Self.promise("a", "{subject: case, colour: [red]}")) == "rule.unknownKey")
        #expect(
            key(head + Self.promise("a", "{subject: case}", ", since: 2026-02-01, until: 2026-02-01"))
                == "promise.neverInForce")
    }

    @Test(
        "an internal target that is always longer is refused, also in another unit; where it depends on the start, it is taken"
    )
    func longer() throws {
        func read(_ published: String, _ own: String) throws -> Promise? {
            let text = Self.promise("a").replacing(
                "published: 5 working days", with: "published: \(published)"
            )
            .replacing("internal: 3 working days", with: "internal: \(own)")
            return try Self.book(text)["a"]
        }
        for (published, own) in [
            ("2 hours", "121 minutes"), ("1 year", "13 months"), ("1 working hour", "61 working minutes"),
        ] {
            let fault = #expect(throws: RuleFault.self) { _ = try read(published, own) }
            #expect(fault?.problem.key == "promise.internalLonger")
        }
        #expect(try read("15 days", "7 working days")?.internalTarget == Target(7, .workingDays))
        #expect(try read("2 hours", "120 minutes")?.internalTarget == Target(120, .minutes))
    }

    @Test("one that follows only later leaves the one before in force until then; another target is for both")
    func succeeded() throws {
        let old = try Self.book(Self.promise("all"))
        let next = try Self.book(Self.promise("all", "{subject: case}", ", since: 2026-12-20"))
        let book = old.succeeded(by: next, since: Day(2026, 12, 1))
        #expect(book["all", on: Day(2026, 12, 19)]?.until == Day(2026, 12, 20))
        #expect(book["all", on: Day(2026, 12, 20)]?.since == Day(2026, 12, 20))
        let changed = try #require(try book.promising(Target(parsing: "1 working day"), for: "all"))
        #expect(changed.all.map { $0.published?.description } == ["1 working day", "1 working day"])
    }

    @Test("two promises of one name are refused")
    func twice() throws {
        let fault = #expect(throws: RuleFault.self) {
            _ = try Self.book(Self.promise("a") + Self.promise("a"))
        }
        #expect(fault?.problem.key == "promise.twice")
    }
}
