import DeskTesting
import Dispatching
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Orders that come later, or not at all", .onEachDatabase)
struct OrderTests {
    let test: TemporaryDesk
    let main = StockPlace.depot("main")
    let part = "ac-capacitor"
    let today: Day

    init() throws {
        test = try TemporaryDesk()
        today = test.desk.rules.localDay(test.now)
    }

    private func order(_ count: Int, in days: Int) throws -> Int64 {
        try test.as("wang") {
            try $0.order(StockOrder(part: part, place: main, quantity: count, expected: today + days)).id
        }
    }

    private func firstDay(_ wish: VisitWish) throws -> Day {
        let slots = try test.desk.read { try $0.slots(wish, at: test.now, limit: 500) }
        return test.desk.rules.localDay(try #require(slots.map(\.planned.start).min()))
    }

    private func wish(_ c: ServiceCase, days: Int = 14) -> VisitWish {
        var wish = VisitWish(caseID: c.id)
        (wish.parts, wish.days) = ([part: 1], days)
        return wish
    }

    /// Booked into the first slot there is with the part.
    private func waiting(from days: Int = 0) throws -> Visit {
        var wish = wish(try test.logRepair(for: test.customer().id))
        if days > 0 { wish.from = test.desk.rules.span(of: today + days, days: 1).start }
        let slots = try test.desk.read { try $0.slots(wish, at: test.now, limit: 500) }
        let first = try #require(slots.min { $0.planned.start < $1.planned.start })
        return try test.as("wang") { try $0.book(wish, slot: first) }
    }

    private func told() throws -> [Subject] {
        let wang = try test.desk.actor(named: "wang")
        return try test.desk.read { try $0.inbox(of: wang).items }.filter { $0.notice.kind == .parts }
            .map(\.notice.subject)
    }

    @Test("put off, it is offered from the new day on, and not before")
    func postponed() throws {
        let number = try order(5, in: 2)
        let wish = wish(try test.logRepair())
        #expect(try firstDay(wish) == today + 3)
        let change = try test.as("wang") { try $0.postpone(order: number, to: today + 6) }
        #expect(change.order.expected == today + 6 && change.visits.isEmpty)
        #expect(try firstDay(wish) == today + 7)
        #expect(try told().isEmpty)
        #expect(try test.problems() == [])
    }

    @Test(
        "who waited for it is told of to dispatchers, with what comes and when; who comes later anyhow is not"
    )
    func telling() throws {
        let number = try order(2, in: 2)
        let early = try waiting()
        let change = try test.as("wang") { try $0.postpone(order: number, to: today + 6) }
        #expect(change.visits == [early.id])
        #expect(try told() == [Subject(early.id)])
        let wang = try test.desk.actor(named: "wang")
        let notice = try #require(
            try test.desk.read { try $0.inbox(of: wang).items }.first { $0.notice.kind == .parts })
        #expect(notice.notice.message.text(in: "en") == "Run capacitor, \(today + 6)")
        #expect(notice.notice.message.text(in: "zh-Hans") == "启动电容, \(today + 6)")
        // One that is booked for after the new day still has its part in time.
        let late = try waiting()
        #expect(test.desk.rules.localDay(late.planned.start) == today + 7)
        let again = try test.as("wang") { try $0.postpone(order: number, to: today + 9) }
        #expect(again.visits == [early.id, late.id])
    }

    @Test("those that another order covers are left in peace: as many as it has, who comes first on top")
    func covered() throws {
        let first = try order(2, in: 1)
        let (a, b) = try (waiting(), waiting())
        let second = try order(1, in: 1)
        let change = try test.as("wang") { try $0.cancel(order: first, reason: "停产") }
        #expect(change.visits == [b.id])
        #expect(try told() == [Subject(b.id)])
        let gone = try test.as("wang") { try $0.cancel(order: second) }
        #expect(gone.visits == [a.id])
    }

    @Test("who is pushed out of another order by those who waited for this one is told of as well")
    func displaced() throws {
        let first = try order(1, in: 1)
        let a = try waiting(from: 5)
        _ = try order(1, in: 2)
        let b = try waiting(from: 6)
        let change = try test.as("wang") { try $0.cancel(order: first) }
        #expect(change.visits == [b.id])
        #expect(try told() == [Subject(b.id)])
        #expect(try test.desk.read { try $0.journal.of(Subject(a.id)).last?.event } != "visit.partsLate")
    }

    @Test("called off, it is neither offered nor received, and what came of it stays")
    func cancelled() throws {
        let number = try order(5, in: 2)
        try test.as("wang") { _ = try $0.receive(order: number, 2) }
        _ = try test.as("wang") { try $0.cancel(order: number) }
        #expect(try test.desk.read { try $0.stock.openOrders() }.isEmpty)
        #expect(try test.desk.read { try $0.partStanding(part) }.onHand == 2)
        for body: (Work) throws -> Void in [
            { _ = try $0.receive(order: number) }, { _ = try $0.cancel(order: number) },
            { _ = try $0.postpone(order: number, to: today + 9) },
        ] {
            #expect(throws: PartFault.noOrder(number)) { try test.as("wang", body) }
        }
        #expect(try test.problems() == [])
    }

    @Test("only to a later day, never into the past, and by who keeps the stock")
    func refused() throws {
        let number = try order(1, in: 2)
        for day in [today + 2, today + 1, today - 5] {
            #expect(throws: PartFault.notLater(number, expected: today + 2)) {
                try test.as("wang") { _ = try $0.postpone(order: number, to: day) }
            }
        }
        test.now = test.now + .days(10)
        #expect(throws: DeskFault.self) {
            try test.as("wang") { _ = try $0.postpone(order: number, to: today + 5) }
        }
        _ = try test.as("wang") { try $0.postpone(order: number, to: today + 12) }
        for login in ["li", "t1"] {
            #expect(throws: DeskFault.self) { try test.as(login) { _ = try $0.cancel(order: number) } }
        }
    }

    @Test(
        "shares go by who comes first and what is expected first, and by who can fetch from where it comes in"
    )
    func shares() {
        func order(_ id: Int64, _ count: Int, _ day: Day) -> StockOrder {
            var order = StockOrder(part: part, place: main, quantity: count, expected: day)
            order.id = id
            return order
        }
        func wait(_ id: Int64, _ missing: Int, _ day: Day, _ fetches: Set<Int64> = [1, 2]) -> OrderShares.Wait
        {
            OrderShares.Wait(visit: VisitID(id), missing: missing, day: day, fetches: fetches)
        }
        let shares = OrderShares(
            [
                wait(1, 2, today + 3), wait(2, 2, today + 4), wait(3, 1, today + 9, [2]),
                wait(4, 1, today + 9),
            ],
            [order(2, 2, today + 6), order(1, 3, today + 1)])
        let counts = (1...4).map { id in
            (shares.shares[VisitID(id)] ?? []).map { [Int($0.order.id), $0.count] }
        }
        #expect(counts == [[[1, 2]], [[1, 1], [2, 1]], [[2, 1]], []])
        #expect((1...4).map { shares.covers(VisitID($0), today: today) } == [true, false, true, false])
        #expect(
            (1...4).map { shares.expected(for: VisitID($0)) } == [today + 1, today + 6, today + 6, nil])
        #expect(shares.left.isEmpty)
        #expect(OrderShares([], [order(1, 3, today)]).left.map(\.count) == [3])
        // What should have come may come today: it is on board tomorrow.
        #expect(order(1, 1, today - 3).readyFrom(today) == today + 1)
    }
}
