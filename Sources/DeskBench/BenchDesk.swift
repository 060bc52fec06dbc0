import Model
import Records
import ServiceDesk

/// A desk with one agent and some customers, for timing.
struct BenchDesk {
    let desk: ServiceDesk
    let agent: Actor
    let customers: [CustomerID]
    var now: Instant

    /// - Parameter path: where a desk that is kept is taken up again, or a new one is made.
    init(path: String, rules: Rules, customers count: Int) throws {
        now = Instant(milliseconds: 1_795_485_600_000)
        if let kept = try? ServiceDesk.open(path, rules: rules) {
            desk = kept
        } else {
            desk = try ServiceDesk.found(path, admin: "admin", practice: true, rules: rules, at: now)
        }
        agent = try desk.actor(named: "admin")
        customers = try Self.customers(count, of: desk, by: agent, at: now)
    }

    /// The first customers of a desk, which gets those that it lacks.
    private static func customers(_ count: Int, of desk: ServiceDesk, by agent: Actor, at now: Instant) throws
        -> [CustomerID]
    {
        var ids: [CustomerID] = try desk.database.read { db in
            try db.query("SELECT id FROM customers ORDER BY id LIMIT $1", SQLValue(count)) { $0.id(0) }
        }
        for chunk in stride(from: ids.count, to: count, by: 1000) {
            ids += try desk.act(by: agent, at: now) { work in
                try (chunk..<min(count, chunk + 1000)).map { n in
                    let phone = "+86138\(String(n + 10_000_000).suffix(8))"
                    return try work.addCustomer(
                        Customer(
                            id: CustomerID(0), name: "客户\(n)",
                            contacts: [
                                Contact(
                                    name: "客户\(n)", phones: [PhoneNumber(typed: phone, normalised: phone)])
                            ],
                            addresses: [
                                Address(province: "上海市", city: "上海市", district: "浦东新区", street: "张江路 \(n) 号")
                            ],
                            createdAt: now)
                    ).id
                }
            }
        }
        return ids
    }

    /// Somebody of a role, who is added where they are not there.
    func person(_ login: String, role: String) throws -> Actor {
        if let known = try? desk.actor(named: login) { return known }
        _ = try desk.act(by: agent, at: now) {
            try $0.addStaff(Staff(id: StaffID(0), login: login, name: login, roles: [role]))
        }
        return try desk.actor(named: login)
    }

    static let texts = [
        "空调不制冷，外机有异响", "冰箱结霜严重，门封不严", "洗衣机不脱水，请尽快上门", "热水器打不着火", "油烟机噪音大",
        "电视机无图像", "净水器出水慢，需要换滤芯", "washing machine leaks under the drum", "手机无法充电",
    ]
    static let products = [
        "air-conditioner", "refrigerator", "washing-machine", "water-heater", "range-hood", "television",
        "water-purifier", "washing-machine", "mobile-phone",
    ]

    func draft(_ n: Int) -> CaseDraft {
        var draft = CaseDraft(
            kind: CaseKind(n % 4 == 0 ? "complaint" : "repair"), customer: customers[n % customers.count],
            summary: Self.texts[n % Self.texts.count] + " \(n)")
        draft.product = Self.products[n % Self.products.count]
        draft.onRepeat = .logAnyway
        return draft
    }
}
