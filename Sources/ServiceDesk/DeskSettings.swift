package import Model
package import Resources
import Workflow

/// A product as `products.yaml` gives it.
package struct Product: Sendable, Hashable {
    package var name: String
    package var label: Label
    /// What customers also call it, in any language.
    package var words: [String]
    /// What a technician must be able to do.
    package var skill: String
    /// On site, as a rule.
    package var minutes: Int
    package var faults: [ProductFault]
}

/// What usually goes wrong with a product.
package struct ProductFault: Sendable, Hashable {
    package var name: String
    package var label: Label
}

/// A queue as `queues.yaml` gives it.
package struct Queue: Sendable, Hashable {
    package var name: String
    package var label: Label
    package var kinds: [String]
    /// Whose cases these are to take; none named, everyone's who works on cases.
    package var roles: [String]
}

/// An arrival window by local clock, minutes of the day.
package struct DayWindow: Sendable, Hashable {
    package var from: Int
    package var to: Int

    /// Reads `08:00-10:00`; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: "-").map { part -> Int? in
            let hm = part.split(separator: ":").compactMap { Int($0) }
            return hm.count == 2 && (0...24).contains(hm[0]) && (0..<60).contains(hm[1])
                ? hm[0] * 60 + hm[1] : nil
        }
        guard parts.count == 2, let from = parts[0], let to = parts[1], from < to, to <= 1440 else {
            return nil
        }
        (self.from, self.to) = (from, to)
    }
}

/// `desk.yaml`, `products.yaml` and `queues.yaml`: how this desk works.
package struct DeskSettings: Sendable {
    package var calendar: String
    /// Whose law on returns and repairs counts, such as `CN`.
    package var market: String
    package var technicianRole: String
    package var technicianCalendar: String
    package var noticeMinutes: Int
    package var windows: [DayWindow]
    package var visitMinutes: Int
    package var repeatWindow: Span
    /// How long a request for approval is held for whoever reads it.
    package var approvalHold: Span
    /// When a desk nobody touches locks itself.
    package var lock: IdleLock
    /// What rings numbers up; nil where people dial by hand.
    package var dialler: Dialler?
    /// Words in what a customer says that mean somebody may be harmed.
    let danger: WordSearch
    /// Of customers, the usual one first; none where the desk makes no difference.
    package var ranks: [CustomerRank]
    package var products: [Product]
    package var queues: [Queue]

    /// - Throws: `RuleFault` with file and line.
    package static func read(_ library: ResourceLibrary) throws -> DeskSettings {
        try read(library, queues: RuleNode.parse(library.file("queues.yaml")))
    }

    /// - Parameter queues: `queues.yaml`, where it is read for more than its queues.
    static func read(_ library: ResourceLibrary, queues: RuleNode) throws -> DeskSettings {
        let root = try RuleNode.parse(library.file("desk.yaml"))
        try root.allowOnly(
            "calendar", "market", "technician", "visits", "repeat", "approvals", "lock", "danger",
            "dial", "ranks")
        let technician = try root.need("technician")
        try technician.allowOnly("role", "calendar")
        let visits = try root.need("visits")
        try visits.allowOnly("notice", "windows", "minutes")
        let approvals = root["approvals"]
        try approvals?.allowOnly("hold")
        return DeskSettings(
            calendar: try root.text("calendar"), market: try root.text("market"),
            technicianRole: try technician.text("role"),
            technicianCalendar: try technician.text("calendar"),
            noticeMinutes: try span(visits, "notice").minutes,
            windows: try visits.need("windows").items.map(window),
            visitMinutes: try visits.integer("minutes"),
            repeatWindow: try span(root, "repeat"),
            approvalHold: try approvals.map { try span($0, "hold") } ?? .minutes(10),
            lock: try IdleLock(root["lock"]),
            dialler: try Dialler(root["dial"]),
            danger: WordSearch(try root.words("danger")), ranks: try ranks(in: root),
            products: try readProducts(library), queues: try Self.queues(in: queues))
    }

    /// A plain length of time; working hours and the like need a calendar and are refused here.
    static func span(_ node: RuleNode, _ key: String) throws -> Span {
        let text = try node.text(key)
        switch TimedAmount(text).map({ ($0.count, $0.unit) }) {
        case (let n, .minutes)?: return .minutes(n)
        case (let n, .hours)?: return .hours(n)
        case (let n, .calendarDays)?: return .days(n)
        default: throw try node.need(key).fault("desk.notSpan", ["value": .text(text)])
        }
    }

    private static func window(_ node: RuleNode) throws -> DayWindow {
        guard let window = DayWindow(text: node.string ?? "") else {
            throw node.fault("desk.notWindow", ["value": .text(node.string ?? "")])
        }
        return window
    }

    private static func readProducts(_ library: ResourceLibrary) throws -> [Product] {
        let root = try RuleNode.parse(library.file("products.yaml"))
        try root.allowOnly("products")
        return try root.need("products").entries.map { key, node in
            try node.allowOnly("label", "words", "skill", "minutes", "faults")
            return Product(
                name: key.string ?? "", label: try node.label("label"), words: try node.words("words"),
                skill: try node.text("skill"), minutes: try node.integer("minutes"),
                faults: try (node["faults"]?.entries ?? []).map {
                    ProductFault(name: $0.key.string ?? "", label: try $0.value.asLabel())
                })
        }
    }

    private static func queues(in root: RuleNode) throws -> [Queue] {
        try root.allowOnly("queues", "views")
        let queues = try root.need("queues").items.map { node in
            // How it is shown is read with the views, by their language.
            try node.allowOnly("name", "label", "kinds", "roles", "order", "columns", "at risk")
            return Queue(
                name: try node.text("name"), label: try node.label("label"), kinds: try node.words("kinds"),
                roles: try node.words("roles"))
        }
        guard !queues.isEmpty else { throw root.fault("rule.missing", ["key": .text("queues")]) }
        return queues
    }
}
