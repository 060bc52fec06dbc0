/// The number of a record, with a letter that says of what kind: `C1024` is a case, `V88` a visit.
package protocol RecordID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    static var letter: String { get }
    var number: Int64 { get }
    init(_ number: Int64)
}

extension RecordID {
    package var description: String { Self.letter + String(number) }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }

    /// Reads `C1024`, `c1024` or a bare `1024`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var digits = text[...]
        if let first = digits.first, String(first).uppercased() == Self.letter { digits = digits.dropFirst() }
        guard let n = Int64(String(digits)), n > 0 else { return nil }
        self.init(n)
    }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int64.self))
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

package struct CustomerID: RecordID {
    package static let letter = "K"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct UnitID: RecordID {
    package static let letter = "U"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct CaseID: RecordID {
    package static let letter = "C"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct VisitID: RecordID {
    package static let letter = "V"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
/// A follow-up call.
package struct CallID: RecordID {
    package static let letter = "F"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
/// The answers of one person to a questionnaire.
package struct SurveyID: RecordID {
    package static let letter = "Q"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
/// Calls to customers chosen by a query.
package struct CampaignID: RecordID {
    package static let letter = "G"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
/// An audit of the service: a project.
package struct AuditID: RecordID {
    package static let letter = "P"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct ApprovalID: RecordID {
    package static let letter = "A"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct StaffID: RecordID {
    package static let letter = "S"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct ClockID: RecordID {
    package static let letter = "T"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}

/// Another limit than that of their roles, made for one person.
package struct LimitExceptionID: RecordID {
    package static let letter = "L"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
package struct DeputyID: RecordID {
    package static let letter = "D"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
/// A case or a call that was drawn to be judged.
package struct ReviewID: RecordID {
    package static let letter = "R"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}
/// What an agent was told of one.
package struct CoachingID: RecordID {
    package static let letter = "N"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}

/// A session in which several people score the same.
package struct CalibrationID: RecordID {
    package static let letter = "E"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}

/// A filter that somebody keeps.
package struct ViewID: RecordID {
    package static let letter = "W"
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
}

/// Whatever has a journal of its own.
package enum SubjectKind: String, Sendable, Codable, CaseIterable {
    case customer, unit, `case`, visit, call, approval, survey, campaign, audit, calibration, staff, desk
}

package struct Subject: Hashable, Sendable, Codable, CustomStringConvertible {
    package var kind: SubjectKind
    package var number: Int64

    package init(_ kind: SubjectKind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }
    package init(_ id: CaseID) { self.init(.case, id.number) }
    package init(_ id: VisitID) { self.init(.visit, id.number) }
    package init(_ id: CallID) { self.init(.call, id.number) }
    package init(_ id: CustomerID) { self.init(.customer, id.number) }
    package init(_ id: UnitID) { self.init(.unit, id.number) }
    package init(_ id: ApprovalID) { self.init(.approval, id.number) }
    package init(_ id: SurveyID) { self.init(.survey, id.number) }
    package init(_ id: CampaignID) { self.init(.campaign, id.number) }
    package init(_ id: AuditID) { self.init(.audit, id.number) }
    package init(_ id: CalibrationID) { self.init(.calibration, id.number) }
    package init(_ id: StaffID) { self.init(.staff, id.number) }
    /// The desk as a whole: sign-ins, settings, imports.
    package static let desk = Subject(.desk, 0)

    package var description: String {
        switch kind {
        case .customer: CustomerID(number).description
        case .unit: UnitID(number).description
        case .case: CaseID(number).description
        case .visit: VisitID(number).description
        case .call: CallID(number).description
        case .approval: ApprovalID(number).description
        case .survey: SurveyID(number).description
        case .campaign: CampaignID(number).description
        case .audit: AuditID(number).description
        case .calibration: CalibrationID(number).description
        case .staff: StaffID(number).description
        case .desk: "desk"
        }
    }
}
