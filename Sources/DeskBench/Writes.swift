import Foundation
import Model
import Records
import ServiceDesk
import Workflow

/// A desk with one agent and some customers, for timing.
struct BenchDesk {
    let desk: ServiceDesk
    let agent: Actor
    let customers: [CustomerID]
    var now: Instant

    init(path: String, rules: Rules, customers count: Int) throws {
        let now = Instant(milliseconds: 1_795_485_600_000)
        self.now = now
        desk = try ServiceDesk.found(path, admin: "admin", practice: true, rules: rules, at: now)
        agent = try desk.actor(named: "admin")
        var ids: [CustomerID] = []
        for chunk in stride(from: 0, to: count, by: 1000) {
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
        customers = ids
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

/// Commits a second: a case logged by the use case, beside the same rows written by hand; and transitions.
func benchWrites(rules: Rules, folder: String, count: Int) throws {
    let path = folder + "/writes.sqlite"
    let bench = try BenchDesk(path: path, rules: rules, customers: 1000)
    // Warm: statements prepared, file grown a little.
    for n in 0..<200 { _ = try bench.desk.act(by: bench.agent, at: bench.now) { try $0.log(bench.draft(n)) } }

    let reader = BareSQLite(path: path)
    let marks = Dictionary(
        uniqueKeysWithValues: BareSQLite.tables.map { ($0, reader.rows($0, above: 0).last.map(key) ?? 0) })
    // Turns of both, so that a slow moment of the machine falls on both.
    let barePath = folder + "/bare.sqlite"
    let bare = try {
        _ = try ServiceDesk.found(barePath, admin: "admin", practice: true, rules: rules, at: bench.now)
        return BareSQLite(path: barePath)
    }()
    bare.execute("PRAGMA foreign_keys = OFF")
    var desk = Times()
    var hand = Times()
    var marksNow = marks
    var ids: [CaseID] = []
    let turn = count / 10
    for t in 0..<10 {
        desk.seconds += try Times.of(turn) { n in
            let receipt = try bench.desk.act(by: bench.agent, at: bench.now) {
                try $0.log(bench.draft(t * turn + n))
            }
            ids.append(receipt.serviceCase.id)
        }.seconds
        let written = Dictionary(
            uniqueKeysWithValues: BareSQLite.tables.map { ($0, reader.rows($0, above: marksNow[$0] ?? 0)) })
        for (table, rows) in written { marksNow[table] = rows.last.map(key) ?? marksNow[table] ?? 0 }
        let share = written.mapValues { Double($0.count) / Double(turn) }
        hand.seconds +=
            Times.of(turn) { n in
                bare.execute("BEGIN IMMEDIATE")
                for table in BareSQLite.tables {
                    let each = share[table] ?? 0
                    for row in Int(each * Double(n))..<Int(each * Double(n + 1)) {
                        if let values = written[table]?[row] { bare.insert(table, values) }
                    }
                }
                bare.execute("COMMIT")
            }.seconds
    }
    report("log a case, commits per second", decimals(desk.perSecond, 0))
    report("  the same rows by hand, SQLite alone", decimals(hand.perSecond, 0))
    report(
        "  share of SQLite alone", decimals(desk.perSecond / hand.perSecond, 2), goal: "goal: at least 0.7")

    let moved = try Times.of(min(count, ids.count) / 2) { n in
        _ = try bench.desk.act(by: bench.agent, at: bench.now) { work in
            let id = ids[n]
            guard
                let offer = try work.reading.offers(id, by: bench.agent, at: bench.now)
                    .first(where: { $0.refusal == nil && $0.requires.isEmpty })
            else { return }
            try work.take(offer.name, on: id)
        }
    }
    report("transitions per second, each one commit", decimals(moved.perSecond, 0))
}

private func key(_ row: [BareSQLite.Value]) -> Int64 {
    if case .int(let n)? = row.first { return n }
    return 0
}
