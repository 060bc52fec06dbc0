import DeskTesting
import Model
import Records
import Resources
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Promises drafted beside those in force", .onEachDatabase)
struct DraftPromiseTests {
    private let test: TemporaryDesk
    /// The local day of the samples' clock.
    private let today: Day

    init() throws {
        test = try TemporaryDesk()
        try test.as("admin") { work in
            for login in ["boss", "boss2"] {
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: ["manager"]))
            }
        }
        today = test.desk.rules.localDay(test.now)
    }

    private static let id = "complaint-respond"

    /// A file of one promise, that a complaint is answered.
    static func text(_ target: String = "2 working days", _ rest: String = "", id: String = id) -> String {
        """
        line: complaint
        calendar: cn-service
        promises:
          - id: \(id)
            label: {en: "Answered sooner", zh-Hans: 更快答复}
            wording: {en: "An answer sooner.", zh-Hans: 更快给您答复。}
            need: basic
            metric: respond
            published: \(target)
            for: {subject: case, kinds: [complaint]}
            source: default
            \(rest)
        """
    }

    private func draft(_ text: String = text(), by login: String = "sun") throws -> PromiseDraft {
        try test.as(login) { try $0.draftPromises("Spring", text: text, basis: "Two rivals answer sooner") }
    }

    private func approve(_ draft: PromiseDraft, since day: Day) throws -> PromiseDraft {
        try test.as("boss") { try $0.approveDraft(draft.id, since: day, remark: "Tried in Pudong") }
    }

    /// The target of the clock of a complaint logged now.
    private func target(on desk: ServiceDesk? = nil) throws -> String? {
        let li = try test.desk.actor(named: "li")
        return try (desk ?? test.desk).act(by: li, at: test.now) { work in
            let customer = try work.addCustomer(Samples.customer(name: "甲", phone: "+8613800139999"))
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer.id, summary: "一直没人回复")
            draft.onRepeat = .logAnyway
            let id = try work.log(draft).serviceCase.id
            return try work.clocks.of(Subject(id)).first { $0.metric == "respond" }?.target
        }
    }

    @Test("one approved is in force from its day on, at every desk; what runs keeps what it was started by")
    func inForce() throws {
        let before = try #require(try target())
        let other = try ServiceDesk(database: test.desk.database, rules: TemporaryDesk.rules)
        let made = try draft()
        #expect(try target() == before)
        let approved = try approve(made, since: today + 2)
        #expect(approved.state == .approved)
        #expect(approved.since == today + 2)
        #expect(try target() == before)
        test.now = test.now + .days(2)
        #expect(try target() == "2 working days")
        #expect(try target(on: other) == "2 working days")
        #expect(test.desk.rules.promises.label(of: Self.id).texts["en"] == "Answered sooner")
        let first = try test.desk.read { try $0.clocks.of(Subject(CaseID(1))) }
        #expect(first.first { $0.metric == "respond" }?.target == before)
        _ = try test.desk.sweep(at: test.now)
        #expect(try test.problems().isEmpty)
    }

    @Test(
        "who wrote it does not approve it, nor who lacks the right, nor before anything was forecast or said")
    func whoApproves() throws {
        let own = try draft(by: "boss")
        #expect(throws: PromiseDraftFault.ownDraft) { try approve(own, since: today) }
        #expect(throws: DeskFault.notAllowed(login: "sun", right: "promise.approve")) {
            try test.as("sun") { try $0.approveDraft(own.id, since: today, remark: "x") }
        }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "promise.draft")) { try draft(by: "li") }
        #expect(throws: PromiseDraftFault.noForecast(own.id)) {
            try test.as("boss2") { try $0.approveDraft(own.id, since: today) }
        }
        #expect(throws: PromiseDraftFault.dayPast(today - 1)) {
            try test.as("boss2") { try $0.approveDraft(own.id, since: today - 1, remark: "x") }
        }
        let forecast = DraftForecast(
            at: test.now, days: 30, runs: 4, technicians: 3,
            lines: [
                DraftForecast.Line(
                    promise: Self.id, target: "2 working days", asIs: nil,
                    changed: DraftForecast.Share(mean: 0.9, low: 0.8, high: 1))
            ])
        let known = try test.as("boss") { try $0.publish(forecast, of: own) }
        #expect(known.forecast == forecast)
        let approved = try test.as("boss2") { try $0.approveDraft(own.id, since: today) }
        #expect(approved.forecast == forecast)
        #expect(throws: PromiseDraftFault.notOpen(own.id)) {
            try test.as("boss2") { try $0.approveDraft(own.id, since: today) }
        }
    }

    @Test("of two who change it the second is told, and another text takes the forecast away")
    func changed() throws {
        let made = try draft()
        let forecast = DraftForecast(at: test.now, days: 30, runs: 4, technicians: 3, lines: [])
        _ = try test.as("sun") { try $0.publish(forecast, of: made) }
        #expect(throws: PromiseDraftFault.changed(made.id)) {
            try test.as("boss") { try $0.changeDraft(made.id, basis: "x", version: made.version) }
        }
        let renamed = try test.as("boss") { try $0.changeDraft(made.id, name: "Summer") }
        #expect(renamed.forecast == forecast)
        let retold = try test.as("boss") { try $0.changeDraft(made.id, text: Self.text("1 working day")) }
        #expect(retold.forecast == nil)
        #expect(throws: PromiseDraftFault.changed(made.id)) {
            try test.as("sun") { try $0.publish(forecast, of: made) }
        }
    }

    @Test("a new name makes nobody its author: whoever wrote its promises still does not approve them")
    func renamed() throws {
        let own = try draft(by: "boss")
        let renamed = try test.as("boss2") { try $0.changeDraft(own.id, name: "Summer") }
        #expect(renamed.name == "Summer" && renamed.by == own.by)
        #expect(throws: PromiseDraftFault.ownDraft) { try approve(own, since: today) }
    }

    @Test("one approved for an earlier day holds until the one that was approved before for a later day")
    func order() throws {
        _ = try approve(try draft(Self.text("1 working day")), since: today + 4)
        _ = try approve(try draft(), since: today + 2)
        test.now = test.now + .days(3)
        #expect(try target() == "2 working days")
        test.now = test.now + .days(2)
        #expect(try target() == "1 working day")
    }

    @Test("what is wrong in its text is told with the line, and nothing is kept")
    func wrong() throws {
        let fault = #expect(throws: RuleFault.self) { try draft(Self.text("two fortnights")) }
        #expect(fault?.line == 9)
        #expect(fault?.file == "Spring")
        #expect(throws: PromiseDraftFault.nothing) { try draft("line: repair\npromises: []\n") }
        #expect(try test.desk.read { try $0.promiseDrafts() }.isEmpty)
    }

    @Test("a promise whose end is no later than the day is ended by it, and shown so")
    func ended() throws {
        let made = try draft(Self.text("2 working days", "until: \(today)"))
        let differences = try test.desk.read { try $0.comparison(of: made, at: test.now).differences }
        #expect(differences.map(\.kind) == [.ended])
        let approved = try approve(made, since: today)
        let after = try test.desk.read { try $0.comparison(of: approved, at: test.now).differences }
        #expect(after.map(\.kind) == [.ended])
        // Nothing else promises every complaint an answer.
        let owed = try target()
        #expect(owed == nil)
    }

    @Test("a draft is shown beside what is in force: new, changed, as it is")
    func differences() throws {
        let new = try draft(Self.text(id: "complaint-respond-new"))
        let changed = try draft()
        let (first, second) = try test.desk.read {
            (
                try $0.comparison(of: new, at: test.now).differences,
                try $0.comparison(of: changed, at: test.now).differences
            )
        }
        #expect(first.map(\.kind) == [.new])
        #expect(second.map(\.kind) == [.changed])
        #expect(second.first?.inForce?.published?.description == "3 working days")
        _ = try approve(changed, since: today)
        let again = try draft()
        #expect(
            try test.desk.read { try $0.comparison(of: again, at: test.now).differences }.map(\.kind) == [
                .same
            ])
    }

    @Test("one approved is taken back before its day, and not once customers were promised it")
    func withdrawn() throws {
        let before = try target()
        let made = try approve(try draft(), since: today + 5)
        _ = try test.as("boss") { try $0.withdrawDraft(made.id, reason: "人手不够") }
        test.now = test.now + .days(6)
        #expect(try target() == before)
        let second = try approve(try draft(), since: today + 6)
        #expect(throws: PromiseDraftFault.inForce(second.id)) {
            try test.as("boss") { try $0.withdrawDraft(second.id, reason: "x") }
        }
        #expect(throws: DeskFault.missing(field: "reason")) {
            try test.as("boss") { try $0.withdrawDraft(second.id, reason: " ") }
        }
    }

    @Test("one that can no longer be read is left out and told by the doctor; the others hold")
    func unreadable() throws {
        _ = try approve(try draft(), since: today)
        try test.as("boss") { work in
            var broken = PromiseDraft(
                name: "Old", basis: "", text: Self.text().replacing("cn-service", with: "moon"), by: nil,
                at: work.now)
            (broken.state, broken.since, broken.approvedAt) = (.approved, today, work.now)
            _ = try PromiseDraftStore(work.db).insert(broken)
            try RulesInForce.touch(work.db)
        }
        #expect(try target() == "2 working days")
        #expect(try test.problems().map(\.key) == ["doctor.promises"])
    }

    @Test("how often one is kept is told of the version in force, not of what an earlier one began")
    func keptByVersion() throws {
        _ = try target()
        _ = try approve(draft(), since: today + 2)
        test.now = test.now + .days(2)
        _ = try target()
        test.now = test.now + .days(12)
        let day = test.desk.rules.localDay(test.now)
        let (segments, both) = try test.desk.read {
            (
                try $0.promisesBySegment(on: day, days: 30, at: test.now),
                try $0.keptPromises(on: day - 30...day - 1, at: test.now)
            )
        }
        let kept = try #require(segments.first { $0.promise.id == Self.id }?.kept)
        #expect(kept.count == 1 && kept.value == 0)
        #expect(both[Self.id]?.count == 2)
    }
}
