package import Model
import Records
import ServiceTime
import Workflow

/// When technicians are away, and whom customers refuse.
extension Work {
    /// Puts somebody down as away. What is planned for them then stays as it is: whoever plans is told of it.
    /// - Returns: the absence, and the open visits that lie in it.
    package func addAbsence(_ new: Absence) throws -> (absence: Absence, visits: [Visit]) {
        try require(.planVisits)
        guard let person = try staff.find(new.staff) else { throw DeskFault.unknown(new.staff.description) }
        guard new.window.start < new.window.end else {
            throw rules.notLater("to", new.window.end, than: new.window.start)
        }
        var absence = new
        absence.id = try dispatch.insert(new)
        try record(
            Subject(person.id), new.isLate ? "staff.late" : "staff.absent",
            [
                "from": .instant(new.window.start), "to": .instant(new.window.end),
                "reason": .text(new.reason),
            ])
        let around = Window(start: new.window.start - .days(1), end: new.window.end)
        let hit = try visits.planned(in: around, technician: person.id).filter {
            $0.category.isOpen && $0.planned.overlaps(new.window)
        }
        return (absence, hit)
    }

    /// Takes an absence back.
    package func removeAbsence(_ id: Int64, of person: StaffID) throws {
        try require(.planVisits)
        guard try dispatch.removeAbsence(id, of: person) else { throw DeskFault.unknown(String(id)) }
        try record(Subject(person), "staff.present", ["absence": .number(id)])
    }

    /// The customer does not want this technician again, or would after all.
    /// - Throws: `VisitFault.notTechnician` for a refusal of somebody who makes no visits.
    package func refuse(_ person: StaffID, by id: CustomerID, _ refuses: Bool, reason: String = "") throws {
        try require(.editCustomer)
        let customer = try reading.current(id)
        if refuses {
            _ = try reading.technician(person)
            try dispatch.refuse(person, by: customer.id, reason: reason, at: now)
        } else if try !dispatch.accept(person, by: customer.id) {
            return
        }
        try record(
            Subject(customer.id), refuses ? "customer.refused" : "customer.accepted",
            ["technician": .text(person.description), "reason": .text(reason)])
    }

    /// Refuses terms that mean nothing.
    func checkTerms(_ person: Staff) throws {
        let terms = person.terms
        func check(_ field: String, _ value: Int, _ range: ClosedRange<Int>) throws {
            guard range.contains(value) else {
                throw DeskFault.badField(
                    field: field, value: String(value),
                    expected: Self.range(range.lowerBound, range.upperBound))
            }
        }
        for (skill, level) in terms.levels.sorted(by: { $0.key < $1.key }) {
            try check("level", level, 1...5)
            guard person.skills.contains(skill) else {
                throw DeskFault.badField(
                    field: "level", value: skill,
                    expected: Phrase(
                        "desk.oneOf", ["choices": .list(person.skills.map { .text($0) })]))
            }
        }
        if !terms.depot.isEmpty {
            let book = try rules.parts()
            guard let depot = book.depot(terms.depot) else {
                throw DeskFault.badField(
                    field: "depot", value: terms.depot,
                    expected: Phrase("desk.oneOf", ["choices": .list(book.depots.map { .text($0.name) })]))
            }
            guard depot.place != nil else { throw PartFault.placeless(depot: depot.name) }
        }
        try check("overtime", terms.overtime, 0...480)
        for percent in terms.pace.values { try check("pace", percent, 20...500) }
        // A day is reckoned for each place its breaks can have.
        try check("break", terms.breaks.count, 0...3)
        for rest in terms.breaks { try check("break", rest.minutes, 1...max(1, rest.to - rest.from)) }
    }

    private static func range(_ least: Int, _ most: Int) -> Phrase {
        Phrase("desk.inRange", ["least": .text(String(least)), "most": .text(String(most))])
    }
}

extension Rules {
    /// What ends no later than it begins.
    func notLater(_ field: String, _ end: Instant, than start: Instant) -> DeskFault {
        let clock = ClockText.of(minute: deskCalendar.localMinute(of: end))
        return .badField(
            field: field, value: "\(localDay(end)) \(clock)",
            expected: Phrase("desk.laterThan", ["at": .instant(start)]))
    }
}
