package import Model

/// Why a map service tells nothing that can be used.
package enum WayFault: Fault, Hashable, Codable {
    /// It says so itself, in its own words.
    case refused(code: String, message: String)
    /// What came is not what a `table` call answers.
    case unreadable(text: String)
    /// As many ways as were not asked for.
    case otherSize(rows: Int, columns: Int)
    /// Nothing came.
    case unreachable(detail: String)
    /// The rules name none.
    case noService

    package var kind: FaultKind {
        switch self {
        case .unreachable: .tryAgain
        case .noService: .noSuchThing
        case .refused, .unreadable, .otherSize: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .refused(let code, let message):
            Phrase("ways.refused", ["code": .text(code), "message": .text(message)])
        case .unreadable(let text): Phrase("ways.unreadable", ["text": .text(text)])
        case .otherSize(let rows, let columns):
            Phrase("ways.otherSize", ["rows": .number(Double(rows)), "columns": .number(Double(columns))])
        case .noService: Phrase("ways.noService")
        case .unreachable(let detail): Phrase("ways.unreachable", ["detail": .text(detail)])
        }
    }
}
