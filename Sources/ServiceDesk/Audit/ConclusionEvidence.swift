package import Model
import Records

/// What a conclusion rests on.
package enum ConclusionEvidence: Hashable, Sendable {
    /// Of the audit's report.
    case part(AuditDocument.Part)
    /// A case, a call, a visit, a customer, somebody's answers.
    case record(Subject)
    case interview(Int64)

    /// Those that have figures.
    package static let parts = AuditDocument.Part.allCases.filter { $0 != .conclusions && $0 != .annex }

    /// `gaps`, `C12`, `I3`; nil for what is no such word. Whether there is such a record it does not ask.
    package init?(_ word: String) {
        if let part = AuditDocument.Part(rawValue: word), Self.parts.contains(part) {
            self = .part(part)
        } else if let number = Self.number(word, "I") {
            self = .interview(number)
        } else if let found = Self.subject(word) {
            self = .record(found)
        } else {
            return nil
        }
    }

    private static func number(_ word: String, _ letter: String) -> Int64? {
        guard word.prefix(1).uppercased() == letter, let number = Int64(word.dropFirst()), number > 0 else {
            return nil
        }
        return number
    }

    private static func subject(_ word: String) -> Subject? {
        let kinds: [(letter: String, kind: SubjectKind)] = [
            (CaseID.letter, .case), (CustomerID.letter, .customer), (VisitID.letter, .visit),
            (CallID.letter, .call), (SurveyID.letter, .survey), (UnitID.letter, .unit),
        ]
        for known in kinds {
            if let number = number(word, known.letter) { return Subject(known.kind, number) }
        }
        return nil
    }

    /// As it is kept and typed.
    package var word: String {
        switch self {
        case .part(let part): part.rawValue
        case .record(let subject): subject.description
        case .interview(let number): "I\(number)"
        }
    }

    /// As people read it.
    package var said: PhraseFact {
        switch self {
        case .part(let part): .phrase(Phrase("conclusion.part", ["title": .phrase(part.title)]))
        case .record(let subject): .text(subject.description)
        case .interview(let number):
            .phrase(Phrase("conclusion.interview", ["number": .text(String(number))]))
        }
    }
}

extension AuditConclusion {
    package var links: [ConclusionEvidence] { evidence.compactMap { ConclusionEvidence($0) } }
}

extension Reading {
    /// What a word links to; nil where there is no such thing.
    func evidence(_ word: String, of id: AuditID) throws -> ConclusionEvidence? {
        guard let link = ConclusionEvidence(word) else { return nil }
        switch link {
        case .part: break
        case .record(let subject): try mustExist(subject)
        case .interview(let number):
            guard let found = try audits.interview(number), found.audit == id, found.withdrawnAt == nil else {
                throw AuditFault.noInterview(number)
            }
        }
        return link
    }
}
