import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

// The nouns of the model as arguments: `C12`, `urgent`, `end-user`, `39.9,116.4`, `12.50`.

extension CustomerID: ExpressibleByArgument {}
extension UnitID: ExpressibleByArgument {}
extension CaseID: ExpressibleByArgument {}
extension VisitID: ExpressibleByArgument {}
extension CallID: ExpressibleByArgument {}
extension SurveyID: ExpressibleByArgument {}
extension ApprovalID: ExpressibleByArgument {}
extension CampaignID: ExpressibleByArgument {}
extension AuditID: ExpressibleByArgument {}
extension LimitExceptionID: ExpressibleByArgument {}
extension DeputyID: ExpressibleByArgument {}
extension RecordID where Self: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

extension Severity: ExpressibleByArgument {}
extension Channel: ExpressibleByArgument {}
extension DealerType: ExpressibleByArgument {}
extension CustomerKind: ExpressibleByArgument {
    init?(argument: String) { self.init(rawValue: argument.replacing("-", with: " ")) }
    static var allValueStrings: [String] { allCases.map { $0.rawValue.replacing(" ", with: "-") } }
}

extension Money: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

extension Place: ExpressibleByArgument {
    /// `latitude,longitude` in degrees.
    init?(argument: String) { self.init(argument) }
}

extension PhoneNumber: ExpressibleByArgument {
    init?(argument: String) { self.init(parsing: argument) }
}

extension Day: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

/// Anything with notes and a history, by its number: `C12`, `K3`, `V88`, `F7`, `U5`.
struct SubjectArgument: ExpressibleByArgument {
    let subject: Subject

    init?(argument: String) {
        guard let letter = argument.first?.uppercased(), argument.dropFirst().allSatisfy(\.isNumber) else {
            return nil
        }
        let found: Subject? =
            switch letter {
            case CaseID.letter: CaseID(argument).map { Subject($0) }
            case CustomerID.letter: CustomerID(argument).map { Subject($0) }
            case VisitID.letter: VisitID(argument).map { Subject($0) }
            case CallID.letter: CallID(argument).map { Subject($0) }
            case UnitID.letter: UnitID(argument).map { Subject($0) }
            default: nil
            }
        guard let found else { return nil }
        subject = found
    }
}

extension Reading {
    /// Someone who works here, by sign-in name or number.
    /// - Throws: `DeskFault.unknownStaff`.
    func staff(named name: String) throws -> Staff {
        if let person = try staff.find(login: name) { return person }
        if name.first?.uppercased() == StaffID.letter, let id = StaffID(name), let person = try staff.find(id)
        {
            return person
        }
        throw DeskFault.unknownStaff(name)
    }
}

extension Reading {
    /// An address by its place on the customer's file, the first being 1.
    /// - Throws: `DeskFault.badField`.
    func address(_ place: Int, of id: CustomerID) throws -> Int64 {
        let addresses = try customer(id).addresses
        guard addresses.indices.contains(place - 1) else {
            throw DeskFault.badField(
                field: "address", value: String(place),
                expected: Phrase(
                    "desk.oneOf", ["choices": .list(addresses.indices.map { .text(String($0 + 1)) })]))
        }
        return addresses[place - 1].id
    }
}

/// Records and then what to do with them: `C1 C2 C3 accept reply=done`.
struct Order<ID: RecordID> {
    let ids: [ID]
    let transition: String?
    let fields: [String]

    /// - Throws: `UsageFault.notAnID`, `.notAField`.
    init(_ words: [String]) throws {
        ids = words.prefix { ID($0) != nil }.compactMap { ID($0) }
        guard !ids.isEmpty else {
            throw UsageFault.notAnID(words.first ?? "", expected: ID.letter + "1")
        }
        let rest = words.dropFirst(ids.count)
        transition = rest.first
        fields = Array(rest.dropFirst())
        if let transition, transition.contains("=") { throw UsageFault.needsTransition(transition) }
    }
}

/// `field=value` words, read as the workflow's fields say.
struct FieldReader {
    let definition: WorkflowDefinition
    let instants: InstantReader

    /// A value that does not fit its field stays text, for the workflow to refuse in its own words.
    /// - Throws: `UsageFault.notAField`, `.notAnInstant`.
    func read(_ words: [String]) throws -> [String: FieldValue] {
        var fields: [String: FieldValue] = [:]
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw UsageFault.notAField(word)
            }
            let (name, text) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
            fields[name] = try value(text, for: definition.field(name))
        }
        return fields
    }

    private func value(_ text: String, for field: FieldDefinition?) throws -> FieldValue {
        guard let field, !text.isEmpty else { return .text(text) }
        if field.type == .instant { return .instant(try instants.instant(text)) }
        return field.value(typed: text) ?? .text(text)
    }
}
