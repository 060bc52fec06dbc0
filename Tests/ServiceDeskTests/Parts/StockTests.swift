import DeskTesting
import Dispatch
import Model
import Records
import Synchronization
import Testing
import Workflow

@testable import ServiceDesk

@Suite("The stock of parts", .onEachDatabase)
struct StockTests {
    let test: TemporaryDesk
    let t1: StockPlace
    let main = StockPlace.depot("main")
    let part = "ac-capacitor"

    init() throws {
        test = try TemporaryDesk()
        t1 = .vehicle(try #require(try test.desk.read { try $0.staff.find(login: "t1") }).id)
    }

    private func level(_ place: StockPlace) throws -> [Int] {
        let level = try test.desk.read { try $0.stock.level(part, at: place) }
        return [level?.onHand ?? 0, level?.held ?? 0]
    }

    @Test("what comes in, is moved and counted is a line of a ledger each, and the levels are its sum")
    func ledger() throws {
        try test.as("wang") { work in
            try work.receive(part, 10, at: main, note: "DN-7")
            try work.move(part, 3, from: main, to: t1)
            try work.count(part, 6, at: main)
            try work.count(part, 6, at: main)
        }
        #expect(try level(main) == [6, 0] && level(t1) == [3, 0])
        let moves = try test.desk.read { try $0.stock.moves(of: part, limit: 10) }
        #expect(moves.map(\.quantity) == [-1, 3, -3, 10])
        #expect(moves.map(\.what) == [.count, .move, .move, .receive])
        #expect(moves.last?.note == "DN-7" && moves.allSatisfy { $0.who == "wang" })
        #expect(try test.problems() == [])
    }

    @Test(
        "the doctor sees a level that is not the sum of its ledger, and one that holds what nobody reserved")
    func doctor() throws {
        try test.as("wang") { _ = try $0.receive(part, 10, at: main) }
        try test.desk.database.write { _ = try $0.run("UPDATE stock_levels SET on_hand = 9, held = 2") }
        #expect(try test.problems().map(\.key) == ["doctor.stockDisagrees", "doctor.holdsDisagree"])
    }

    @Test(
        "there is never less than nothing: too many are refused, saying how many there are, and nothing is done"
    )
    func never() throws {
        try test.as("wang") { _ = try $0.receive(part, 2, at: main) }
        let refusal = PartFault.notEnough(part: part, place: "main", wanted: 3, free: 2, held: 0)
        #expect(throws: refusal) { try test.as("wang") { try $0.move(part, 3, from: main, to: t1) } }
        for wrong in [0, -1, 100_001] {
            #expect(throws: PartFault.badQuantity(wrong)) {
                try test.as("wang") { _ = try $0.receive(part, wrong, at: main) }
            }
        }
        #expect(throws: PartFault.samePlace("main")) {
            try test.as("wang") { try $0.move(part, 1, from: main, to: main) }
        }
        #expect(try level(main) == [2, 0] && level(t1) == [0, 0])
        #expect(throws: StorageFault.self) {
            try test.desk.database.write { _ = try $0.run("UPDATE stock_levels SET on_hand = -1") }
        }
    }

    @Test("unknown parts and places are named, with those that are known")
    func unknown() throws {
        #expect(throws: PartFault.self) {
            try test.as("wang") { _ = try $0.receive("ac-capacitr", 1, at: main) }
        }
        #expect(throws: PartFault.unknownPlace("north", depots: ["main"])) {
            try test.as("wang") { _ = try $0.receive(part, 1, at: $0.reading.place(named: "north")) }
        }
        #expect(throws: PartFault.unknownPlace("north", depots: ["main"])) {
            try test.as("wang") { _ = try $0.receive(part, 1, at: .depot("north")) }
        }
        #expect(try test.desk.read { try $0.place(named: "t1") } == t1)
    }

    @Test("an agent keeps no stock; a technician the own vehicle's, and fetches from a depot")
    func rights() throws {
        try test.as("wang") { _ = try $0.receive(part, 5, at: main) }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "stock.keep")) {
            try test.as("li") { _ = try $0.receive(part, 1, at: main) }
        }
        try test.as("t1") { work in
            try work.move(part, 2, from: main, to: t1)
            try work.count(part, 1, at: t1)
        }
        for body: (Work) throws -> Void in [
            { try $0.count(part, 9, at: main) }, { try $0.move(part, 1, from: t1, to: other()) },
            { try $0.count(part, 9, at: other()) },
        ] {
            #expect(throws: DeskFault.self) { try test.as("t1", body) }
        }
        #expect(try level(t1) == [1, 0])
    }

    private func other() throws -> StockPlace {
        .vehicle(try #require(try test.desk.read { try $0.staff.find(login: "t2") }).id)
    }

    @Test("parts come by their order, all or some, never more; what is to be ordered reckons with it")
    func orders() throws {
        func toOrder() throws -> Int { try test.desk.read { try $0.partStanding(part).toOrder } }
        #expect(try toOrder() == 24)
        let order = try test.as("wang") {
            try $0.order(
                StockOrder(
                    part: part, place: main, quantity: 20, expected: Day(2026, 11, 27), reference: "PO-1"))
        }
        #expect(try toOrder() == 0)
        try test.as("wang") { _ = try $0.receive(order: order.id, 15) }
        #expect(throws: PartFault.orderComplete(order.id, remaining: 5)) {
            try test.as("wang") { _ = try $0.receive(order: order.id, 6) }
        }
        try test.as("wang") { _ = try $0.receive(order: order.id) }
        #expect(throws: PartFault.noOrder(order.id)) {
            try test.as("wang") { _ = try $0.receive(order: order.id) }
        }
        #expect(try level(main) == [20, 0])
        #expect(throws: DeskFault.self) {
            try test.as("wang") {
                _ = try $0.order(
                    StockOrder(part: part, place: main, quantity: 1, expected: Day(2026, 11, 23)))
            }
        }
    }

    @Test("of many who reserve the last ones at once, as many get one as there are")
    func race() throws {
        let visits = try (0..<4).map { _ in try test.bookVisit(for: test.logRepair().id).id }
        try test.as("wang") { _ = try $0.receive(part, 2, at: main) }
        let got = Mutex<[VisitID]>([])
        let refused = Mutex(0)
        let (desk, now, code) = (test.desk, test.now, part)
        let wang = try desk.actor(named: "wang")
        DispatchQueue.concurrentPerform(iterations: visits.count) { index in
            do {
                try desk.act(by: wang, at: now) { try $0.reserve([code: 1], for: visits[index]) }
                got.withLock { $0.append(visits[index]) }
            } catch is PartFault { refused.withLock { $0 += 1 } } catch { Issue.record(error) }
        }
        #expect(got.withLock(\.count) == 2 && refused.withLock { $0 } == 2)
        #expect(try level(main) == [2, 2])
        #expect(try test.problems() == [])
    }

    @Test("what fails in the middle never happened")
    func middle() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try test.as("wang") { work in
                try work.receive(part, 5, at: main)
                try work.move(part, 2, from: main, to: t1)
                throw Stop()
            }
        }
        #expect(try level(main) == [0, 0])
        #expect(try test.desk.read { try $0.stock.moves(of: part, limit: 9) } == [])
    }
}
