/// Who works here. One person may hold several roles (`Resources/roles.yaml`).
package struct Staff: Hashable, Sendable, Codable {
    package var id: StaffID
    package var version: Int
    /// The name to sign in with; unique.
    package var login: String
    package var name: String
    package var roles: [String]
    package var team: String
    package var skills: [String]
    package var languages: [String]
    /// For technicians: the zones covered (none means all), where the day starts and ends unless the terms say otherwise, and
    /// the shift.
    package var zones: [String]
    package var home: Place?
    /// The calendar (`Resources/calendars`) whose weekly hours are the shift.
    package var shift: String
    package var terms: TechnicianTerms
    package var active: Bool
    package var externalKey: String?

    package init(
        id: StaffID, version: Int = 1, login: String, name: String, roles: [String], team: String = "",
        skills: [String] = [], languages: [String] = [], zones: [String] = [], home: Place? = nil,
        shift: String = "", terms: TechnicianTerms = TechnicianTerms(), active: Bool = true,
        externalKey: String? = nil
    ) {
        self.id = id
        self.version = version
        self.login = login
        self.name = name
        self.roles = roles
        self.team = team
        self.skills = skills
        self.languages = languages
        self.zones = zones
        self.home = home
        self.shift = shift
        self.terms = terms
        self.active = active
        self.externalKey = externalKey
    }
}

/// Who acts: a person signed in, or the desk itself (timers, reactions).
package enum Actor: Hashable, Sendable {
    /// - Parameter signedIn: the login of whoever the database let in, when that is someone else who acts for them.
    case staff(Staff, signedIn: String? = nil)
    case desk

    package var staff: Staff? {
        if case .staff(let staff, _) = self { return staff }
        return nil
    }
    package var staffID: StaffID? { staff?.id }
    package var roles: [String] { staff?.roles ?? [] }
    /// What the journal writes.
    package var login: String { staff?.login ?? "desk" }
    /// What the journal writes beside it: who acts for them.
    package var standIn: String? {
        if case .staff(_, let signedIn) = self { return signedIn }
        return nil
    }
}
