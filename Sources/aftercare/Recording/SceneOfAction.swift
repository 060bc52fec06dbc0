import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// The practice desk the main job is filmed at: demo customers, a few matters of this morning, and a caller.
struct SceneOfAction {
    let agent = "li"
    let clerk = "zhao"
    let supervisor = "chen"
    let desk: ServiceDesk
    /// Who will call: owns one air conditioner, asked about it three weeks ago, and is not to be rung up anyway.
    let caller: Customer
    /// What else waits for the agent this morning.
    private(set) var others: [CaseID] = []

    /// - Throws: `NobodyCalls` when the plan has no such customer.
    init(in file: String, plan: DemoPlan, rules: Rules, at now: Instant, in wording: Wording) throws {
        desk = try Demo.make(file, plan: plan, rules: rules, now: now)
        _ = try desk.sweep(at: now)
        let owners = try desk.read { reading in
            try (1...plan.customers).compactMap { number -> (customer: Customer, unit: Unit)? in
                let file = try reading.file(of: CustomerID(Int64(number)), by: .desk)
                let hasPhone = file.customer.phones.first?.normalised.hasPrefix("+861") == true
                guard file.units.count == 1, hasPhone, file.customer.mayCall,
                    try !reading.calls.of(file.customer.id).contains(where: \.category.isOpen)
                else { return nil }
                return (file.customer, file.units[0])
            }
        }
        let callers = owners.filter { $0.unit.product == "air-conditioner" }
        let same = callers.filter { $0.customer.language == wording.language }
        // The latest bought has the most rights to show.
        let latest = (same.isEmpty ? callers : same).max { $0.unit.isOlder(than: $1.unit) }
        guard let latest else { throw NobodyCalls(customers: plan.customers) }
        caller = latest.customer
        let asked = try ask(latest.unit, wording.say("cli.play.question"), at: now - .days(21))
        try answer([asked], in: wording, at: now - .days(21))
        let others = owners.filter { $0.customer.id != latest.customer.id }.prefix(3)
        self.others = try others.enumerated().map { index, other in
            try ask(other.unit, wording.say("cli.play.other.\(index)"), at: now - .minutes(25 - 8 * index))
        }
    }

    private func ask(_ unit: Unit, _ summary: String, at: Instant) throws -> CaseID {
        try desk.act(by: desk.actor(named: agent), at: at) { work in
            var draft = CaseDraft(kind: CaseKind("inquiry"), customer: unit.customer, summary: summary)
            draft.unit = unit.id
            return try work.log(draft).serviceCase.id
        }
    }

    /// Somebody answers inquiries, off stage.
    func answer(_ ids: [CaseID], in wording: Wording, at: Instant) throws {
        try desk.act(by: desk.actor(named: agent), at: at) { work in
            for id in ids {
                _ = try work.take("answer", on: id, given: ["answer": .text(wording.say("cli.play.answer"))])
            }
        }
    }

    /// Too few customers for anyone to have what the play needs.
    struct NobodyCalls: Fault {
        let customers: Int
        var kind: FaultKind { .usage }
        var phrase: Phrase { Phrase("cli.play.nobody", ["count": .count(customers)]) }
    }
}

extension Unit {
    fileprivate func isOlder(than other: Unit) -> Bool {
        (boughtOn ?? Day(1900, 1, 1)) < (other.boughtOn ?? Day(1900, 1, 1))
    }
}
