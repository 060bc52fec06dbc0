import Model
import ServiceDesk
import TerminalKit
import Wording

/// What rows are put in order by. What has no value comes last, whichever way round.
enum SortKey: Sendable, Hashable {
    case number(Int64)
    case figure(Double)
    /// Chinese goes by pinyin, as in a telephone book.
    case text(String)

    /// - Returns: nil for an empty text.
    init?(text: String) {
        if text.isEmpty { return nil }
        let readings = Pinyin.keys(of: text)
        // Of Chinese, the whole syllables come before the initials; other scripts are sorted as they are written.
        self = .text((readings.count > 1 ? readings[0] : text).lowercased())
    }

    fileprivate static func precedes(_ a: SortKey, _ b: SortKey) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b
        case (.figure(let a), .figure(let b)): a < b
        case (.text(let a), .text(let b)): a < b
        default: a.kind < b.kind
        }
    }

    private var kind: Int {
        switch self {
        case .number: 0
        case .figure: 1
        case .text: 2
        }
    }
}

extension Array {
    /// The rows in the order of their keys; equal ones stay as they are, those without come last.
    func sorted(descending: Bool, by key: (Element) -> SortKey?) -> [Element] {
        let keyed = map { (row: $0, key: key($0)) }
        let known = keyed.enumerated().compactMap { place, item in
            item.key.map { (place: place, key: $0, row: item.row) }
        }
        let sorted = known.sorted { a, b in
            if a.key == b.key { return a.place < b.place }
            return descending ? SortKey.precedes(b.key, a.key) : SortKey.precedes(a.key, b.key)
        }
        return sorted.map(\.row) + keyed.filter { $0.key == nil }.map(\.row)
    }
}

extension DeskContext {
    /// Work in the order of a column; as it was read, what is due first on top, without one.
    func sorted(_ items: [WorkItem], by sort: Sort?) -> [WorkItem] {
        guard let sort else { return items }
        return items.sorted(descending: sort.isDescending) { item -> SortKey? in
            switch sort.column {
            case "due": item.due.map { .number($0.milliseconds) }
            case "id": .number(item.subject.number)
            case "kind": SortKey(text: kindName(of: item))
            case "state": SortKey(text: stateName(item.kind, item.workflowVersion, item.state))
            case "customer": SortKey(text: item.customer)
            case "owner": SortKey(text: item.owner)
            default: nil
            }
        }
    }

    /// What kind of work it is: the case's kind, or that it is a visit or a call.
    func kindName(of item: WorkItem) -> String {
        item.subject.kind == .case ? kindName(item.kind) : wording.name(item.subject.kind)
    }
}
