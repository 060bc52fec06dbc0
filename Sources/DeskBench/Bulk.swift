import Foundation
import Model
import Records
import ServiceDesk

extension BenchDesk {
    /// Ten thousand open cases of many given to somebody at once, each with its own entry in the journal; told before, and
    /// taken back.
    func timeBulk(_ name: String) throws {
        let count = BulkChange.most
        let ids: [CaseID] = try desk.database.read { db in
            try db.query(
                "SELECT id FROM cases WHERE closed_at IS NULL ORDER BY id LIMIT $1", SQLValue(count)
            ) { $0.id(0) }
        }
        let person = try person("li", role: "agent").staffID ?? StaffID(0)
        let many = try spoken()
        func timed(_ what: String, _ body: () throws -> BulkReceipt) throws {
            let start = Times.now()
            let receipt = try body()
            let took = Times.now() - start
            precondition(receipt.done == ids.count)
            report(
                "\(name), \(many): \(what) \(ids.count) of them", decimals(took, 2) + " s",
                goal: "goal: 5 s")
        }
        try timed("tell what would become of") {
            try desk.rehearse(.assign(person), on: ids, by: agent, at: now)
        }
        try timed("give to somebody") {
            try desk.act(by: agent, at: now) { try $0.bulk(.assign(person), on: ids) }
        }
        try timed("take back") { try desk.act(by: agent, at: now) { try $0.undoBulk() } }
    }
}
