import Model
import Resources
import ServiceTime
import Testing

@Suite("A promise written as a file")
struct PromiseTextTests {
    private func read(_ text: PromiseText) throws -> PromiseBook {
        try PromiseBook(
            files: [ResourceFile(name: "draft", text: text.file)], calendars: Shipped.calendars,
            metrics: ["visit"], kinds: ["repair"])
    }

    private var sample: PromiseText {
        var text = PromiseText(line: .onSite, calendar: "24x7")
        (text.id, text.metric) = ("visit-soon", "visit")
        text.label = ["en": "Visit \"soon\"", "zh-Hans": "尽快上门"]
        text.wording = ["en": "We come: soon\\now", "zh-Hans": "两小时\n上门"]
        (text.published, text.internalTarget) = (Target(4, .hours), Target(90, .minutes))
        text.scope.kinds = ["repair"]
        (text.scope.severity, text.scope.customer) = (["urgent"], ["end user", "consumer"])
        text.scope.region = ["上海市", "黄浦区, 东"]
        (text.since, text.until) = (Day("2026-01-01"), Day("2027-01-01"))
        text.source = "default # no comment"
        return text
    }

    @Test("every promise of the house is read again as it was written")
    func shipped() throws {
        let book = try PromiseBook(
            files: ResourceLibrary().files(in: "promises"), calendars: Shipped.calendars)
        #expect(book.all.count > 30)
        for promise in book.all {
            let text = PromiseText(promise).file
            let again = try PromiseBook(
                files: [ResourceFile(name: "draft", text: text)], calendars: Shipped.calendars)
            #expect(again.all == [promise], "\(text)")
        }
    }

    @Test("signs that mean something to YAML stay what they are")
    func signs() throws {
        let promise = try #require(try read(sample).all.first)
        #expect(PromiseText(promise) == sample)
    }

    @Test("what the reader complains of is known by its field")
    func fields() throws {
        let mistakes: [(PromiseText.Field, (inout PromiseText) -> Void)] = [
            (.calendar, { $0.calendar = "nowhere" }),
            (.internalTarget, { $0.internalTarget = Target(5, .hours) }),
            (.until, { $0.until = Day("2025-01-01") }),
            (.metric, { $0.metric = "patience" }),
            (.scope, { $0.scope.kinds = ["haircut"] }),
            (.label, { $0.label["zh-Hans"] = nil }),
        ]
        for (field, mistake) in mistakes {
            var text = sample
            mistake(&text)
            let fault = #expect(throws: RuleFault.self) { try read(text) }
            let found = fault.map { text.field(atLine: $0.line) }
            #expect(found == field)
        }
    }
}
