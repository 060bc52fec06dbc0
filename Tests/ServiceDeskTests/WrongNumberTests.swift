import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Numbers that were found wrong", .onEachDatabase)
struct WrongNumberTests {
    let test: TemporaryDesk
    private let first = PhoneNumber(typed: "+8613800138000", normalised: "+8613800138000")
    private let second = PhoneNumber(typed: "13900139000", normalised: "+8613900139000")

    init() throws {
        test = try TemporaryDesk()
        _ = try test.finishedRepair()
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
    }

    private func customer() throws -> Customer { try test.desk.read { try $0.customer(CustomerID(1)) } }

    /// One more call that the customer is due.
    private func another() throws -> FollowUpCall {
        try test.as("wang") { work in
            try work.schedule(
                CallWish(
                    customer: CustomerID(1), reason: "quality tracking", from: work.now,
                    by: work.now + .days(2)))
        }
    }

    private func next() throws -> FollowUpCall? {
        do { return try test.as("zhao") { try $0.claimNextCall() } } catch DeskFault.nothingToCall {
            return nil
        }
    }

    private func events() throws -> [String] {
        try test.desk.read { try $0.journal.of(Subject(CustomerID(1))) }.map(\.event)
    }

    @Test(
        "the number stands on the customer's record, and no other call to it is handed out; search still finds it"
    )
    func marked() throws {
        let other = try another()
        let call = try test.as("zhao") { try $0.recordCall(CallID(1), "wrong-number", given: [:]) }
        #expect(call.category == .done)
        #expect(try customer().phones.map(\.wrongSince) == [test.now] && customer().lacksNumber)
        #expect(try next() == nil, "nothing else may be rung up")
        let zhao = try test.desk.actor(named: "zhao")
        let (mine, all) = try test.desk.read { reading in
            (
                try reading.callList(for: zhao, everyones: false, at: test.now, limit: 10),
                try reading.callList(for: zhao, everyones: true, at: test.now, limit: 10)
            )
        }
        #expect(mine.isEmpty && all.map(\.id) == [other.id] && all.map(\.standing) == [.noNumber])
        #expect(all.map(\.phone) == [""])
        #expect(
            try test.desk.read { try $0.find("13800138000", limit: 5).customers.map(\.id) } == [CustomerID(1)]
        )
        // It is still owed: nothing that was due is lost from sight.
        let day = test.desk.rules.span(of: test.desk.rules.localDay(test.now), days: 10)
        let report = try test.desk.read { try $0.followUps(due: day, by: .reason, at: test.now) }
        #expect(report.all.open == 1 && report.all.unreachable == 1)
        #expect(try test.problems() == [])
    }

    @Test("a number that takes its place has its calls handed out again, as does the word that it is right")
    func corrected() throws {
        let other = try another()
        _ = try test.as("zhao") { try $0.recordCall(CallID(1), "wrong-number", given: [:]) }
        _ = try test.as("li") { try $0.correct(first, of: CustomerID(1), to: second) }
        #expect(try customer().phones.map(\.normalised) == [second.normalised] && !customer().lacksNumber)
        #expect(try next()?.id == other.id)
        #expect(try events().suffix(2) == ["customer.numberWrong", "customer.edited"])

        _ = try test.as("li") { try $0.mark(second, of: CustomerID(1), isWrong: true) }
        let later = try another()
        #expect(later.lacksNumber, "what is planned meanwhile waits as well")
        _ = try test.as("zhao") { try $0.recordCall(other.id, "satisfied", given: [:]) }
        #expect(try next() == nil)
        _ = try test.as("li") { try $0.mark(second, of: CustomerID(1), isWrong: false) }
        #expect(try next()?.id == later.id)
        #expect(try events().suffix(2) == ["customer.numberWrong", "customer.numberRight"])
        #expect(try test.problems() == [])
    }

    @Test("of several numbers the one that was rung up is marked, and the next is rung up in the same call")
    func several() throws {
        var known = try customer()
        known.contacts[0].phones.append(second)
        _ = try test.as("li") { try $0.editCustomer(known) }
        #expect(throws: (any Error).self) {
            try test.as("zhao") { _ = try $0.recordCall(CallID(1), "wrong-number", given: [:]) }
        }
        let unsaid = #expect(throws: DeskFault.self) {
            try test.as("zhao") { _ = try $0.recordCall(CallID(1), "wrong-number-of-several", given: [:]) }
        }
        guard case .badField("phone", "", _)? = unsaid else {
            Issue.record("it is guessed which: \(String(describing: unsaid))")
            return
        }
        #expect(try customer().goodPhones.count == 2)
        let call = try test.as("zhao") { work in
            try work.recordCall(
                CallID(1), "wrong-number-of-several", given: ["phone": .text("139 0013 9000")])
        }
        #expect(call.state == "claimed" && call.attempts == 0)
        #expect(try customer().goodPhones.map(\.normalised) == [first.normalised])
        // What was named before is wrong already: it is the one that is left.
        let ended = try test.as("zhao") { try $0.recordCall(CallID(1), "wrong-number", given: [:]) }
        #expect(try ended.category == .done && customer().lacksNumber)
        #expect(try events().filter { $0 == "customer.numberWrong" }.count == 2)
    }

    @Test("where the right number is another of theirs, the wrong one goes and the other is right again")
    func anotherOfTheirs() throws {
        var known = try customer()
        known.contacts[0].phones.append(second)
        _ = try test.as("li") { try $0.editCustomer(known) }
        _ = try test.as("li") { try $0.mark(second, of: CustomerID(1), isWrong: true) }
        let mended = try test.as("li") { try $0.correct(first, of: CustomerID(1), to: second) }
        #expect(mended.phones.map(\.normalised) == [second.normalised] && mended.goodPhones.count == 1)
        #expect(try customer().phones == mended.phones)
    }

    @Test("one number that two people of a household share is one number")
    func shared() throws {
        var known = try customer()
        known.contacts.append(Contact(name: "王太太", phones: [first]))
        _ = try test.as("li") { try $0.editCustomer(known) }
        let call = try test.as("zhao") { try $0.recordCall(CallID(1), "wrong-number", given: [:]) }
        #expect(try call.category == .done && customer().lacksNumber)
    }

    @Test("a number that is none of the customer's is refused, with those there are")
    func unknown() throws {
        let fault = #expect(throws: DeskFault.self) {
            try test.as("li") { _ = try $0.mark(second, of: CustomerID(1), isWrong: true) }
        }
        guard case .badField("phone", second.typed, _)? = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        for said in ["12345678", "the old one"] {
            #expect(throws: DeskFault.self, "\(said)") {
                try test.as("zhao") { work in
                    _ = try work.recordCall(CallID(1), "wrong-number", given: ["phone": .text(said)])
                }
            }
        }
        #expect(try customer().goodPhones.count == 1)
    }

    @Test("a call closed for a number out of service marks it; one given up otherwise does not")
    func outOfService() throws {
        let other = try another()
        _ = try test.as("zhao") { work in
            try work.recordCall(CallID(1), "unreachable", given: ["outcome": .text("out of service")])
        }
        #expect(try customer().lacksNumber)
        _ = try test.as("li") { try $0.mark(first, of: CustomerID(1), isWrong: false) }
        _ = try test.as("zhao") { try $0.recordCall(other.id, "refuse", given: [:]) }
        #expect(try !customer().lacksNumber)
    }

    @Test("who is merged into a customer with a right number can be rung up, and not once that is undone")
    func merged() throws {
        _ = try test.as("li") { try $0.mark(first, of: CustomerID(1), isWrong: true) }
        let id = try another().id
        let good = try test.as("li") {
            try $0.addCustomer(Samples.customer(name: "王小明", phone: "+8613900139000"))
        }
        try test.as("chen") { try $0.mergeCustomer(CustomerID(1), into: good.id) }
        #expect(try !test.desk.read { try $0.call(id) }.lacksNumber)
        try test.as("chen") { try $0.unmergeCustomer(CustomerID(1)) }
        #expect(try test.desk.read { try $0.call(id) }.lacksNumber)
    }

    @Test("hours of the week that a customer wishes hold for the next call, each day its own")
    func wishes() throws {
        var known = try customer()
        known.callHours = try WishedHours("weekdays 9-10, 18-20; sat 11-12")
        _ = try test.as("li") { try $0.editCustomer(known) }
        // The day after the repair was finished is a Thursday.
        let start = test.desk.rules.startOfDay(test.now)
        for (hours, may) in [
            (10, false), (17, false), (18, true), (34, false), (42, true), (58, false), (59, true),
        ] {
            test.now = start + .hours(hours) + .minutes(5)
            let found = try next()
            #expect((found != nil) == may, "\(hours)")
            if let found { _ = try test.as("zhao") { try $0.releaseCall(found.id) } }
        }
    }
}
