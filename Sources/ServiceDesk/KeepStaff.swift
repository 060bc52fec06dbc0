package import Model
import Records
import Workflow

extension Work {
    /// Adds someone who works here.
    package func addStaff(_ new: Staff) throws -> Staff {
        try require(.editStaff)
        guard !new.login.trimmed.isEmpty else { throw DeskFault.missing(field: "login") }
        guard try staff.find(login: new.login) == nil else { throw DeskFault.loginTaken(new.login) }
        try checkRoles(new.roles)
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
        try checkRoles(changed.roles)
        try checkTerms(changed)
        try staff.update(changed)
        try record(
            Subject(changed.id), "staff.edited",
            [
                "login": .text(changed.login), "roles": .text(changed.roles.joined(separator: ",")),
                "active": .flag(changed.active),
            ])
    }

    private func checkRoles(_ roles: [String]) throws {
        for role in roles where rules.roles[role] == nil {
            throw DeskFault.badField(
                field: "roles", value: role,
                expected: Phrase("desk.oneOf", ["choices": .list(rules.roles.all.map { .text($0.name) })]))
        }
    }
}
