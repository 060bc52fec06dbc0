/// The few fixed meanings a state can have. Code knows these, never a state's name.
package enum StateCategory: String, Sendable, Codable, CaseIterable {
    case new
    case active
    case waitingForCustomer = "waiting for customer"
    case waitingForUs = "waiting for us"
    case done
    case cancelled

    package var isOpen: Bool { self != .done && self != .cancelled }
}

/// How bad a matter is; the tiers of the promises.
package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case general, major, urgent
    /// Someone may be harmed: fire, shock, gas, leak.
    case critical

    package var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    /// The next higher tier; `critical` stays.
    package var raised: Severity { Severity.allCases[min(rank + 1, Severity.allCases.count - 1)] }
}

/// How a matter reached us.
package enum Channel: String, Sendable, Codable, CaseIterable {
    case phone, visit, letter, email, web, chat, dealer, followUp = "follow-up", `import`
}
