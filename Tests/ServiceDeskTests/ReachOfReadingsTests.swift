import DeskTesting
import Dispatching
import Foundation
import Model
import Quality
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

/// What the desk shows of calls, callers and notices to somebody who may read the cases of one zone.
@Suite("What is read within a reach", .onEachDatabase)
struct ReachOfReadingsTests {
    private let zones: TwoZones
    private let test: TemporaryDesk

    init() throws {
        zones = try TwoZones()
        test = zones.test
    }

    // MARK: Calls

    /// - Parameter hours: from now until it would be late.
    private func schedule(_ c: ServiceCase, _ reason: String, hours: Int) throws {
        _ = try test.as("zhao") { work in
            try work.schedule(
                CallWish(
                    customer: c.customer, caseID: c.id, reason: reason, from: work.now,
                    by: work.now + .hours(hours)))
        }
    }

    private func nextCall(of login: String) throws -> CaseID? {
        let actor = try test.desk.actor(named: login)
        return try test.desk.claim(by: actor, at: test.now) { try $0.claimNextCall() }.caseID
    }

    @Test("the next call is about a case within reach, whatever presses more", arguments: [false, true])
    func nextCall(isPromised: Bool) throws {
        let reason = isPromised ? CallWish.promised : "after closing"
        try schedule(zones.far, reason, hours: 1)
        try schedule(zones.near, reason, hours: isPromised ? 1 : 2)
        if isPromised { test.now = test.now + .hours(1) }
        let (bounded, whole) = (try nextCall(of: "clerk"), try nextCall(of: "chen"))
        #expect(bounded == zones.near.id)
        #expect(whole == zones.far.id)
    }

    @Test("where every call that is due is beyond reach there is none")
    func noNextCall() throws {
        try schedule(zones.far, "after closing", hours: 1)
        #expect(throws: DeskFault.self) { try nextCall(of: "clerk") }
        let due = try ["clerk", "chen"].map { login in
            try zones.read(as: login) { reading, actor in
                try reading.callList(for: actor, everyones: false, at: test.now, limit: 9).map(\.call.caseID)
            }
        }
        let all: [CaseID?] = [zones.far.id]
        #expect(due[0].isEmpty)
        #expect(due[1] == all)
    }

