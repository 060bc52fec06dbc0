package import Model
import Records
import Workflow

/// A technician's visits as a calendar shows them: those of the last days and all to come, the cancelled among them, so
/// that a calendar that has one already learns of it.
package struct VisitCalendar: Sendable {
    package var technician: Staff
    package var entries: [Entry]
    /// What makes the names of its entries this desk's own.
    package var desk: String

    package struct Entry: Sendable {
        package var stop: VisitSheet.Stop
        /// When it was last changed.
        package var revised: Instant
    }

    /// How far back and ahead a calendar reaches.
    package static let back = 14
    package static let ahead = 90
}

extension Reading {
    /// - Throws: `VisitFault.notTechnician`.
    package func visitCalendar(of id: StaffID, at now: Instant) throws -> VisitCalendar {
        let person = try technician(id)
        let first = rules.localDay(now) - VisitCalendar.back
        let span = rules.span(of: first, days: VisitCalendar.back + VisitCalendar.ahead + 1)
        let entries = try visitStops(of: id, in: span, cancelled: true).map { stop in
            let last = try journal.of(Subject(stop.visit.id)).last?.at
            return VisitCalendar.Entry(stop: stop, revised: last ?? stop.visit.createdAt)
        }
        return VisitCalendar(
            technician: person, entries: entries, desk: try settings.get(FeedNames.deskKey) ?? "desk")
    }

    /// Whose calendars a feed has: everybody who makes visits now.
    package func feedOwners() throws -> [Staff] {
        try staff.all().filter { $0.active && $0.roles.contains(rules.settings.technicianRole) }
    }

    /// Who made visits once and does no more: their files go.
    package func formerFeedOwners() throws -> [Staff] {
        try staff.all().filter { !$0.active || !$0.roles.contains(rules.settings.technicianRole) }
    }
}

extension Work {
    /// The names of the files of a calendar feed; the first time, and when they are to be others, from a new secret.
    /// Records leave the desk by them, so whoever asks must be allowed to export.
    /// - Parameter renew: whether those known so far shall lead nowhere.
    package func feedNames(renew: Bool = false) throws -> (now: FeedNames, before: FeedNames?) {
        try noteExport(of: "calendars")
        if try reading.settings.get(FeedNames.deskKey) == nil {
            try reading.settings.set(FeedNames.deskKey, FeedNames.secret())
        }
        let before = try reading.settings.get(FeedNames.key).map(FeedNames.init)
        if let before, !renew { return (before, nil) }
        let names = FeedNames(secret: FeedNames.secret())
        try reading.settings.set(FeedNames.key, names.secret)
        return (names, before)
    }
}

/// Names that nobody guesses: whoever is to subscribe to a calendar is told the one of it.
package struct FeedNames: Sendable, Hashable {
    let secret: String

    static let key = "calendar.key"
    static let deskKey = "calendar.desk"

    /// 128 bits by lot.
    static func secret() -> String {
        let halves = (0..<2).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 16) }
        return halves.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    }

    /// `li-5f2c….ics`: the sign-in name, as far as it can stand in an address, and 80 bits that follow from the secret.
    package func file(of person: Staff) -> String {
        let plain = person.login.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let code = KeyedCode.of(person.id.description, secret: secret, bytes: 10)
        return "\(plain.isEmpty ? person.id.description : plain)-\(code).ics"
    }
}
