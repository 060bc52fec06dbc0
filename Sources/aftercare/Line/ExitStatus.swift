import Model

/// What the program ends with, for scripts: the numbers of sysexits(3).
enum ExitStatus {
    static let done: Int32 = 0
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let noSuchThing: Int32 = 66
    /// An error no room made a fault of: a defect, or the system failing us.
    static let defect: Int32 = 70
    /// The answer could not be written (a full disk, a closed standard output); what was asked for may be done.
    static let cannotWrite: Int32 = 74
    static let tryAgain: Int32 = 75
    static let notAllowed: Int32 = 77

    /// Asked to end by a signal, as shells say it.
    static func ended(by signal: Int32) -> Int32 { 128 + signal }

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