    @Test("a call is arranged about cases within reach")
    func arranged() throws {
        func arrange(_ c: ServiceCase) throws -> FollowUpCall {
            try test.as("clerk") { work in
                try work.arrangeCall(
                    CallWish(
                        customer: c.customer, caseID: c.id, reason: CallWish.promised, from: work.now,
                        by: work.now + .hours(1)))
            }
        }
        let arranged = try arrange(zones.near)
        #expect(arranged.caseID == zones.near.id)
        let refusal = #expect(throws: DeskFault.self) { try arrange(zones.far) }
        guard case .outOfReach(_, _, "read", _, _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
    }

    // MARK: Customers

    @Test("of a caller's cases beyond reach it is told how many there are")
    func caller() throws {
        _ = try zones.book(zones.far.id, with: zones.t1)
        let files = try ["clerk", "chen"].map { login in
            try zones.read(as: login) { reading, actor in
                let file = try #require(try reading.caller(digits: "13800140002", by: actor).file)
                return (file, try reading.lastContacts(of: file, by: actor).count)
            }
        }
        #expect(files[0].0.openCases.isEmpty && files[0].0.unreadable == 1 && files[0].1 == 0)
        #expect(files[1].0.openCases.map(\.subject) == [Subject(zones.far.id)] && files[1].0.unreadable == 0)
        #expect(files[1].1 == 1)
    }

    @Test("the drawers of a customer are counted as far as they may be opened")
    func drawers() throws {
        _ = try zones.book(zones.far.id, with: zones.t1)
        try schedule(zones.far, "after closing", hours: 1)
        let counts = try ["clerk", "chen"].map { login in
            try zones.read(as: login) { try $0.page(.cases, of: zones.far.customer, limit: 9, by: $1) }.counts
        }
        for drawer in [CustomerSection.cases, .visits, .calls] {
            #expect(counts[0][drawer] == 0, "\(drawer)")
            #expect((counts[1][drawer] ?? 0) > 0, "\(drawer)")
        }
        #expect(counts[0][.people] == counts[1][.people])
    }

    @Test("a sheet of answers about a case beyond reach is not read")
    func answers() throws {
        let visit = try zones.book(zones.far.id, with: zones.t1)
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take(
                "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        var draft = SurveyDraft(
            "after-repair",
            [
                "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
                "signedYourself": .chosen(["yes"]), "overall": .number(6),
            ], source: .call)
        draft.visit = visit.id
        let id = try test.as("zhao") { [draft] in try $0.enter(draft) }.survey.id
        for (login, isBeyond) in [("clerk", true), ("other", false), ("chen", false)] {
            let isRefused = try zones.isOutOfReach(as: login) { _ = try $0.sheet(id, by: $1) }
            #expect(isRefused == isBeyond, "\(login)")
        }
    }

    // MARK: Notices

    private func tell(role: String, _ subject: Subject) throws {
        try test.desk.act(by: .desk, at: test.now) { work in
            try work.tell(role: role, .word, subject, Label(en: "Hello", zh: "你好"))
        }
    }

    @Test("of what a role is told each sees, and sees to, what is about cases within reach, or about none")
    func rolesNotices() throws {
        let visit = try zones.book(zones.far.id, with: zones.t1)
        for subject in [Subject(zones.near.id), Subject(zones.far.id), Subject(visit.id), .desk] {
            try tell(role: "zone clerk", subject)
        }
        func told(_ login: String) throws -> Set<Subject> {
            try zones.read(as: login) { reading, actor in
                let items = try reading.inbox(of: actor).items
                let unseen = try reading.unseenNotices(for: actor)
                #expect(unseen == items.filter { $0.notice.seenAt == nil }.count)
                #expect(items.allSatisfy { !$0.notice.isConcealed })
                return Set(items.map(\.notice.subject))
            }
        }
        let (clerks, others) = (try told("clerk"), try told("other"))
        #expect(clerks == Set([Subject(zones.near.id), .desk]))
        #expect(others == Set([Subject(zones.far.id), Subject(visit.id), .desk]))
        let seen = try test.as("clerk") { try $0.seenAll(upTo: .max) }
        #expect(seen == 2)
        let left = try zones.read(as: "other") { try $0.notices(for: $1) }
        #expect(Set(left.map(\.subject)) == Set([Subject(zones.far.id), Subject(visit.id)]))
        #expect(throws: DeskFault.self) { try test.as("clerk") { try $0.seen([left[0].id]) } }
    }

    @Test("a notice to oneself about a case beyond reach is there, does not say what it is, and is seen to")
    func ownNotices() throws {
        for c in [zones.near, zones.far] {
            _ = try test.as("chen") { try $0.note(Subject(c.id), "@clerk 请看") }
        }
        let items = try zones.read(as: "clerk") { try $0.inbox(of: $1).items }
        let concealed = try #require(items.first { $0.notice.subject == Subject(zones.far.id) })
        let plain = try #require(items.first { $0.notice.subject == Subject(zones.near.id) })
        let rules = test.desk.rules
        #expect(concealed.notice.phrase(nil, rules) == Phrase("notice.concealed"))
        #expect(concealed.caseID == nil && concealed.customer.isEmpty && concealed.summary.isEmpty)
        #expect(plain.notice.phrase(nil, rules).key == "notice.says.mention" && plain.caseID == zones.near.id)
        try test.as("clerk") { try $0.seen([concealed.id]) }
        let left = try zones.read(as: "clerk") { try $0.notices(for: $1).map(\.subject) }
        #expect(left == [Subject(zones.near.id)])
    }

    @Test("what leaves the desk says of a case what everybody may read whom it is for")
    func noticesOutside() throws {
        for (role, isConcealed) in [("zone clerk", true), ("supervisor", false)] {
            let notice = Notice(
                .word, role: role, subject: Subject(zones.far.id), message: Label(en: "Hello", zh: "你好"),
                at: test.now)
            let told = try test.desk.read { try $0.toldOutside(notice) }
            #expect(told.isConcealed == isConcealed, "\(role)")
        }
        for (login, isConcealed) in [("clerk", true), ("other", false), ("chen", false)] {
            let told = try zones.read(as: login) { reading, actor in
                try reading.toldOutside(
                    Notice(
                        .word, staff: actor.staffID, subject: Subject(zones.far.id),
                        message: Label(en: "Hello", zh: "你好"), at: test.now))
            }
            #expect(told.isConcealed == isConcealed, "\(login)")
        }
    }
}
