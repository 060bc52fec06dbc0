package import Model

/// What the technician's own steps can refuse, as facts.
package enum VisitFault: Fault, Hashable {
    /// It was given to somebody else meanwhile, or to nobody.
    case notYours(VisitID, has: String?)
    /// A photo that is not there, or is no file.
    case noFile(String)
    /// A folder for calendars that is none.
    case noFolder(String)
    case cannotWrite(String)
    case notTechnician(login: String)
    /// Nothing is left of a technician's day.
    case nothingAhead
    /// Past visits that say nothing a plan could use.
    case nothingLearnt
    /// No visit must follow that one.
    case nothingOwed(VisitID)
    /// It is dispatched, locked, or two come for it.
    case cannotSplit(VisitID)
    /// - Parameter minutes: how long all of it takes.
    case partTooShort(VisitID, minutes: Int)

    /// Minutes that each part of a visit takes at least.
    package static let leastPart = 15

    package var kind: FaultKind {
        switch self {
        case .notYours: .notAllowed
        case .noFile, .notTechnician, .cannotSplit, .partTooShort: .badData
        case .noFolder, .nothingAhead, .nothingLearnt, .nothingOwed: .noSuchThing
        case .cannotWrite: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .notYours(let id, nil): Phrase("sheet.nobodys", ["id": .text(id.description)])
        case .notYours(let id, let name?):
            Phrase("sheet.notYours", ["id": .text(id.description), "name": .text(name)])
        case .noFile(let path): Phrase("sheet.noFile", ["path": .text(path)])
        case .noFolder(let path): Phrase("sheet.noFolder", ["path": .text(path)])
        case .cannotWrite(let path): Phrase("file.cannotWrite", ["path": .text(path)])
        case .nothingAhead: Phrase("sheet.nothingAhead")
        case .nothingLearnt: Phrase("sheet.nothingLearnt")
        case .nothingOwed(let id): Phrase("sheet.nothingOwed", ["id": .text(id.description)])
        case .cannotSplit(let id): Phrase("sheet.cannotSplit", ["id": .text(id.description)])
        case .partTooShort(let id, let minutes):
            Phrase(
                "sheet.partTooShort",
                [
                    "id": .text(id.description), "whole": .span(.minutes(minutes)),
                    "least": .span(.minutes(Self.leastPart)),
                ])
        case .notTechnician(let login): Phrase("sheet.notTechnician", ["login": .text(login)])
        }
    }
}
