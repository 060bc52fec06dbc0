package import Model

/// What is wrong with a report that is to be made again and again.
package enum ScheduledReportFault: Fault, Hashable {
    /// There is none of this number, or no more.
    case unknown(Int64)
    /// `notify.yaml` names no such program.
    case noProgram(String, known: [String])
    /// What asks for it is no longer understood.
    case notUnderstood(command: String)
    /// One of this number puts files of the same names into the folder, in another language or of another report.
    case sameFiles(Int64)
    /// The program it was given to failed.
    case refused(program: String, CommandEnd)

    package var kind: FaultKind {
        switch self {
        case .unknown, .noProgram: .noSuchThing
        case .sameFiles, .notUnderstood: .badData
        case .refused: .tryAgain
        }
    }

    package var phrase: Phrase {
        switch self {
        case .unknown(let id): Phrase("report.unknown", ["report": .text(String(id))])
        case .noProgram(let name, let known):
            known.isEmpty
                ? Phrase("report.noPrograms", ["name": .text(name)])
                : Phrase("report.noProgram", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .notUnderstood(let command): Phrase("report.notUnderstood", ["command": .text(command)])
        case .sameFiles(let id): Phrase("report.sameFiles", ["report": .text(String(id))])
        case .refused(let program, let end):
            Phrase("report.refused", ["program": .text(program), "error": .phrase(end.told)])
        }
    }
}
