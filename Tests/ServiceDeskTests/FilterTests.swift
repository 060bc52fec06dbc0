import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Filters")
struct FilterTests {
    let words = FilterWords(rules: TemporaryDesk.rules, people: TemporaryDesk.people) { key in
        [
            "filter.field.kind": ["类别"], "filter.unit.h": ["时 小时"], "filter.word.me": ["我"],
            "severity.urgent": ["Urgent", "紧急"], "filter.word.late": ["逾期"],
        ][key] ?? []
    }
    let now = Samples.now

    private func tests(_ text: String) throws -> [CaseTest] {
        let actor = Actor.staff(TemporaryDesk.people[0])
        return try CaseFilter(text, words: words).tests(for: actor, at: now)
    }

    private func fault(_ text: String) -> FilterFault? {
        do {
            _ = try CaseFilter(text, words: words)
            return nil
        } catch { return error as? FilterFault }
    }

    @Test("one line holds fields, times, words, and what must not be")
    func line() throws {
        #expect(
            try tests("kind:repair,complaint -owner:any due<2h 冰箱") == [
                CaseTest(.kind(["repair", "complaint"])), CaseTest(.owned, isNegated: true),
                CaseTest(.before(.due, now + .hours(2))), CaseTest(.text("冰箱")),
            ])
    }

    @Test("names that people see are as good as those of the files, and full-width signs as good as ASCII")
    func names() throws {
        #expect(try tests("类别：维修") == tests("kind:repair"))
        #expect(try tests("severity:紧急") == [CaseTest(.severity([.urgent]))])
        #expect(try tests("due＜2小时") == tests("due<2h"))
        #expect(try tests("due:逾期") == [CaseTest(.before(.due, now))])
        #expect(try tests("owner:我") == tests("owner:me"))
    }

    @Test("zones and teams are proposed as well, in quotes where a blank would part them")
    func zonesAndTeams() throws {
        var people = TemporaryDesk.people
        people[0].team = "north 1"
        let words = FilterWords(rules: TemporaryDesk.rules, people: people, zones: ["浦东", "静安 北"])
        func proposed(_ text: String) -> [String] { words.completions(of: text).choices.map(\.text) }
        #expect(proposed("zone:浦") == ["浦东"])
        #expect(proposed("zone:pd") == ["浦东"], "by initials")
        #expect(proposed("zone:静") == ["\"静安 北\""])
        #expect(proposed("team:n") == ["\"north 1\""])
        let test = try CaseFilter("zone:\"静安 北\" team:\"north 1\"", words: words)
        #expect(
            test.tests(for: .desk, at: now) == [
                CaseTest(.zone(["静安 北"])), CaseTest(.owner([people[0].id])),
            ])
    }

    @Test(
        "a zone is found by how it begins; what begins none is looked for as it is, as a district or a city")
    func zonesBegun() throws {
        let words = FilterWords(
            rules: TemporaryDesk.rules, people: [], zones: ["浦东新区", "浦东机场", "静安", "静安北"])
        func zones(_ text: String) throws -> [CaseTest] {
            try CaseFilter(text, words: words).tests(for: .desk, at: now)
        }
        #expect(try zones("zone:浦东") == [CaseTest(.zone(["浦东新区", "浦东机场"]))])
        #expect(try zones("zone:静安") == [CaseTest(.zone(["静安"]))], "what is called so itself")
        #expect(try zones("zone:虹口") == [CaseTest(.zone(["虹口"]))])
    }

    @Test("a completion takes the place of all that was written of the word, quotes as well")
    func completedAgain() throws {
        var people = TemporaryDesk.people
        people[0].team = "north 1"
        people[1].team = "east, west"
        let words = FilterWords(rules: TemporaryDesk.rules, people: people)
        func completed(_ text: String) -> String {
            let (replacing, choices) = words.completions(of: text)
            return String(text.dropLast(replacing)) + (choices.first?.text ?? "")
        }
        for begun in ["n", "\"n", "\"north ", "\"north 1\"", "“north 1”", "「n"] {
            #expect(completed("kind:repair team:\(begun)") == "kind:repair team:\"north 1\"")
            #expect(completed("-team:east,\(begun)") == "-team:east,\"north 1\"")
        }
        #expect(completed("team:\"east, west\"，n") == "team:\"east, west\"，\"north 1\"")
        #expect(completed("team:e") == "team:\"east, west\"")
        #expect(completed("-ki") == "-kind:")
        #expect(completed("\"ki") == "\"ki", "what is quoted from its beginning is no field")
        let test = try CaseFilter("team:\"east, west\",\"north 1\"", words: words)
        #expect(test.tests(for: .desk, at: now) == [CaseTest(.owner([people[0].id, people[1].id]))])
        #expect(throws: FilterFault.self) { try CaseFilter("team:east, west", words: words) }
    }

    @Test("owner:none is -owner:any, and -owner:none is owner:any")
    func owners() throws {
        #expect(try tests("owner:none") == tests("-owner:any"))
        #expect(try tests("-owner:none") == tests("owner:any"))
    }

    @Test("older than is opened before")
    func ages() throws {
        #expect(try tests("age>3d") == [CaseTest(.before(.opened, now - .days(3)))])
        #expect(try tests("idle<30m") == [CaseTest(.from(.stateSince, now - .minutes(30)))])
        #expect(try tests("chased>1") == [CaseTest(.atLeast(.chasers, 2))])
        #expect(try tests("reopened<1") == [CaseTest(.atLeast(.reopened, 1), isNegated: true)])
    }

    @Test("what is quoted is looked for as it stands, blanks and signs and all")
    func quotes() throws {
        #expect(try tests("\"10:30 call back\"") == [CaseTest(.text("10:30 call back"))])
        #expect(try tests("“室外机 结霜”") == [CaseTest(.text("室外机 结霜"))])
        #expect(try tests("C12") == [CaseTest(.number([CaseID(12)]))])
    }

    @Test("what is not understood is told with its place")
    func faults() throws {
        #expect(
            fault("kind:repair colour:red")
                == .unknownField(
                    "colour", at: 13,
                    known: CaseFilter.Field.allCases.map { $0 == .kind ? "类别" : $0.rawValue }))
        guard case .unknownValue(_, "repairs", at: 16, let known)? = fault("kind:complaint,repairs") else {
            Issue.record("\(String(describing: fault("kind:complaint,repairs")))")
            return
        }
        #expect(!known.isEmpty)
        #expect(fault("due<2x") == .notSpan("2x", at: 5))
        #expect(fault("due:2h") == .comparedOrWord(field: "due", at: 4, word: "逾期"))
        #expect(fault("age:2h") == .onlyCompared(field: "age", at: 4))
        #expect(fault("kind<2h") == .notCompared(field: "kind", at: 5))
        #expect(fault("-owner:") == .noValue(field: "owner", at: 8))
        #expect(fault("reopened>often") == .notNumber("often", at: 10))
        #expect(fault("customer:wang") == .notID(field: "customer", value: "wang", at: 10))
        #expect(fault("a \"b") == .openQuote(at: 3))
    }

    @Test("any text at all is understood or refused, with a place inside it", arguments: 0..<20)
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "kind", ":", "<", "-", "\"", " ", "2h", "冰箱", "：", ",", "owner", "me", "“", "”", "due", "\u{0}",
        ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0..<9, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let fault = fault(text), case .count(let at)? = fault.phrase.facts["at"] else { continue }
            #expect((1...text.count + 1).contains(at), "seed \(seed): \(text) \(fault)")
        }
    }

    @Test("beside what is proposed stands what whoever reads it calls it", arguments: ["en", "zh-Hans"])
    func proposedLabels(language: String) throws {
        let own = language == "en" ? ["sort", "类别"] : ["类别", "sort"]
        let words = FilterWords(rules: TemporaryDesk.rules, people: [], in: language) { key in
            key == "filter.field.kind" ? own : []
        }
        #expect(words.completions(of: "kin").choices.map(\.label) == [own[0]])
        #expect(words.completions(of: own[0]).choices.map(\.label) == [own[0] + ":"], "which is said once")
        let repair = try #require(
            TemporaryDesk.rules.workflows.kinds(of: .case).first { $0.name == "repair" })
        #expect(words.completions(of: "kind:rep").choices.map(\.label) == [repair.label.text(in: language)])
    }

    @Test("what is begun is completed: fields, then what each can be, also by Chinese and its initials")
    func completion() {
        #expect(words.completions(of: "ki").choices.map(\.text) == ["kind:"])
        #expect(words.completions(of: "owner:me du").choices.map(\.text) == ["due<"])
        #expect(words.completions(of: "kind:repair,comp").choices.map(\.text) == ["complaint"])
        #expect(words.completions(of: "kind:repair,comp").replacing == 4)
        #expect(words.completions(of: "kind:wx").choices.map(\.text).contains("repair"))
        #expect(words.completions(of: "severity:紧").choices.map(\.text) == ["urgent"])
    }
}

