package import Model
import Records
import Workflow

extension Work {
    /// Adds someone who works here.
    package func addStaff(_ new: Staff) throws -> Staff {
        try require(.editStaff)
        guard !new.login.trimmed.isEmpty else { throw DeskFault.missing(field: "login") }
        guard try staff.find(login: new.login) == nil else { throw DeskFault.loginTaken(new.login) }
        try checkRoles(new)
        try checkTerms(new)
        var person = new
        person.id = try staff.insert(new)
        try record(
            Subject(person.id), "staff.added",
            ["login": .text(new.login), "roles": .text(new.roles.joined(separator: ","))])
        return person
    }

    package func editStaff(_ changed: Staff) throws {
        try require(.editStaff)
        try checkRoles(changed)
        try checkTerms(changed)
        try staff.update(changed)
        try record(
            Subject(changed.id), "staff.edited",
            [
                "login": .text(changed.login), "roles": .text(changed.roles.joined(separator: ",")),
                "active": .flag(changed.active),
            ])
    }

    private func checkRoles(_ person: Staff) throws {
        for role in person.roles where rules.roles[role] == nil {
            throw DeskFault.badField(
                field: "roles", value: role,
                expected: Phrase("desk.oneOf", ["choices": .list(rules.roles.all.map { .text($0.name) })]))
        }
        try checkReaches(person)
    }

    /// A right that reaches the own team or zones reaches hardly anything where the record names none.
    private func checkReaches(_ person: Staff) throws {
        for role in person.roles.compactMap({ rules.roles[$0] }) {
            let facts: [String: PhraseFact] = ["role": .label(role.label)]
            if role.reaches.values.contains(.team), person.team.trimmed.isEmpty {
                throw DeskFault.badField(field: "team", value: "", expected: Phrase("desk.needsTeam", facts))
            }
            if role.reaches.values.contains(.zones), person.zones.isEmpty {
                throw DeskFault.badField(
                    field: "zones", value: "", expected: Phrase("desk.needsZones", facts))
            }
        }
    }
}
