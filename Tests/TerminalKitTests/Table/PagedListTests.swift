import TerminalKit
import Testing

/// A million records, read by key only, as a database would.
private struct Records {
    var ids: [Int]
    private(set) var reads = 0

    init(_ count: Int = 1_000_000) { ids = Array(0..<count) }

    typealias List = PagedList<Int, Int>

    mutating func page(_ request: List.Request) -> List.Page {
        reads += 1
        let range =
            switch request.place {
            case .first: 0..<request.limit
            case .last: (ids.count - request.limit)..<ids.count
            case .after(let row): lower(row + 1)..<(lower(row + 1) + request.limit)
            case .before(let row): (lower(row) - request.limit)..<lower(row)
            case .around(let row): (lower(row) - request.limit / 2)..<(lower(row) + request.limit / 2 + 1)
            }
        let kept = range.clamped(to: 0..<ids.count)
        return List.Page(
            Array(ids[kept]), hasBefore: kept.lowerBound > 0, hasAfter: kept.upperBound < ids.count,
            total: ids.count)
    }

    /// The first place of an id that is not smaller.
    private func lower(_ id: Int) -> Int {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

@Suite("A list longer than what is read of it")
struct PagedListTests {
    private func list() -> Records.List { PagedList([Column("", .fixed(9))], pageSize: 40) { $0 } }

    private func settle(_ list: inout Records.List, _ records: inout Records) {
        while let request = list.ask() { list.take(records.page(request), for: request) }
    }

    @Test("paging, End and Home walk a million rows, and few are kept")
    func walk() {
        var records = Records()
        var list = list()
        settle(&list, &records)
        #expect(list.selected == 0 && list.position == 1 && list.total == 1_000_000)
        for step in 1...50 {
            _ = list.handle(.key(.pageDown), visibleRows: 20)
            settle(&list, &records)
            #expect(list.selected == step * 19)
            #expect(list.rows.count <= 120)
        }
        #expect(list.position == nil)
        _ = list.handle(.key(.end))
        settle(&list, &records)
        #expect(list.selected == 999_999 && list.position == 1_000_000)
        _ = list.handle(.key(.pageUp), visibleRows: 20)
        #expect(list.selected == 999_980)
        _ = list.handle(.key(.home))
        settle(&list, &records)
        #expect(list.selected == 0 && records.reads < 80)
    }

    @Test("keys typed ahead of the reading lead to the same row as keys that waited")
    func typedAhead() {
        let steps: [Key] = [
            .pageDown, .pageDown, .pageUp, .down, .up, .end, .up, .pageUp, .home, .down, .pageDown,
        ]
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            var records = Records(1_000)
            var patient = list()
            var hasty = list()
            settle(&patient, &records)
            settle(&hasty, &records)
            var awaited: Records.List.Request?
            for _ in 0..<40 {
                let key = steps.randomElement(using: &generator) ?? .down
                _ = patient.handle(.key(key), visibleRows: 30)
                settle(&patient, &records)
                _ = hasty.handle(.key(key), visibleRows: 30)
                awaited = hasty.ask() ?? awaited
                if Int.random(in: 0..<5, using: &generator) == 0, let request = awaited {
                    hasty.take(records.page(request), for: request)
                    awaited = nil
                }
            }
            if let awaited { hasty.take(records.page(awaited), for: awaited) }
            settle(&hasty, &records)
            #expect(hasty.selected == patient.selected, "seed \(seed)")
        }
    }

    @Test("read again, the selection stays on its record; when that is gone, on the next")
    func reloaded() {
        var records = Records()
        var list = list()
        settle(&list, &records)
        for _ in 0..<100 {
            _ = list.handle(.key(.pageDown), visibleRows: 20)
            settle(&list, &records)
        }
        #expect(list.selected == 1_900)
        records.ids.removeSubrange(100..<1_800)
        list.reload()
        settle(&list, &records)
        #expect(list.selected == 1_900)
        records.ids.removeAll { $0 == 1_900 }
        list.reload()
        settle(&list, &records)
        #expect(list.selected == 1_901)
        records.ids = []
        list.reload()
        settle(&list, &records)
        #expect(list.selected == nil && list.ask() == nil && list.handle(.key(.enter)) == .ignored)
    }

    @Test("Enter right after End opens the last record when it has come, and late answers are passed over")
    func owedEnter() {
        var records = Records()
        var list = list()
        settle(&list, &records)
        let stale = list.handle(.key(.pageDown), visibleRows: 30) == .moved ? list.ask() : nil
        _ = list.handle(.key(.end))
        #expect(list.handle(.key(.enter)) == .moved)
        let request = list.ask()
        if let stale { #expect(list.take(records.page(stale), for: stale) == .ignored) }
        guard let request else {
            Issue.record("nothing asked")
            return
        }
        #expect(list.take(records.page(request), for: request) == .opened(999_999))
    }

    @Test("going to a record selects it, wherever it stands; a failed reading is asked again")
    func shown() {
        var records = Records()
        var list = list()
        settle(&list, &records)
        list.show(654_321)
        guard let request = list.ask() else {
            Issue.record("nothing asked")
            return
        }
        #expect(list.ask() == nil)
        list.fail(request)
        settle(&list, &records)
        #expect(list.selected == 654_321)
        let canvas = drawn(9, 7) { rect, canvas in
            list.table.draw(in: rect, on: &canvas) { rows in rows.map { [TableCell("\(list.rows[$0])")] } }
        }
        #expect(canvas.text.contains("654321"))
        list.restart()
        settle(&list, &records)
        #expect(list.selected == 0)
    }
}
