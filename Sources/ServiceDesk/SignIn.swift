package import Model
package import Records
import Workflow

/// Who acts. On a server that is whoever signed in to the database: its user and the staff member share a name. Where a
/// file's permissions are all there is, whoever a name is given for.
extension ServiceDesk {
    /// Who founds a practice desk when nobody is named.
    package static let practiceAdministrator = "admin"

    /// The staff member the database vouches for; nil when it vouches for nobody (SQLite). On a practice desk whose owner
    /// is not on the staff, its administrator.
    /// - Throws: `DeskFault.notOnStaff`, `.inactiveStaff`.
    package func signedIn() throws -> Staff? {
        guard let user = try database.signedIn() else { return nil }
        do { return try actor(named: user).staff } catch DeskFault.unknownStaff {
            if isPractice, try database.ownsDesk() {
                return try actor(named: ServiceDesk.practiceAdministrator).staff
            }
            throw DeskFault.notOnStaff(user: user)
        }
    }

    /// Someone by name, acted for by whoever signed in to the database when that is someone else.
    /// - Throws: `DeskFault.mayNotActFor` when that one has not the right to.
    package func actor(named login: String, signedIn: Staff?) throws -> Actor {
        guard let signedIn, signedIn.login != login else { return try actor(named: login) }
        guard mayActForOthers(signedIn) else {
            throw DeskFault.mayNotActFor(login: signedIn.login, other: login)
        }
        guard let person = try actor(named: login).staff else { return .desk }
        return .staff(person, signedIn: signedIn.login)
    }

    package func mayActForOthers(_ person: Staff) -> Bool {
        rules.roles.allows(person.roles, .actForOthers)
    }

    /// Opens the database to a staff member, or closes it to one who is no longer active.
    package func admit(_ person: Staff) throws -> Admission {
        guard person.active else { return try database.dismiss(login: person.login) }
        return try database.admit(
            login: person.login, keepsStaff: rules.roles.allows(person.roles, .editStaff))
    }
}
