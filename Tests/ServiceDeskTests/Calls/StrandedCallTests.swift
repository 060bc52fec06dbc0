import DeskTesting
import Model
import Records
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("A call that nobody may make is told, shown, counted and lent", .onEachDatabase)
struct StrandedCallTests {
    let test: TemporaryDesk
    let call: FollowUpCall

    /// A tracking call whose customer everybody who makes calls spoke to.
    init() throws {
        test = try TemporaryDesk()
        let customer = try test.customer().id
        let callers = try test.desk.read { reading in
            try reading.staff.all().filter { reading.rules.roles.allows($0.roles, .makeCall) }.map(\.login)
        }
        for login in callers {
            try test.as(login) { work in
                var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "态度不好")
                draft.onRepeat = .logAnyway
                _ = try work.log(draft)
            }
        }
        call = try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: customer, reason: CampaignDraft.tracking, from: work.now + .days(1),
                    by: work.now + .days(5)))
        }
        // In the calling hours of a working day.
        let calling = try test.desk.rules.calling()
        let opens = try #require(calling.opening(for: call.reason, from: test.now + .days(1)))
        test.now = opens + .minutes(20)
    }

    private func told(_ login: String) throws -> Int {
        let actor = try test.desk.actor(named: login)
        let notices = try test.desk.read { try $0.notices(for: actor, limit: 200) }
        return notices.count { $0.subject == Subject(call.id) }
    }

    private func standing(for login: String) throws -> CallItem.Standing? {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read {
            try $0.callList(for: actor, everyones: true, at: test.now, limit: 50).first { $0.id == call.id }
        }?.standing
    }

    private func figures() throws -> FollowUpFigures {
        let today = test.desk.rules.localDay(test.now)
        let span = test.desk.rules.span(today - 1...today + 10)
        return try test.desk.read { try $0.followUps(due: span, by: .reason, at: test.now) }.all
    }

    @Test("supervisors are told once when it is due, not before; whoever asks for the next call learns of it")
    func surfaces() throws {
        let due = test.now
        test.now = call.dueFrom - .minutes(1)
        #expect(try test.desk.sweep(at: test.now).stranded == 0)
        #expect(try standing(for: "wang") == .notYet)
        test.now = due
        #expect(try test.desk.sweep(at: test.now).stranded == 1)
        #expect(try told("chen") == 1)
        test.now = test.now + .minutes(20)
        #expect(try test.desk.sweep(at: test.now).stranded == 0)
        #expect(try told("chen") == 1)
        #expect(try standing(for: "zhao") == .stranded)
        #expect(try figures().stranded == 1)
        #expect(throws: DeskFault.callsStranded(count: 1, first: call.id)) {
            try test.as("zhao") { _ = try $0.claimNextCall() }
        }
        #expect(try test.problems() == [])
    }

    @Test("it is lent to somebody of another team, who makes this one without the right to make others")
    func lent() throws {
        _ = try test.as("chen") { try $0.lendCall(call.id, to: "wang") }
        #expect(try told("wang") == 1)
        #expect(try figures().stranded == 0)
        let taken = try test.as("wang") { try $0.claimNextCall() }
        #expect(taken.id == call.id)
        let tried = try test.as("wang") { try $0.recordCall(call.id, "refuse", given: [:]) }
        #expect(tried.category == .done)
        #expect(throws: DeskFault.notAllowed(login: "wang", right: Right.makeCall.rawValue)) {
            try test.as("wang") { _ = try $0.claimNextCall() }
        }
        #expect(try test.problems() == [])
    }

    @Test("it is lent by who runs campaigns, to nobody who handled its case, nor out of others' hands")
    func refused() throws {
        #expect(throws: DeskFault.notAllowed(login: "zhao", right: Right.runCampaigns.rawValue)) {
            try test.as("zhao") { _ = try $0.lendCall(call.id, to: "wang") }
        }
        #expect(throws: DeskFault.barred(login: "li", call: call.id)) {
            try test.as("chen") { _ = try $0.lendCall(call.id, to: "li") }
        }
        _ = try test.as("chen") { try $0.lendCall(call.id, to: "wang") }
        _ = try test.as("wang") { try $0.claimNextCall() }
        let name = try #require(try test.desk.read { try $0.staff.find(login: "wang") }?.name)
        #expect(throws: DeskFault.inOtherHands(Subject(call.id), name: name)) {
            try test.as("chen") { _ = try $0.lendCall(call.id, to: "t1") }
        }
    }

    @Test("a new colleague who handled nothing makes it; once they left it is told")
    func colleague() throws {
        let person = try test.as("admin") { work in
            try work.addStaff(Staff(id: StaffID(0), login: "zhou", name: "周敏", roles: ["follow-up clerk"]))
        }
        #expect(try test.desk.sweep(at: test.now).stranded == 0)
        #expect(try standing(for: "zhao") == .barred)
        #expect(try test.as("zhou") { try $0.claimNextCall() }.id == call.id)
        _ = try test.as("zhou") { try $0.releaseCall(call.id) }
        try test.as("admin") { work in
            var gone = try #require(try work.reading.staff.find(person.id))
            gone.active = false
            _ = try work.editStaff(gone)
        }
        test.now = test.now + .minutes(20)
        #expect(try test.desk.sweep(at: test.now).stranded == 1)
        #expect(try standing(for: "zhao") == .stranded)
    }
}
