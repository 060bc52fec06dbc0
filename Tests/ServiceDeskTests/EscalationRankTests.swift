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
        """

    @Test("what is said of dealers alone happens to their cases, and to nobody else's")
    func dealers() throws {
        let folder = try TemporaryFolder()
        try Data(Self.ladders.utf8).write(to: URL(filePath: folder.file("escalation.yaml")))
        let test = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
        func climbed(_ kind: CustomerKind) throws -> [String] {
            let id = try test.as("li") { work in
                let customer = try work.addCustomer(Samples.customer(kind: kind))
                return try work.log(
                    CaseDraft(kind: CaseKind("complaint"), customer: customer.id, summary: "送货很慢")
                ).serviceCase.id
            }
            return try test.desk.read { try $0.escalation(of: id, at: test.now) }.climbed.map(\.ladder)
        }
        #expect(try climbed(.dealer) == ["dealers"])
        #expect(try climbed(.consumer) == [])
    }
}
