import Dispatching
package import Model
import Records
import ServiceTime

/// Seven days of the desk at a glance: how full each technician's are, and what is wrong with them.
package struct DispatchWeek: Sendable, Hashable {
    package var first: Day
    package var rows: [Row]
    /// How many visits nobody has, day by day.
    package var unplaced: [Int]

    package var days: [Day] { (0..<Self.length).map { first + $0 } }
    package static let length = 7

    package struct Row: Sendable, Hashable {
        package var technician: StaffID
        package var name: String
        /// One for each day.
        package var cells: [Cell]
    }

    package struct Cell: Sendable, Hashable {
        package var visits: Int
        /// Minutes on site and on the way.
        package var work: Int
        /// Minutes of the shift, those away included, and those away.
        package var shift: Int
        package var away: Int
        /// Visits that are late, outside the window promised, or wrong in another way.
        package var wrong: Int

        /// Of the time that they are there; nil when that is none.
        package var share: Double? { shift > away ? Double(work) / Double(shift - away) : nil }
        package var isAway: Bool { shift > 0 && shift == away }
    }
}

extension Reading {
    /// The week that begins on a day, as it is booked and as far as it has gone, of the technicians whom somebody may see.
    package func dispatchWeek(from first: Day, by actor: Actor, at now: Instant) throws -> DispatchWeek {
        var week = DispatchWeek(first: first, rows: [], unplaced: [])
        var places: [StaffID: Int] = [:]
        let books = try DayBooks(self, from: first, days: DispatchWeek.length, by: actor, at: now)
        for day in week.days {
            let book = try books.book(day)
            let plan = DayPlan(book.day)
            week.unplaced.append(plan.unassigned.count)
            for person in book.day.technicians {
                if places[person.id] == nil {
                    places[person.id] = week.rows.count
                    week.rows.append(
                        DispatchWeek.Row(
                            technician: person.id, name: book.names[person.id] ?? person.id.description,
                            cells: []))
                }
                if let place = places[person.id] {
                    week.rows[place].cells.append(DispatchWeek.Cell(person, plan.routes[person.id]))
                }
            }
        }
        return week
    }
}

extension DispatchWeek.Cell {
    fileprivate init(_ person: Technician, _ route: DayRoute?) {
        let shift = person.shiftMinutes
        self.init(
            visits: route?.stops.count ?? 0, work: Int((route?.work ?? 0) / 60_000), shift: shift.whole,
            away: shift.whole - shift.present, wrong: (route?.stops ?? []).count { !$0.faults.isEmpty })
    }
}
