package import Model

/// Who may grant a customer what alone, and who decides above it: `Resources/empowerment.yaml`.
///
///     let limit = empowerment.limit(of: ["agent"], for: "goodwill")?.limit
package struct Empowerment: Sendable {
    package struct Decision: Hashable, Sendable {
        package let name: String
        package let label: Label
        /// Whether a sum belongs to it.
        package let isMoney: Bool
        /// The roles whose limits count for requests; empty for every role that may decide.
        package let deciders: [String]
        /// Above this sum (hundredths) two people must grant it; nil for never.
        package let fourEyes: Int64?
        /// How long a request may wait for those who decide; nil for any time.
        package let wait: TimedAmount?

        /// Whether a sum is granted by two people.
        package func needsTwo(_ amount: Money?) -> Bool {
            fourEyes.map { (amount?.minor ?? 0) > $0 } ?? false
        }
    }

    package let currency: String
    /// In the file's order.
    package let decisions: [Decision]
    /// By role, then by decision.
    private let limits: [String: [String: GrantLimit]]

    init(currency: String, decisions: [Decision], limits: [String: [String: GrantLimit]]) {
        (self.currency, self.decisions, self.limits) = (currency, decisions, limits)
    }

    package subscript(decision: String) -> Decision? { decisions.first { $0.name == decision } }

    package func money(_ minor: Int64) -> Money { Money(minor: minor, currency: currency) }

    package func limit(of role: String, for decision: String) -> GrantLimit? { limits[role]?[decision] }

    /// The limit of the role, among those somebody holds, with the highest sum for a case; nil when none may.
    package func limit(of roles: [String], for decision: String) -> (role: String, limit: GrantLimit)? {
        roles.compactMap { role in limit(of: role, for: decision).map { (role, $0) } }
            .max { $0.1.isBelow($1.1) }
    }
}

extension GrantLimit {
    /// By the sum for a case, then for a month, then for a day; no bound is the highest.
    fileprivate func isBelow(_ other: GrantLimit) -> Bool {
        let (a, b) = (self, other)
        return (a.perCase, a.perMonth ?? .max, a.perDay ?? .max) < (
            b.perCase, b.perMonth ?? .max, b.perDay ?? .max
        )
    }
}

/// The facts of conditions that hang on decisions: `limit of goodwill` is what the one who acts may grant of it alone now,
/// `granted goodwill` the most that was granted of it at request.
package enum EmpowermentFact: Hashable, Sendable {
    case limit(String)
    case granted(String)

    private static let (limitWord, grantedWord) = ("limit of ", "granted ")

    package init?(_ name: String) {
        if name.hasPrefix(Self.limitWord) {
            self = .limit(String(name.dropFirst(Self.limitWord.count)))
        } else if name.hasPrefix(Self.grantedWord) {
            self = .granted(String(name.dropFirst(Self.grantedWord.count)))
        } else {
            return nil
        }
    }

    package var decision: String {
        switch self {
        case .limit(let decision), .granted(let decision): decision
        }
    }

    package var name: String {
        switch self {
        case .limit(let decision): Self.limitWord + decision
        case .granted(let decision): Self.grantedWord + decision
        }
    }
}
