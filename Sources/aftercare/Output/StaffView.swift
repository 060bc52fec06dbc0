import Model

/// Who works here.
struct StaffView: Encodable {
    var id: String
    var login: String
    var name: String
    var roles: [String]
    var team: String
    var skills: [String]
    var languages: [String]
    var zones: [String]
    @OrNull var latitude: Double?
    @OrNull var longitude: Double?
    var shift: String
    var active: Bool
    @OrNull var externalKey: String?
    var terms: TermsView

    init(_ s: Staff) {
        id = s.id.description
        (login, name, roles, team) = (s.login, s.name, s.roles, s.team)
        (skills, languages, zones, shift, active) = (s.skills, s.languages, s.zones, s.shift, s.active)
        _latitude = OrNull(s.home?.latitude)
        _longitude = OrNull(s.home?.longitude)
        _externalKey = OrNull(s.externalKey)
        terms = TermsView(s.terms)
    }
}

extension StaffView: Listable {
    static let titles = [
        "cli.title.id", "cli.title.login", "cli.title.staffName", "cli.title.roles", "cli.title.team",
        "cli.title.skills", "cli.title.zones", "cli.title.shift", "cli.title.active",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(id), TextCell(login, .strong), TextCell(name), TextCell(roles.joined(separator: ",")),
            TextCell(team), TextCell(skills.joined(separator: ",")), TextCell(zones.joined(separator: ",")),
            TextCell(shift), TextCell(output.yes(active), active ? .plain : .faint),
        ]
    }
}

extension StaffView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}
