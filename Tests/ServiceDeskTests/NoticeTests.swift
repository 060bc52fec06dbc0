import DeskTesting
import Model
import ServiceDesk
import Testing

@Suite("Telling people", .onEachDatabase)
struct NoticeTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func inbox(_ login: String) throws -> [NoticeItem] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.inbox(of: actor).items }
    }

    @Test("a missed promise is told to supervisors and to whoever has the case; our own line only to them")
    func breaches() throws {
        let c = try test.logRepair()
        test.now = test.now + .days(10)
        _ = try test.desk.sweep(at: test.now)
        let chen = try inbox("chen")
        #expect(!chen.isEmpty && chen.allSatisfy { $0.notice.kind == .breach && $0.caseID == c.id })
        let li = try inbox("li").map(\.notice.kind)
        #expect(li.filter { $0 == .breach }.count == chen.count)
        #expect(li.contains(.risk))
        #expect(try inbox("zhao").isEmpty)
    }

    @Test("what is meant for one alone arrives; what the whole role is told is passed over")
    func arrivals() throws {
        let c = try test.logRepair()
        let chen = try test.desk.actor(named: "chen")
        let start = try test.desk.read { try $0.arrivals(of: chen, after: nil) }
        _ = try test.desk.sweep(at: test.now + .days(10))
        let told = try test.desk.read { try $0.arrivals(of: chen, after: start.last) }
        #expect(start.notices.isEmpty && told.notices.isEmpty && told.last > start.last)
        _ = try test.as("li") { try $0.note(Subject(c.id), "@chen 请看") }
        let named = try test.desk.read { try $0.arrivals(of: chen, after: told.last) }
        #expect(named.notices.map(\.notice.kind) == [.mention] && named.last > told.last)
        let after = try test.desk.read { try $0.arrivals(of: chen, after: named.last) }
        #expect(after.notices.isEmpty && after.last == named.last)
    }

    @Test(
        "rungs of one promise of one case are one line, the latest; what was seen is another, and so is what is told once"
    )
    func rungs() throws {
        let c = try test.logRepair()
        for hours in stride(from: 0, through: 96, by: 4) {
            _ = try test.desk.sweep(at: test.now + .hours(hours))
        }
        _ = try test.as("chen") { try $0.note(Subject(c.id), "@li 请看") }
        let told = try inbox("li")
        let joined = told.withRungsJoined
        #expect(joined.count < told.count, "the promises were near before they were missed")
        #expect(joined.flatMap { [$0.id] + $0.earlier.map(\.id) }.sorted() == told.map(\.id).sorted())
        #expect(joined.allSatisfy { one in one.earlier.allSatisfy { $0.notice.at <= one.notice.at } })
        #expect(joined.filter { $0.notice.kind == .mention }.map(\.earlier.count) == [0])
        let climbed = try #require(joined.first { !$0.earlier.isEmpty })
        try test.as("li") { try $0.seen([climbed.earlier[0].id]) }
        let after = try inbox("li").withRungsJoined
        #expect(after.first { $0.id == climbed.id }?.earlier.count == climbed.earlier.count - 1)
        #expect(after.contains { $0.id == climbed.earlier[0].id })
    }

    @Test("of rungs that one late look told at once the gravest stands for all")
    func rungsAtOnce() throws {
        _ = try test.logRepair()
        test.now = test.now + .days(10)
        _ = try test.desk.sweep(at: test.now)
        let told = try inbox("li")
        let joined = told.withRungsJoined.filter { !$0.earlier.isEmpty }
        #expect(!joined.isEmpty && joined.allSatisfy { [.breach, .overdue].contains($0.notice.kind) })
        let backwards = Array(told.reversed()).withRungsJoined.filter { !$0.earlier.isEmpty }
        #expect(backwards.count == joined.count, "in whichever order they were told")
        #expect(backwards.allSatisfy { [.breach, .overdue].contains($0.notice.kind) })
    }

    @Test("whoever asked is told the decision, and nobody what they did themselves")
    func decisions() throws {
        let c = try test.logRepair()
        let asked = try test.as("li") {
            try $0.askApproval(Subject(c.id), decision: "goodwill", amount: Money("80"), reason: "延误")
        }
        _ = try test.as("chen") { try $0.decide(asked.id, grant: false, answer: "未见记录") }
        let told = try inbox("li")
        #expect(told.map(\.notice.kind) == [.refused])
        #expect(told[0].notice.message.text(in: "en") == "未见记录")
        #expect(told[0].approval?.id == asked.id && told[0].caseID == c.id && told[0].customer == "王小明")
        #expect(try inbox("chen").isEmpty)
    }

    @Test(
        "a note tells whom it names, by sign-in name or name, once, and not its writer",
        arguments: [
            ("@chen 请看", ["chen"]), ("请@陈静和@王强处理", ["chen", "wang"]), ("＠陈静 @chen", ["chen"]),
            ("@lisa @zha", []), ("写给 li@example.com 或 @li", []), ("@zhao,please", ["zhao"]),
        ])
    func mentions(text: String, logins: [String]) throws {
        let c = try test.logRepair()
        _ = try test.as("li") { try $0.note(Subject(c.id), text) }
        let told = try ["chen", "wang", "zhao", "li", "t1"].filter { try !inbox($0).isEmpty }
        #expect(told == logins)
    }

    @Test("what one was told is read page by page by key: what is new, then what was seen, none twice")
    func pages() throws {
        let c = try test.logRepair()
        for number in 1...9 { _ = try test.as("li") { try $0.note(Subject(c.id), "\(number) @chen") } }
        let ids = try inbox("chen").map(\.id)
        _ = try test.as("chen") { try $0.seen([ids[1], ids[4], ids[8]]) }
        let chen = try test.desk.actor(named: "chen")
        let whole = [0, 2, 3, 5, 6, 7, 1, 4, 8].map { ids[$0] }
        for limit in 1...10 {
            var (read, last, hasMore) = ([Int64](), NoticeKey?.none, true)
            while hasMore {
                let page = try test.desk.read { try $0.inbox(of: chen, after: last, limit: limit) }
                #expect(page.items.count <= limit)
                read += page.items.map(\.id)
                (last, hasMore) = (page.last ?? last, page.hasMore)
            }
            #expect(read == whole, "\(limit) at a time")
        }
        #expect(try test.desk.read { try $0.inbox(of: .desk) }.items.isEmpty)
    }

    @Test("what is not seen is counted no further than asked, and goes when all up to one are seen")
    func counting() throws {
        let c = try test.logRepair()
        for number in 1...5 { _ = try test.as("li") { try $0.note(Subject(c.id), "\(number) @chen") } }
        let chen = try test.desk.actor(named: "chen")
        let count = { (most: Int) in
            try self.test.desk.read { try $0.unseenNotices(for: chen, most: most) }
        }
        #expect(try count(100) == 5)
        #expect(try count(3) == 3)
        let third = try inbox("chen")[2].id
        #expect(try test.as("chen") { try $0.seenAll(upTo: third) } == 3)
        #expect(try count(100) == 2)
        #expect(try inbox("chen").map { $0.notice.seenAt == nil } == [true, true, false, false, false])
        let zhao = try test.desk.actor(named: "zhao")
        #expect(try test.desk.read { try $0.unseenNotices(for: zhao) } == 0)
    }
}
