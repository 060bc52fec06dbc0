import Foundation
import Model
import Records
import ServiceDesk

/// Ten thousand cases given to somebody at once, each with its own entry in the journal; told before, and taken back.
func benchBulk(_ name: String, at address: String, rules: Rules) throws {
    let bench = try BenchDesk(path: address, rules: rules, customers: 2_000)
    let count = BulkChange.most
    let person = try bench.desk.act(by: bench.agent, at: bench.now) {
        try $0.addStaff(Staff(id: StaffID(0), login: "li", name: "李娜", roles: ["agent"]))
    }
    for batch in stride(from: 0, to: count, by: 1_000) {
        try bench.desk.act(by: bench.agent, at: bench.now) { work in
            for n in batch..<(batch + 1_000) { _ = try work.log(bench.draft(n)) }
        }
    }
    let ids = (1...Int64(count)).map { CaseID($0) }
    func timed(_ what: String, _ body: () throws -> BulkReceipt) throws {
        let start = Times.now()
        let receipt = try body()
        precondition(receipt.done == count)
        report("\(name): \(what) \(count) cases", decimals(Times.now() - start, 2) + " s", goal: "goal: 5 s")
    }
    let (desk, agent, now) = (bench.desk, bench.agent, bench.now)
    try timed("tell what would become of") {
        try desk.rehearse(.assign(person.id), on: ids, by: agent, at: now)
    }
    try timed("give to somebody") {
        try desk.act(by: agent, at: now) { try $0.bulk(.assign(person.id), on: ids) }
    }
    try timed("take back") { try desk.act(by: agent, at: now) { try $0.undoBulk() } }
}
