import Foundation
import Model
import Records
import ServiceDesk
import Workflow

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
