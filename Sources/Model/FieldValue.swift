/// The value of a field that a workflow may require, set or ask about.
package enum FieldValue: Hashable, Sendable, Codable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case instant(Instant)

    /// A value as plain text, for comparing with what a rule file says.
    package var plain: String {
        switch self {
        case .text(let s): s
        case .number(let n): String(n)
        case .flag(let b): b ? "true" : "false"
        case .instant(let i): String(i.milliseconds)
        }
    }

    package var isEmpty: Bool {
        if case .text(let s) = self { return s.allSatisfy(\.isWhitespace) }
        return false
    }

    package init(from decoder: any Decoder) throws {
        let c = try decoder.singleValueContainer()
        if let b = try? c.decode(Bool.self) {
            self = .flag(b)
        } else if let n = try? c.decode(Int64.self) {
            self = .number(n)
        } else if let i = try? c.decode([String: Int64].self), let ms = i["instant"] {
            self = .instant(Instant(milliseconds: ms))
        } else {
            self = .text(try c.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var c = encoder.singleValueContainer()
        switch self {
        case .text(let s): try c.encode(s)
        case .number(let n): try c.encode(n)
        case .flag(let b): try c.encode(b)
        case .instant(let i): try c.encode(["instant": i.milliseconds])
        }
    }
}
