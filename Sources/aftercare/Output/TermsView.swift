import Model
import Records
import ServiceDesk
import Wording

/// A technician's terms in JSON.
struct TermsView: Encodable {
    var levels: [String: Int]
    var certificates: [String: String]
    var breaks: [Rest]
    var overtime: Int
    /// Empty where the day starts at home.
    var depot: String
    @OrNull var endLatitude: Double?
    @OrNull var endLongitude: Double?
    var pace: [String: Int]

    struct Rest: Encodable {
        var from: String
        var to: String
        var minutes: Int
    }

    init(_ t: TechnicianTerms) {
        (levels, overtime, depot, pace) = (t.levels, t.overtime, t.depot, t.pace)
        certificates = t.certificates.mapValues(\.description)
        breaks = t.breaks.map {
            Rest(
                from: ClockText.of(minute: $0.from), to: ClockText.of(minute: $0.to), minutes: $0.minutes)
        }
        _endLatitude = OrNull(t.end?.latitude)
        _endLongitude = OrNull(t.end?.longitude)
    }
}

/// Someone who works here with all that dispatching knows of them.
struct TechnicianView: Showable {
    var staff: StaffView
    var stock: [String: Int]
    var absences: [AbsenceView]

    struct AbsenceView: Encodable {
        var number: Int64
        var from: String
        var to: String
        var reason: String
        /// At work, and only later than planned.
        var late: Bool
        let window: Window

        private enum CodingKeys: String, CodingKey { case number, from, to, reason, late }

        init(_ a: Absence, _ output: Output) {
            (number, reason, late, window) = (a.id, a.reason, a.isLate, a.window)
            (from, to) = (output.iso(a.window.start), output.iso(a.window.end))
        }
    }

    init(_ person: Staff, _ v: Viewer, now: Instant) throws {
        staff = StaffView(person)
        stock = try v.reading.dispatch.stock(withHeld: true)[person.id] ?? [:]
        let ahead = Window(start: now, end: now + .days(3660))
        absences = try v.reading.dispatch.absences(in: ahead, of: person.id).map {
            AbsenceView($0, v.output)
        }
    }

    func lines(_ output: Output) -> [String] {
        func list(_ pairs: [String: String], _ key: String = "cli.term") -> String {
            output.wording.list(
                pairs.sorted { $0.key < $1.key }.map {
                    output.words(key, ["name": .text($0.key), "value": .text($0.value)])
                })
        }
        let terms = staff.terms
        return output.facts(
            [
                ("cli.title.login", staff.login), ("cli.title.staffName", staff.name),
                ("cli.title.roles", output.wording.list(staff.roles)), ("cli.title.team", staff.team),
                ("cli.title.skills", output.wording.list(staff.skills)),
                ("cli.title.levels", list(terms.levels.mapValues(String.init))),
                ("cli.title.certificates", list(terms.certificates)),
                ("cli.title.zones", output.wording.list(staff.zones)), ("cli.title.shift", staff.shift),
                (
                    "cli.title.breaks",
                    output.wording.list(
                        terms.breaks.map {
                            output.words(
                                "cli.breakTerm",
                                ["hours": .text("\($0.from)-\($0.to)"), "minutes": .count($0.minutes)])
                        })
                ),
                ("cli.title.depot", terms.depot),
                (
                    "cli.title.overtime",
                    terms.overtime == 0 ? "" : output.words("cli.minutes", ["count": .count(terms.overtime)])
                ),
                ("cli.title.pace", list(terms.pace.mapValues(String.init), "cli.percent")),
                ("cli.title.stock", list(stock.mapValues(String.init))),
                ("cli.title.active", output.yes(staff.active)),
            ]
                + absences.map { away in
                    (
                        away.late ? "cli.title.lateness" : "cli.title.absences",
                        output.words(
                            "cli.absence",
                            [
                                "number": .text(String(away.number)), "from": .instant(away.window.start),
                                "to": .instant(away.window.end), "reason": .text(away.reason),
                            ])
                    )
                })
    }
}
