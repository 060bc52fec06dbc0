package import Model
package import Quality

/// What cannot be assessed by a standard.
package enum StandardFault: Fault, Hashable {
    case noStandard(String, known: [String])
    case noAssessment(Int64)
    /// Neither a clause nor an item.
    case noClause(String, known: [String])
    /// It is met or not, and never in part.
    case notSampled(String)
    case failingShare
    case dayToCome(Day)
    case mostBonus(Int)
    case noSpecial(Int64)
    /// What our records cannot tell.
    case noEvidence(String)

    package var kind: FaultKind {
        switch self {
        case .noStandard, .noAssessment, .noClause, .noSpecial, .noEvidence: .noSuchThing
        case .notSampled, .failingShare, .dayToCome, .mostBonus: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noStandard(let name, let known):
            Phrase("standard.noStandard", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .noAssessment(let number): Phrase("standard.noAssessment", ["number": .text(String(number))])
        case .noClause(let name, let known):
            Phrase("standard.noClause", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .notSampled(let name): Phrase("standard.notSampled", ["name": .text(name)])
        case .failingShare: Phrase("standard.failingShare")
        case .dayToCome(let day): Phrase("competitor.dayToCome", ["day": .day(day)])
        case .mostBonus(let count): Phrase("standard.mostBonus", ["count": .count(count)])
        case .noSpecial(let number): Phrase("standard.noSpecial", ["number": .text(String(number))])
        case .noEvidence(let name): Phrase("standard.noEvidence", ["name": .text(name)])
        }
    }
}

extension StandardScore.Grade {
    package var phrase: Phrase {
        switch self {
        case .open: Phrase("standard.grade.open")
        case .failed: Phrase("standard.grade.failed")
        case .passed: Phrase("standard.grade.passed")
        case .stars(let count): Phrase("standard.grade.stars", ["count": .count(count)])
        }
    }
}
