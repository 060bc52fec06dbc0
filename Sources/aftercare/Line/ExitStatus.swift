import Model

/// What the program ends with, for scripts: the numbers of sysexits(3).
enum ExitStatus {
    static let done: Int32 = 0
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let noSuchThing: Int32 = 66
    /// An error no room made a fault of: a defect, or the system failing us.
    static let defect: Int32 = 70
    static let tryAgain: Int32 = 75
    static let notAllowed: Int32 = 77
    /// Ctrl-C, as shells give it.
    static let interrupted: Int32 = 128 + 2

    static func of(_ kind: FaultKind) -> Int32 {
        switch kind {
        case .usage: usage
        case .badData: badData
        case .noSuchThing: noSuchThing
        case .tryAgain: tryAgain
        case .notAllowed: notAllowed
        }
    }
}
