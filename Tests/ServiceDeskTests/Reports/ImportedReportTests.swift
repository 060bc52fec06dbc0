import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

/// What an import brings in, in the service reports.
extension ServiceReportTests {
    /// A repair that an import brings in, opened so long ago, and told at another time what became of it.
    private func bringIn(_ signal: Signal, for customer: CustomerID, ago: Span, told: Span) throws
        -> ServiceCase
    {
        let c = try at(ago) {
            try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                (draft.product, draft.channel, draft.onRepeat) = ("air-conditioner", .import, .logAnyway)
                return try work.log(draft).serviceCase
            }
        }
        let isTaken = try at(told) {
            try test.desk.act(by: .desk, at: test.now) { try $0.signal(signal, to: c) }
        }
        #expect(isTaken)
        return c
    }

    @Test(
        "of imported cases what the import itself stopped is no first response and no promise; the rest counts"
    )
    func imported() throws {
        let customer = try at(.days(20)) { try test.customer().id }
        let closed = try bringIn(.importClosed, for: customer, ago: .days(6), told: .days(5))
        let active = try bringIn(.importActive, for: customer, ago: .days(6), told: .days(6))
        #expect(try line(.firstResponse).now.count == 0)
        #expect(try rows(.resolution).map(\.caseID) == [closed.id])
        let found = try rows(.promises).filter { $0.subject.kind == .case }
        let known = try test.desk.read { reading in
            try reading.clocks.of(Subject(closed.id)).filter { $0.metric == "resolve" }
                + reading.clocks.of(Subject(active.id)).filter { $0.stoppedAt == nil }
        }
        let due = known.filter { $0.due < test.now }
        #expect(!due.isEmpty && found.count == due.count)
        let usual = try log("repair", ago: .days(3), for: customer)
        try settle(usual, ago: .days(3) - .minutes(20))
        #expect(try rows(.firstResponse).map(\.caseID) == [usual.id])
    }
}
