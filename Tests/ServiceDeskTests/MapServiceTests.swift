import DeskTesting
import Dispatching
import Foundation
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

@Suite("Ways from a map service", .onEachDatabase)
struct MapServiceTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk(rules: Self.rules.get().rules) }

    /// The shipped rules, with a service named.
    private static let rules = Result {
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("dispatching.yaml").text
        let named = text.replacing(
            "  unknown: 30 ",
            with: "  service: {url: \"http://127.0.0.1:9/table/v1/driving/\", near: 5}\n  unknown: 30 ")
        try #require(named != text)
        try Data(named.utf8).write(to: URL(fileURLWithPath: folder.file("dispatching.yaml")))
        return (rules: try Rules(library: ResourceLibrary(override: folder.path)), folder: folder)
    }

    /// So many minutes for every way, and what was asked.
    private final class Service {
        var minutes: Double? = 77
        var questions: [WayQuestion] = []
        func answer(_ question: WayQuestion, _: MapService) throws -> Data {
            questions.append(question)
            let row = question.to.map { _ in minutes.map { String($0 * 60) } ?? "null" }.joined(
                separator: ",")
            let rows = question.from.map { _ in "[\(row)]" }.joined(separator: ",")
            return Data("{\"code\":\"Ok\",\"durations\":[\(rows)]}".utf8)
        }
    }
    private let service = Service()

    private func ask() throws -> WaysReceipt {
        try #require(try test.desk.askWays(by: .desk, at: test.now, ask: service.answer))
    }

    /// A visit at some place, on the road from its technician's house.
    private func booked() throws -> Visit {
        let c = try test.logRepair()
        let visit = try test.bookVisit(for: c.id)
        #expect(visit.place != nil)
        return visit
    }

    @Test(
        "what it tells is asked once, and planned with from then on, on boards that were read before as well")
    func told() throws {
        let visit = try booked()
        let technician = try #require(visit.technician)
        func wayThere() throws -> Int? {
            let home = try #require(try test.desk.read { try $0.staff.find(technician)?.home })
            return try test.desk.read { try $0.dispatching().travel.minutes(from: home, to: visit.place) }
        }
        let reckoned = try #require(try wayThere())
        #expect(reckoned != 77)
        let other = try test.logRepair()
        let before = try test.desk.read {
            try $0.slots(VisitWish(caseID: other.id), at: test.now, limit: 100)
        }

        let receipt = try ask()
        #expect(receipt.told > 0 && receipt.unanswered == 0 && receipt.problem == nil)
        #expect(try wayThere() == 77)
        let after = try test.desk.read { try $0.slots(VisitWish(caseID: other.id), at: test.now, limit: 100) }
        #expect(before != after)
        #expect(try test.problems() == [])

        let asked = service.questions.count
        #expect(try ask().questions == 0 && service.questions.count == asked)
        // After so many days it is asked again, and what it says then counts.
        service.minutes = 12
        test.now = test.now + .days(1)
        #expect(try ask().questions == 0)
        test.now = test.now + .days(90)
        _ = try booked()
        #expect(try ask().told > 0)
    }

    @Test("where it says that no road leads, nobody is sent")
    func noRoad() throws {
        _ = try booked()
        service.minutes = nil
        let receipt = try ask()
        #expect(receipt.roadless == receipt.told && receipt.told > 0)
        let other = try test.logRepair()
        #expect(throws: DeskFault.self) { try test.bookVisit(for: other.id) }
    }

    @Test("while it is away, or talks nonsense, plans go by the great circle; three times in vain are enough")
    func away() throws {
        let visit = try booked()
        var tried = 0
        let receipt = try #require(
            try test.desk.askWays(by: .desk, at: test.now) { _, _ in
                tried += 1
                throw WayFault.unreachable(detail: "Connection refused")
            })
        #expect(tried <= 3 && receipt.told == 0 && receipt.unanswered > 0)
        let state = try #require(try test.desk.read { try $0.mapService() })
        #expect(state.problem == .unreachable(detail: "Connection refused") && state.askedAt == test.now)
        #expect(state.service.url == "http://127.0.0.1:9/table/v1/driving")
        #expect(try test.bookVisit(for: test.logRepair().id).place == visit.place)
        // It comes back.
        #expect(try ask().told > 0)
        #expect(try test.desk.read { try $0.mapService()?.problem } == nil)
    }

    @Test("ways to places that nobody goes to any more are forgotten")
    func forgotten() throws {
        let visit = try booked()
        #expect(try ask().forgotten == 0)
        let known = try test.desk.read { try $0.ways.count() }
        _ = try test.as("wang") {
            try $0.take("cancel", on: visit.id, given: ["cancelReason": .text("customer")])
        }
        #expect(try ask().forgotten > 0)
        #expect(try test.desk.read { try $0.ways.count() } < known)
    }

    @Test("only who plans may ask; a desk whose rules name no service says so")
    func rights() throws {
        let agent = try test.desk.actor(named: "li")
        #expect(throws: DeskFault.self) {
            try test.desk.askWays(by: agent, at: test.now, ask: service.answer)
        }
        let plain = try TemporaryDesk()
        #expect(try plain.desk.askWays(by: .desk, at: plain.now, ask: service.answer) == nil)
        #expect(service.questions.isEmpty)
    }
}
