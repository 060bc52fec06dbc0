import DeskTesting
import Model
import Records
import Resources
import ServiceDesk
import Testing

@Suite("The main job")
struct MainJobTests {
    @Test("a complaint is logged, a visit booked and done, and the follow-up call made, all by the workflow")
    func mainJob() throws {
        let desk = try TemporaryDesk()
        let customer = try desk.as("li") { try $0.addCustomer(Samples.customer()) }
        var draft = CaseDraft(kind: CaseKind("repair"), customer: customer.id, summary: "空调不制冷")
        draft.product = "air-conditioner"
        let logged = try desk.as("li") { try $0.log(draft) }
        #expect(logged.outcome == .logged)
        #expect(!logged.clocks.isEmpty)
        let wish = VisitWish(caseID: logged.serviceCase.id)
        let slot = try #require(try desk.desk.read { try $0.slots(wish, at: desk.now) }.first)
        let visit = try desk.as("wang") { try $0.book(wish, slot: slot) }
        #expect(try desk.problems().isEmpty)
        print(try desk.desk.read { try $0.serviceCase(logged.serviceCase.id).state }, visit.state)
    }
}
