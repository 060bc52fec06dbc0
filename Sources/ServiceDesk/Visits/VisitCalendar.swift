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
    /// - Throws: `VisitFault.notTechnician`; `DeskFault.outOfReach` where somebody may not read all of it.
    package func visitCalendar(of id: StaffID, by actor: Actor, at now: Instant) throws -> VisitCalendar {
        let person = try technician(id)
        let first = rules.localDay(now) - VisitCalendar.back
        let span = rules.span(of: first, days: VisitCalendar.back + VisitCalendar.ahead + 1)
        let stops = try visitStops(of: id, in: span, cancelled: true)
        try requireDay(of: id, with: stops.map(\.serviceCase.id), actor)
        let entries = try stops.map { stop in
            let about = [
                Subject(stop.visit.id), Subject(stop.serviceCase.id), Subject(stop.customer.id),
            ]
            let last = try about.compactMap { try journal.of($0).last?.at }.max()
            return VisitCalendar.Entry(stop: stop, revised: last ?? stop.visit.createdAt)
        }
        return VisitCalendar(
            technician: person, entries: entries, desk: try deskName())
    }

    /// What no other desk is called: from the first entry of its journal, and so from the beginning.
    private func deskName() throws -> String {
        if let given = try settings.get(FeedNames.deskKey) { return given }
        let first = try journal.page(after: 0, limit: 1).first?.hash ?? []
        return first.prefix(8).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count < 2 ? "0" + hex : hex
        }.joined()
    }

    /// Whose calendars a feed has: everybody who makes visits now.
    package func feedOwners() throws -> [Staff] {
        try staff.all().filter { $0.active && $0.roles.contains(rules.settings.technicianRole) }
    }
}

extension Work {
    /// The names of the files of a calendar feed; the first time, and when they are to be others, from a new secret.
    /// Records leave the desk by them, so whoever asks must be allowed to export; that they do is noted once, when the names
    /// are made, for the files are written again every few minutes.
    /// - Parameter renew: whether those known so far shall lead nowhere.
    package func feedNames(renew: Bool = false) throws -> FeedNames {
        try require(.export)
        try reading.requireWhole(.export, actor)
        if !renew, let known = try reading.settings.get(FeedNames.key) { return FeedNames(secret: known) }
        try noteExport(of: "calendars")
        let names = FeedNames(secret: FeedNames.secret())
        try reading.settings.set(FeedNames.key, names.secret)
        return names
    }
}

/// Names that nobody guesses: whoever is to subscribe to a calendar is told the one of it.
package struct FeedNames: Sendable, Hashable {
    let secret: String

    static let key = "calendar.key"
    /// A name of the desk that was drawn by lot, on desks of before.
    static let deskKey = "calendar.desk"

    /// 128 bits by lot.
    static func secret() -> String {
        let halves = (0..<2).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 16) }
        return halves.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    }

    /// Whether a file of a feed folder is one of ours, of whatever secret; a half-written one too.
    package static func isOurs(_ file: String) -> Bool {
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 || (parts.count == 3 && parts[2].hasPrefix("partial-")), parts[1] == "ics",
            let dash = parts[0].lastIndex(of: "-")
        else { return false }
        let code = parts[0][parts[0].index(after: dash)...]
        return code.count == 20 && code.allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    /// `li-5f2c….ics`: the sign-in name, as far as it can stand in an address, and 80 bits that follow from the secret.
    package func file(of person: Staff) -> String {
        let plain = person.login.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let code = KeyedCode.of(person.id.description, secret: secret, bytes: 10)
        return "\(plain.isEmpty ? person.id.description : plain)-\(code).ics"
    }
}
