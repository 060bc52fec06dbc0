package import Model

/// Why a copy of a desk was not made; nothing of it is left.
package enum CopyFault: Fault, Hashable {
    /// A table arrived with other rows than were sent.
    case differs(table: String)
    /// A text with a zero byte, which the target cannot hold, in the row of this key.
    case zeroByte(table: String, key: String)
    /// The copy is like the desk, and the desk is not sound.
    case unsound([Phrase])

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .differs(let table): Phrase("copy.differs", ["table": .text(table)])
        case .zeroByte(let table, let key):
            Phrase("copy.zeroByte", ["table": .text(table), "key": .text(key)])
        case .unsound(let problems):
            Phrase("copy.unsound", ["count": .count(problems.count), "problem": .phrase(problems[0])])
        }
    }
}
