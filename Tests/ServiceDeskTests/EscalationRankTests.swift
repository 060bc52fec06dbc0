import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Ladders by the customer's rank", .onEachDatabase)
struct EscalationRankTests {
    private static let ladders = """
        unowned: supervisor
        ladders:
          dealers:
            label: {en: Of dealers, zh-Hans: 经销商}
            on: logged
            only: {field: customerKind, is: dealer}
            rungs: [{at: 1, notify: [manager], raise: true}]
          valued:
            label: {en: Of valued customers, zh-Hans: 重要客户}
            on: logged
            only: {field: customerRank, is: [key, vip]}
            rungs: [{at: 1, notify: [supervisor]}]
        """

    private func desk() throws -> TemporaryDesk {
        let folder = try TemporaryFolder()
        try Data(Self.ladders.utf8).write(to: URL(filePath: folder.file("escalation.yaml")))
        return try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
    }

    private func log(_ customer: Customer, at test: TemporaryDesk) throws -> CaseID {
        try test.as("li") { work in
            let customer = try work.addCustomer(customer)
            return try work.log(
                CaseDraft(kind: CaseKind("complaint"), customer: customer.id, summary: "送货很慢")
            ).serviceCase.id
        }
    }

    private func climbed(_ customer: Customer, at test: TemporaryDesk) throws -> [String] {
        let id = try log(customer, at: test)
        return try test.desk.read { try $0.escalation(of: id, at: test.now) }.climbed.map(\.ladder)
    }

    @Test("what is said of dealers alone happens to their cases, and to nobody else's")
    func dealers() throws {
        let test = try desk()
        #expect(try climbed(Samples.customer(kind: .dealer), at: test) == ["dealers"])
        #expect(try climbed(Samples.customer(), at: test) == [])
    }

    @Test("what is said of some ranks happens to the cases of these alone")
    func ranks() throws {
        let test = try desk()
        let expected: [String: [String]] = ["standard": [], "key": ["valued"], "vip": ["valued"]]
        for (rank, ladders) in expected {
            var customer = Samples.customer()
            customer.rank = rank
            #expect(try climbed(customer, at: test) == ladders, "\(rank)")
        }
    }

    @Test("as shipped, somebody hears at half the time that a VIP's matter has, and of nobody else's")
    func shipped() throws {
        let test = try TemporaryDesk()
        for (rank, comes) in [("vip", true), ("key", false)] {
            var customer = Samples.customer()
            customer.rank = rank
            let id = try log(customer, at: test)
            let coming = try test.desk.read { try $0.escalation(of: id, at: test.now) }.coming
            let marks = Set(coming.filter { $0.ladder.name == "vip" }.map(\.rung.at))
            let expected: Set<EscalationLadder.Mark> = comes ? [.percent(50)] : []
            #expect(marks == expected, "\(rank)")
        }
    }
}
