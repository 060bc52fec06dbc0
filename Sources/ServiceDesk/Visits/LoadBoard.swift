package import Dispatching
package import Model
import Records
import ServiceTime
import Synchronization

extension Reading {
    /// Everybody's days, ready to be asked for slots; as it was loaded last while nothing on it has changed.
    /// - Parameters:
    ///   - until: the last moment that matters.
    ///   - technicians: only theirs, which are read anew.
    package func board(at now: Instant, until: Instant, of technicians: [StaffID]? = nil) throws -> Board {
        let first = rules.localDay(now) - 1
        // Whole weeks, so that a few days more or less are the same board.
        let days = max(21, (rules.localDay(until) - first + 9) / 7 * 7)
        let span = rules.span(of: first, days: days)
        guard let boards, technicians == nil else { return try loadBoard(span, of: technicians) }
        return try boards.board(span, DispatchStore(db)) { try loadBoard(span) }
    }

    /// Reads the board of a stretch of time.
    /// - Parameters:
    ///   - technicians: only theirs.
    ///   - moved: a visit that is to be taken as not there.
    package func loadBoard(_ span: Window, of technicians: [StaffID]? = nil, besides moved: VisitID? = nil)
        throws -> Board
    {
        var stops: [StaffID: [Stop]] = [:]
        for booked in try dispatch.stops(in: span, of: technicians) where booked.visit != moved {
            let stop = Stop(
                visit: booked.visit, planned: booked.planned, promised: booked.promised, place: booked.place,
                zone: booked.zone, skill: booked.skill, isLocked: booked.isLocked || booked.helper != nil)
            for who in [booked.technician, booked.helper] {
                if let who { stops[who, default: []].append(stop) }
            }
        }
        let book = try dispatching()
        return Board(
            try self.technicians(in: span, of: technicians), stops: stops, travel: book.travel,
            prices: book.prices, day: book.day, offset: rules.offset)
    }

    /// Who goes to customers.
    func fieldStaff() throws -> [Staff] {
        try staff.all().filter { $0.active && $0.roles.contains(rules.settings.technicianRole) }
    }

    /// Them, with their shifts and absences in a stretch of time.
    func technicians(in span: Window, of only: [StaffID]? = nil) throws -> [Technician] {
        let people = try fieldStaff().filter { only?.contains($0.id) ?? true }
        let away = Dictionary(grouping: try dispatch.absences(in: span), by: \.staff)
        let stock = try dispatch.stock()
        let book = try dispatching()
        let products = rules.settings.products.map(\.name)
        var shifts: [String: [Window]] = [:]
        return try people.map { person in
            let name = rules.shift(of: person)
            if shifts[name] == nil {
                shifts[name] = rules.workingWindows(try rules.calendar(name), in: span)
            }
            var person = person
            person.terms.pace = book.pace(of: person.id, terms: person.terms.pace, products: products)
            let absences = away[person.id, default: []]
            var technician = try rules.technician(
                person, shifts: shifts[name] ?? [], absences: absences.map(\.window),
                stock: stock[person.id] ?? [:], in: span)
            technician.delays = absences.filter(\.isLate).map(\.window)
            technician.fixOdds = book.fixOdds(of: person.id)
            return technician
        }
    }
}

extension Rules {
    /// From the midnight that begins a day, so many days.
    package func span(of first: Day, days: Int) -> Window {
        Window(
            start: deskCalendar.instant(first, minute: 0), end: deskCalendar.instant(first + days, minute: 0))
    }

    /// From the midnight that begins the first day to the one that ends the last.
    package func span(_ days: ClosedRange<Day>) -> Window {
        span(of: days.lowerBound, days: days.length)
    }

    /// Local time less UTC.
    func offset(at instant: Instant) -> Span {
        let minute = Int64(localDay(instant).number) * 1440 + Int64(deskCalendar.localMinute(of: instant))
        let utc = instant.milliseconds
        return .minutes(Int(minute - (utc >= 0 ? utc / 60_000 : -((59_999 - utc) / 60_000))))
    }

    func technician(
        _ person: Staff, shifts: [Window], absences: [Window], stock: [String: Int], in span: Window
    ) throws -> Technician {
        let (terms, ends) = (person.terms, try dayEnds(of: person))
        let days = localDay(span.start).number..<localDay(span.end).number
        return Technician(
            id: person.id,
            skills: Dictionary(
                person.skills.map { ($0, terms.levels[$0] ?? 1) }, uniquingKeysWith: { a, _ in a }),
            certificates: terms.certificates.mapValues { deskCalendar.instant($0 + 1, minute: 0) },
            zones: Set(person.zones), start: ends.start, end: ends.end, shifts: shifts,
            absences: absences,
            breaks: terms.breaks.flatMap { rest in
                days.map { day in
                    Break(
                        window: Window(
                            start: deskCalendar.instant(Day(number: day), minute: rest.from),
                            end: deskCalendar.instant(Day(number: day), minute: rest.to)),
                        length: .minutes(rest.minutes))
                }
            },
            overtime: .minutes(terms.overtime), stock: stock, pace: terms.pace)
    }
}

/// The boards that were read last, each as long as the journal says that nothing on it has changed: the days that are
/// offered, and the weeks after them that are looked at where those have no room.
final class BoardCache: Sendable {
    private struct Kept {
        var span: Window
        var board: Board
        var marks: BoardMarks
    }
    private let kept = Mutex<[Kept]>([])

    func board(_ span: Window, _ store: DispatchStore, load: () throws -> Board) throws -> Board {
        if let last = kept.withLock({ $0.first { $0.span == span } }),
            try store.isUnchanged(since: last.marks)
        {
            return last.board
        }
        let marks = try store.marks()
        let board = try load()
        kept.withLock { kept in
            kept.removeAll { $0.span == span }
            kept = [Kept(span: span, board: board, marks: marks)] + kept.prefix(1)
        }
        return board
    }
}
