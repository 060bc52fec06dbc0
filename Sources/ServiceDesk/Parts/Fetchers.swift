import Dispatching
import Model
import Records
import ServiceTime

/// Who can have what lies at a place: what is in a vehicle, whose it is; what is at a depot, those whose team fetches there.
struct Fetchers {
    private let served: [String: Set<StaffID>]

    init(_ depots: [Depot], _ people: [Staff]) {
        served = Dictionary(
            depots.map { ($0.name, Set(people.filter($0.serves).map(\.id))) },
            uniquingKeysWith: { a, _ in a })
    }

    /// - Parameter technician: nil is nobody yet, who may be anybody.
    func reaches(_ technician: StaffID?, _ place: StockPlace) -> Bool {
        switch place {
        case .vehicle(let id): id == technician
        // A depot that is no more serves nobody.
        case .depot(let name): served[name].map { who in technician.map(who.contains) ?? true } ?? false
        }
    }
}

/// When everybody who goes to customers sets out next: what a depot has they have with them from then on, and not before.
struct SettingOut {
    private let next: [StaffID: Instant]
    /// Those who set out together, the first on top.
    let groups: [(at: Instant, people: [StaffID])]

    init(_ next: [StaffID: Instant]) {
        self.next = next
        groups = Dictionary(grouping: next.keys, by: { next[$0] ?? Instant(milliseconds: 0) })
            .map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// Whether somebody still sets out before a moment.
    func sets(_ technician: StaffID, outBy moment: Instant) -> Bool {
        next[technician].map { $0 <= moment } ?? false
    }
}

extension Reading {
    func fetchers() throws -> Fetchers { Fetchers(try rules.parts().depots, try staff.all()) }

    func settingOut(after now: Instant) throws -> SettingOut {
        var known: [String: Instant] = [:]
        return SettingOut(
            try fieldStaff().reduce(into: [:]) { next, person in
                let shift = rules.shift(of: person)
                let moment = try known[shift] ?? rules.settingOut(shift, after: now)
                (known[shift], next[person.id]) = (moment, moment)
            })
    }
}

extension Rules {
    /// Days without work that are looked beyond: more than any holidays have.
    private static let idle = 30

    func shift(of person: Staff) -> String {
        person.shift.isEmpty ? settings.technicianCalendar : person.shift
    }

    /// When the first shift begins that has not yet; the moment itself where nobody works for weeks.
    fileprivate func settingOut(_ shift: String, after now: Instant) throws -> Instant {
        let calendar = try calendar(shift)
        let today = localDay(now)
        // Who comes back from a pause at noon does not set out anew.
        return (0..<Self.idle).lazy.compactMap { calendar.workingIntervals(on: today + $0).first?.start }
            .first { $0 > now } ?? now
    }
}
