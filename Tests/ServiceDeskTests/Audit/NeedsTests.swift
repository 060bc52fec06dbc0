import DeskTesting
import Foundation
import Model
import Quality
import Records
import Resources
import ServiceTime
import Statistics
import Testing
import Workflow

@testable import ServiceDesk

@Suite("What customers and dealers need", .onEachDatabase)
struct NeedsTests {
    let test: TemporaryDesk
    private var today: Day { test.desk.rules.localDay(test.now) }
    private var year: ClosedRange<Day> { today - 364...today }

    init() throws { test = try TemporaryDesk() }

    private func person(_ n: Int, _ kind: CustomerKind = .consumer, dealer: DealerType? = nil) throws
        -> CustomerID
    {
        try test.as("li") { work in
            var new = Samples.customer(name: "客户\(n)", phone: "+86138\(10_000_000 + n)", kind: kind)
            new.dealerType = dealer
            return try work.addCustomer(new).id
        }
    }

    /// - Parameter customer: nil for somebody of a file, whom nobody knows.
    private func answer(
        _ answers: [String: Answer], of customer: CustomerID?, _ questionnaire: String = "customer-needs",
        day: Day? = nil
    ) throws {
        try test.as("sun") { work in
            var draft = SurveyDraft(questionnaire, answers, source: .paper)
            (draft.customer, draft.answeredOn) = (customer, day)
            if customer == nil {
                let sample = SurveySample(
                    questionnaire: questionnaire, source: .paper, note: "展会", at: test.now)
                draft.sample = try work.surveys.find(sample) ?? work.surveys.insert(sample, by: nil)
            }
            _ = try work.enter(draft)
        }
    }

    private func feelings(_ stem: String, _ with: KanoAnswer, _ without: KanoAnswer) -> [String: Answer] {
        ["\(stem)With": .chosen([with.rawValue]), "\(stem)Without": .chosen([without.rawValue])]
    }

