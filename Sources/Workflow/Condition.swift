package import Model

/// A question about facts, read from structured YAML and never from a string language.
///
///     all:
///       - {field: severity, is: [urgent, critical]}
///       - not: {field: granted, has: goodwill}
///       - {field: goodwill, over: {field: limit}}
///       - {field: closedAt, after: -72 hours}
package indirect enum Condition: Hashable, Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case test(field: String, Test)

    package enum Test: Hashable, Sendable {
        /// The value is one of these words.
        case isOne(of: [String])
        /// The fact, a list of words, holds this one.
        case has(String)
        case filled(Bool)
        case compares(Comparison, Operand)
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case over, under
        case atMost = "at most"
        case atLeast = "at least"
        case before, after

        /// `before` and `after` compare instants, the others numbers and sums.
        var isOfInstants: Bool { self == .before || self == .after }

        func holds(_ a: Int64, _ b: Int64) -> Bool {
            switch self {
            case .over, .after: a > b
            case .under, .before: a < b
            case .atMost: a <= b
            case .atLeast: a >= b
            }
        }
    }

    package enum Operand: Hashable, Sendable {
        case number(Int64)
        /// What another field or fact holds.
        case field(String)
        /// So far from now; negative is in the past. Elapsed time, not working time.
        case fromNow(Span)
    }

    /// Whether it looks at a field or fact at all.
    package func mentions(_ field: String) -> Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains { $0.mentions(field) }
        case .not(let part): part.mentions(field)
        case .test(let own, let test): test.names(own).contains(field)
        }
    }

    package func holds(_ facts: Facts) -> Bool {
        verdict(facts, undecided: []) ?? false
    }

    /// True, false, or nil while it hangs on fields that are yet to be filled in (Kleene's three values).
    func verdict(_ facts: Facts, undecided: Set<String>) -> Bool? {
        switch self {
        case .all(let parts):
            let verdicts = parts.map { $0.verdict(facts, undecided: undecided) }
            return verdicts.contains(false) ? false : verdicts.contains(nil) ? nil : true
        case .any(let parts):
            let verdicts = parts.map { $0.verdict(facts, undecided: undecided) }
            return verdicts.contains(true) ? true : verdicts.contains(nil) ? nil : false
        case .not(let part):
            return part.verdict(facts, undecided: undecided).map { !$0 }
        case .test(let field, let test):
            return test.names(field).isDisjoint(with: undecided) ? test.holds(field, facts) : nil
        }
    }
}

extension Condition.Test {
    /// The fields it looks at.
    fileprivate func names(_ field: String) -> Set<String> {
        if case .compares(_, .field(let other)) = self { return [field, other] }
        return [field]
    }

    fileprivate func holds(_ field: String, _ facts: Facts) -> Bool {
        if case .filled(let wanted) = self { return facts.isFilled(field) == wanted }
        guard let value = facts[field] else { return false }
        switch self {
        case .isOne(let words): return words.contains(value.plain)
        case .has(let word): return value.plain.split(separator: ",").contains { $0.trimmed == word }
        case .compares(let comparison, let operand):
            guard let a = value.magnitude, let b = operand.magnitude(facts) else { return false }
            return comparison.holds(a, b)
        case .filled: return false
        }
    }
}

extension Condition.Operand {
    fileprivate func magnitude(_ facts: Facts) -> Int64? {
        switch self {
        case .number(let n): n
        case .field(let name): facts[name]?.magnitude
        case .fromNow(let span): facts[Facts.nowName]?.magnitude.map { $0 + span.milliseconds }
        }
    }
}

extension FieldValue {
    /// What `over`, `before` … compare; nil for texts and flags.
    fileprivate var magnitude: Int64? {
        switch self {
        case .number(let n): n
        case .instant(let i): i.milliseconds
        case .text, .flag: nil
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring { drop(while: \.isWhitespace) }
}