@Suite("Lists and what is done from them", .onEachDatabase)
struct CaseListTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func lines(_ list: CaseList, as login: String = "li") throws -> [CaseID] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read {
            try $0.page(list, from: .beginning, by: actor, at: test.now).lines.map(\.id)
        }
    }

    private func filtered(_ text: String) throws -> CaseList {
        var list = CaseList(.everything)
        list.filter = try test.desk.read { try CaseFilter(text, words: $0.filterWords()) }
        return list
    }

    private func log(_ summary: String, by login: String, channel: Channel = .import) throws -> CaseID {
        let customer = try test.customer().id
        return try test.as(login) { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: summary)
            (draft.channel, draft.onRepeat) = (channel, .logAnyway)
            return try work.log(draft).serviceCase.id
        }
    }

    @Test("a view shows what its filter says, to whoever asks")
    func views() throws {
        let id = try log("空调异响", by: "li")
        #expect(try lines(CaseList(.view("free"))) == [id])
        #expect(try lines(CaseList(.view("mine"))).isEmpty)
        _ = try test.as("li") { try $0.claimCase(id) }
        #expect(try lines(CaseList(.view("mine"))) == [id])
        #expect(try lines(CaseList(.view("mine")), as: "wang").isEmpty)
        #expect(try lines(CaseList(.view("free"))).isEmpty)
    }

    @Test("a list turned round is the same cases from its other end, page by page, both ways")
    func reversed() throws {
        let ids = try (0..<5).map { number in
            test.now = test.now + .minutes(1)
            return try log("空调异响 \(number)", by: "li")
        }
        var list = CaseList(.queue("repair"))
        (list.order, list.isReversed) = (.age, true)
        let li = try test.desk.actor(named: "li")
        func page(_ start: PageStart, _ limit: Int) throws -> CasePage {
            try test.desk.read { try $0.page(list, from: start, limit: limit, by: li, at: test.now) }
        }
        let all = try page(.beginning, 10)
        #expect(all.lines.map(\.id) == ids.reversed())
        let first = try page(.beginning, 2)
        let next = try page(.after(try #require(first.next)), 2)
        #expect(next.lines.map(\.id) == [ids[2], ids[1]])
        #expect(try page(.end, 2).lines.map(\.id) == [ids[1], ids[0]])
        let middle = next.lines[0].key(in: .age)
        #expect(try page(.before(middle), 9).lines.map(\.id) == [ids[4], ids[3]])
        #expect(try page(list.start(at: middle), 9).lines.map(\.id) == [ids[2], ids[1], ids[0]])
        list.isReversed = false
        #expect(try page(list.start(at: middle), 9).lines.map(\.id) == [ids[2], ids[3], ids[4]])
    }

    @Test("what somebody has is not taken from them, and the name is told")
    func taken() throws {
        let id = try log("空调异响", by: "li")
        _ = try test.as("chen") { try $0.claimCase(id) }
        #expect(throws: DeskFault.inOtherHands(Subject(id), name: "陈静")) {
            try test.as("li") { try $0.claimCase(id) }
        }
    }

    @Test("of several cases each has its own result, and what fails undoes nothing")
    func each() throws {
        let ids = try (0..<3).map { try log("空调异响 \($0)", by: "li") }
        _ = try test.as("chen") { try $0.claimCase(ids[1]) }
        let results = try test.as("li") { work in try work.each(ids) { _ = try work.claimCase($0) } }
        #expect(results.map(\.id) == ids)
        #expect(results.map { $0.fault == nil } == [true, false, true])
        #expect(try lines(CaseList(.view("mine"))) == [ids[0], ids[2]])
        #expect(try test.problems().isEmpty)
    }

    @Test("what kind of customer a matter comes from is a field")
    func customerKind() throws {
        let dealer = try test.as("li") { work in
            var customer = Samples.customer(name: "华联经销", phone: "+8613900139002")
            customer.kind = .dealer
            return try work.addCustomer(customer).id
        }
        let own = try log("空调异响", by: "li")
        let theirs = try test.logRepair(for: dealer).id
        #expect(try lines(filtered("from:dealer")) == [theirs])
        #expect(try lines(filtered("-from:dealer,end-user")) == [own])
        #expect(try lines(CaseList(.view("dealers"))) == [theirs])
        #expect(throws: FilterFault.self) { try filtered("from:nobody") }
    }

    @Test("steps of several cases are offered once, with whose turn it can be")
    func offers() throws {
        let ids = try (0..<2).map { try log("空调异响 \($0)", by: "li") }
        try test.as("li") { _ = try $0.take("assess", on: ids[0]) }
        let li = try test.desk.actor(named: "li")
        let offers = try test.desk.read { try $0.offers(ids, by: li, at: test.now) }
        #expect(offers.first { $0.offer.name == "assess" }?.possible == [ids[1]])
        #expect(Set(offers.map { $0.offer.name + "\($0.offer.label.texts)" }).count == offers.count)
    }

    @Test("a list of a view is counted as its queue would be")
    func load() throws {
        _ = try log("空调异响", by: "li")
        let li = try test.desk.actor(named: "li")
        let load = try test.desk.read { try $0.load(of: .view("free"), by: li, at: test.now) }
        #expect(load.waiting == CappedCount(1) && load.free == CappedCount(1))
        let queue = try test.desk.read { try $0.loads(at: test.now).first { $0.queue == "repair" } }
        #expect(queue?.waiting == CappedCount(1))
    }
}