    private func complain(_ text: String, by customer: CustomerID, kind: String = "complaint") throws
        -> CaseID
    {
        try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind(kind), customer: customer, summary: text)
            draft.onRepeat = .logAnyway
            return try work.log(draft).serviceCase.id
        }
    }

    private func line(
        _ name: String, _ audience: NeedAudience = .customers, on days: ClosedRange<Day>? = nil,
        segment: GapSegment? = nil
    ) throws -> NeedsTable.Line {
        let table = try test.desk.read { try $0.needs(audience, on: days ?? year, segment: segment) }
        return try #require(table.lines.first { $0.need.name == name })
    }

    // MARK: Answers

    @Test(
        "answers make the kind of need, how much it matters, the standard wanted, and what the promise fulfils"
    )
    func answers() throws {
        for n in 0..<10 {
            var sheet = feelings("visit", n < 8 ? .expect : .like, .dislike)
            sheet["visitImportance"] = .number(n < 5 ? 6 : 7)
            sheet["visitWanted"] = .number(Double(n < 4 ? 12 : 24 + n))
            try answer(sheet, of: person(n))
        }
        let line = try line("visit")
        let kano = try #require(line.kano)
        #expect(kano.count == 10 && kano[.mustBe] == 8 && kano[.oneDimensional] == 2)
        #expect(kano.category == .mustBe && kano.isClear)
        #expect(line.importance?.value == 6.5 && line.importance?.count == 10)
        let median = line.wanted?.median?.value
        #expect(median == 28.5)
        // 24 hours are promised: those who want 12 are left short.
        #expect(line.answer.promise?.id == "visit-offered" && line.answer.isPromised)
        #expect(line.answer.value == 24 && line.answer.fulfils?.value == 0.6)
        #expect(line.isWanted)
    }

    @Test("of each person the last answer counts; of nobody known each stands by itself")
    func persons() throws {
        let one = try person(1)
        try answer(["loanImportance": .number(1)], of: one, day: today - 20)
        try answer(["loanImportance": .number(5)], of: one, day: today - 10)
        try answer(["loanImportance": .number(7)], of: nil)
        try answer(["loanImportance": .number(7)], of: nil)
        let mean = try line("loan").importance
        #expect(mean?.count == 3 && mean.map { abs($0.value - 19.0 / 3) < 1e-9 } ?? false)
        let early = try line("loan", on: today - 30...today - 15).importance
        #expect(early?.value == 1)
        let consumers = try line("loan", segment: .kind(.consumer)).importance
        #expect(consumers?.value == 5)
    }

    @Test("a pair that is answered by half is none, and a withdrawn sheet is no answer")
    func halves() throws {
        try answer(["loanWith": .chosen(["like"])], of: person(1))
        try answer(feelings("loan", .like, .neutral), of: person(2))
        let sheets = try test.desk.read { try $0.surveys.all(SurveyQuery("customer-needs")) }
        #expect(try line("loan").kano?.count == 1)
        try test.as("chen") { _ = try $0.withdraw(#require(sheets.last?.id), reason: "录错") }
        #expect(try line("loan").kano == nil)
    }

    @Test("dealers' needs are told by dealers, and by those of a type")
    func dealers() throws {
        let (agent, retailer) = (
            try person(1, .dealer, dealer: .agent), try person(2, .dealer, dealer: .retailer)
        )
        try answer(["partsWanted": .number(2)], of: agent, "dealer-needs")
        try answer(["partsWanted": .number(6)], of: retailer, "dealer-needs")
        // A consumer with the dealers' sheet is none of them.
        try answer(["partsWanted": .number(99)], of: person(3), "dealer-needs")
        let all = try line("dealer-parts", .dealers)
        #expect(all.wanted?.wishes == [2, 6])
        let some = try line("dealer-parts", .dealers, segment: .dealer(.retailer))
        #expect(some.wanted?.wishes == [6])
        #expect(throws: NeedFault.otherSegment("retailer", .customers)) {
            try test.desk.read { try $0.needs(.customers, on: year, segment: .dealer(.retailer)) }
        }
    }

    @Test("those of a place are told apart by their addresses, and nobody known is in none")
    func region() throws {
        let here = try person(1)
        let there = try test.as("li") { work in
            var new = Samples.customer(name: "客户2", phone: "+8613810000002")
            new.addresses = [
                Address(province: "江苏省", city: "苏州市", district: "姑苏区", street: "观前街 1 号", zone: "姑苏")
            ]
            return try work.addCustomer(new).id
        }
        try answer(["loanImportance": .number(2)], of: here)
        try answer(["loanImportance": .number(6)], of: there)
        try answer(["loanImportance": .number(7)], of: nil)
        func importance(_ region: String?, _ segment: GapSegment? = nil) throws -> Double? {
            let table = try test.desk.read {
                try $0.needs(.customers, on: year, segment: segment, region: region)
            }
            return table.lines.first { $0.need.name == "loan" }?.importance?.value
        }
        #expect(try importance(nil) == 5)
        for place in ["江苏省", "苏州市", "姑苏区", "姑苏"] { #expect(try importance(place) == 6, "\(place)") }
        #expect(try importance("苏州市", .kind(.consumer)) == 6)
        #expect(try importance("苏州市", .kind(.endUser)) == nil)
        let cities = try test.desk.read { try $0.needCities(of: .customers) }
        let dealers = try test.desk.read { try $0.needCities(of: .dealers) }
        #expect(cities == ["上海市", "苏州市"] && dealers.isEmpty)
    }

    // MARK: Promises

    @Test(
        "beside each need stands its promise, a figure that is set, or nothing; what is wanted and unpromised is named"
    )
    func promises() throws {
        #expect(try line("warranty").answer == NeedAnswered(isPromised: true, value: 1))
        let file = try line("file").answer
        #expect(file.promise?.id == "customer-file-kept" && file.isPromised && file.value == nil)
        #expect(try line("loan").answer == NeedAnswered(isPromised: false))
        #expect(try line("settled").answer.value == 15)
        #expect(try line("informed").answer.value == 3)
        #expect(try line("dealer-informed", .dealers).answer.value == 1)
        func open() throws -> [String] {
            try test.desk.read { try $0.needs(.customers, on: year) }.unanswered.map(\.need.name)
        }
        #expect(try open() == [])
        try answer(["loanImportance": .number(5), "visitImportance": .number(7)], of: person(1))
        #expect(try open() == ["loan"])
    }

    @Test("a promise that is no longer in force answers nothing, and is named still")
    func lapsed() throws {
        let folder = try TemporaryFolder()
        let shipped = try ResourceLibrary().file("promises/on-site.yaml").text
        let ended = shipped.replacingOccurrences(
            of: "  - id: visit-offered\n", with: "  - id: visit-offered\n    until: 2026-10-01\n")
        try FileManager.default.createDirectory(
            atPath: folder.file("promises"), withIntermediateDirectories: true)
        try Data(ended.utf8).write(to: URL(filePath: folder.file("promises/on-site.yaml")))
        let rules = try Rules(library: ResourceLibrary(override: folder.path))
        let other = try TemporaryDesk(rules: rules)
        func visit(on day: Day) throws -> NeedAnswered? {
            try other.desk.read { try $0.needs(.customers, on: day - 9...day) }.lines
                .first { $0.need.name == "visit" }?.answer
        }
        let now = try visit(on: Day(2026, 11, 24))
        #expect(now?.promise?.id == "visit-offered" && now?.isPromised == false && now?.value == nil)
        let before = try visit(on: Day(2026, 9, 1))
        #expect(before?.isPromised == true && before?.value == 24)
    }

    @Test("a promise of working time answers a need told in days as long as it lasts by its calendar")
    func workingTime() throws {
        let folder = try TemporaryFolder()
        let shipped = try ResourceLibrary().file("needs.yaml").text
        let other = shipped.replacingOccurrences(
            of: "promised: exchange-resolve", with: "promised: repair-resolve")
        try Data(other.utf8).write(to: URL(filePath: folder.file("needs.yaml")))
        let desk = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
        let answer = try desk.desk.read { try $0.needs(.dealers, on: year) }.lines.map(\.answer)
            .first { $0.promise?.id == "repair-resolve" }
        // Five working days: a week, and in a year with its holidays somewhat longer.
        #expect(answer?.isReckoned == true && answer?.value.map { (7...8.5).contains($0) } == true)
    }

    // MARK: Texts

    @Test(
        "complaints and answers in words that hold a need's words mention it, once each, with their cases behind"
    )
    func mentions() throws {
        let (one, dealer) = (try person(1), try person(2, .dealer, dealer: .retailer))
        let late = try complain("约好上午，没人来，等到下午还是没人来", by: one)
        _ = try complain("Nobody came. I WAITED all day", by: one)
        _ = try complain("颜色不好看", by: one)
        // Neither a repair nor a dealer's complaint is a customer's complaint.
        _ = try complain("约好的时间没人来", by: one, kind: "repair")
        _ = try complain("配件没人来送", by: dealer)
        try answer(["missing": .text("师傅迟到"), "visitImportance": .number(7)], of: one)
        let line = try line("visit")
        #expect(line.mentions == 3 && line.mentioned?.value == 0.75)
        #expect(try self.line("dealer-parts", .dealers).mentions == 1)
        let need = try test.desk.rules.need("visit")
        let evidence = try test.desk.read { try $0.needEvidence(need, on: year, limit: 2) }
        #expect(evidence.looked == NeedsTable.Looked(cases: 3, answers: 1, isCut: false))
        #expect(evidence.line.mentions == 3 && evidence.texts.count == 2)
        #expect(evidence.texts.allSatisfy { $0.day == today })
        #expect(evidence.answered == 1 && evidence.sheets.first?.importance == 7)
        let whole = try test.desk.read { try $0.needEvidence(need, on: year, limit: 9) }
        #expect(whole.texts.map(\.subject).contains(Subject(late)))
        let past = try self.line("visit", on: today - 9...today - 1)
        #expect(past.mentions == 0 && past.mentioned == nil)
    }

    @Test("words of nobody known are theirs whom the questionnaire is for")
    func nobodysWords() throws {
        try answer(["missing": .text("配件要等，没人来")], of: nil, "dealer-needs")
        #expect(try line("visit").mentions == 0)
        #expect(try line("dealer-parts", .dealers).mentions == 1)
        try answer(["missing": .text("没人来")], of: nil)
        #expect(try line("visit").mentions == 1)
    }

    @Test(
        "a word of letters is found only where it stands alone, and a case that was merged is not counted twice"
    )
    func words() throws {
        let one = try person(1)
        _ = try complain("Come later, please", by: one)
        #expect(try line("visit").mentions == 0)
        let (a, b) = (try complain("没人来", by: one), try complain("没人来", by: one))
        #expect(try line("visit").mentions == 2)
        try test.as("chen") { try $0.mergeCase(b, into: a) }
        #expect(try line("visit").mentions == 1)
    }

    // MARK: Notes

    @Test(
        "what was said in an interview counts, is dated and in the journal, and its standard is one of those wanted"
    )
    func notes() throws {
        let dealer = try person(1, .dealer, dealer: .agent)
        try answer(["partsWanted": .number(9)], of: dealer, "dealer-needs", day: today - 30)
        let note = try test.as("sun") {
            try $0.noteNeed(
                NeedDraft("dealer-parts", customer: dealer, wanted: "3", words: "三天到货就行", day: today - 2))
        }
        _ = try test.as("sun") {
            try $0.noteNeed(
                NeedDraft("dealer-parts", group: "经销商座谈会12家", wanted: "5", words: "越快越好", source: .workshop))
        }
        let line = try line("dealer-parts", .dealers)
        // What the dealer said last stands in place of the sheet.
        #expect(line.notes == 2 && line.wanted?.wishes == [3, 5])
        let events = try test.desk.read { try $0.journal.of(Subject(dealer)) }.map(\.event)
        #expect(events.last == "need.noted")
        let desk = try test.desk.read { try $0.journal.of(.desk) }.map(\.event)
        #expect(desk.last == "need.noted")
        let agents = try self.line("dealer-parts", .dealers, segment: .dealer(.agent))
        #expect(agents.notes == 1)

        _ = try test.as("sun") { try $0.withdrawNeedNote(note.id, reason: "记错了") }
        let after = try self.line("dealer-parts", .dealers)
        #expect(after.notes == 1 && after.wanted?.wishes == [5, 9])
        let kept = try test.desk.read { try $0.needNotes.note(note.id) }
        #expect(kept?.withdrawnAt == test.now && kept?.words == "三天到货就行")
        let parts = try test.desk.rules.need("dealer-parts")
        let evidence = try test.desk.read { try $0.needEvidence(parts, on: year, limit: 9) }
        #expect(evidence.line.notes == 1 && evidence.notes.count == 2, "what was withdrawn stays to be seen")
        #expect(throws: NeedFault.noNote(note.id)) {
            try test.as("sun") { try $0.withdrawNeedNote(note.id, reason: "again") }
        }
    }

    @Test("notes follow a customer who is merged, and come back")
    func merged() throws {
        let (from, into) = (try person(1), try person(2))
        let note = try test.as("sun") {
            try $0.noteNeed(NeedDraft("loan", customer: from, words: "想借一台"))
        }
        func holder() throws -> CustomerID? {
            try test.desk.read { try $0.needNotes.note(note.id) }?.customer
        }
        try test.as("chen") { try $0.mergeCustomer(from, into: into) }
        #expect(try holder() == into)
        try test.as("chen") { try $0.unmergeCustomer(from) }
        #expect(try holder() == from)
    }

    @Test("what cannot be noted is refused, and nothing of it is kept")
    func refused() throws {
        let one = try person(1)
        func fault(_ draft: NeedDraft, as login: String = "sun") -> (any Error)? {
            do {
                _ = try test.as(login) { try $0.noteNeed(draft) }
                return nil
            } catch { return error }
        }
        func need(_ draft: NeedDraft) -> NeedFault? { fault(draft) as? NeedFault }
        if case .noNeed("tea", let known) = need(NeedDraft("tea", group: "x", words: "y")) {
            #expect(known.contains("loan"))
        } else {
            Issue.record("an unknown need is named")
        }
        #expect(need(NeedDraft("loan", words: "y")) == .noSpeaker)
        #expect(fault(NeedDraft("loan", group: "x", words: " ")) as? DeskFault == .missing(field: "words"))
        #expect(
            need(NeedDraft("dealer-parts", customer: one, words: "y")) == .otherAudience(one, .dealers))
        #expect(need(NeedDraft("loan", group: "x", wanted: "3", words: "y")) == .noStandard("loan"))
        #expect(
            need(NeedDraft("visit", group: "x", wanted: "soon", words: "y"))
                == .badValue("soon", unit: .hours))
        #expect(need(NeedDraft("loan", group: "x", words: "y", day: today + 1)) == .dayToCome(today + 1))
        let refused = fault(NeedDraft("loan", group: "x", words: "y"), as: "li")
        #expect(refused as? DeskFault == .notAllowed(login: "li", right: "audit.keep"))
        let kept = try test.desk.read { try $0.needNotes.notes(on: year, NeedStore.Whom(.customers)) }
        #expect(kept.isEmpty)
        let first = try test.as("sun") { try $0.noteNeed(NeedDraft("loan", group: "x", words: "y")) }
        #expect(need(NeedDraft("loan", group: "x", words: "y")) == .alreadyThere(first.id))
        #expect(throws: DeskFault.missing(field: "reason")) {
            try test.as("sun") { try $0.withdrawNeedNote(first.id, reason: " ") }
        }
    }
}
