import Dispatching
package import Entitlement
package import Model
package import Records
import ServiceTime

/// One technician's day: what to do, in which order, where, for whom, and what to bring.
package struct VisitSheet: Sendable {
    package var technician: Staff
    package var day: Day
    package var shifts: [Window]
    /// When they are not there on that day.
    package var absences: [Absence]
    /// Where the day begins and ends.
    package var ends: DayEnds
    /// By planned time; cancelled visits left out.
    package var stops: [Stop]
    /// Minutes from the last stop to where the day ends; nil with no stop, or where no road leads.
    package var homeward: Int?

    package struct Stop: Sendable {
        package var visit: Visit
        package var serviceCase: ServiceCase
        package var customer: Customer
        package var address: Address?
        package var unit: Unit?
        /// Minutes to it from the stop before, or from where the day begins; nil where no road leads.
        package var travel: Int?
        /// What the warranty rules give the unit on that day; nil without a unit, or where no rules are for it.
        package var rights: Assessment?
        /// Earlier visits for the case, the last first.
        package var before: [Earlier]
        /// What it needs, for whoever brings it.
        package var parts: [Part]
        /// The last notes on the case, the newest first.
        package var notes: [Note]
        /// The other of the two who go, where two are needed.
        package var companion: String?
    }

    package struct Earlier: Sendable, Hashable {
        package var visit: Visit
        package var technician: String
    }

    package struct Part: Sendable, Hashable {
        package var code: String
        package var label: Label
        package var needed: Int
        /// In the technician's vehicle, for whatever visit.
        package var carried: Int
        /// What is kept for it elsewhere, to be fetched before setting out.
        package var fetch: [Fetch] = []
        /// Not there yet, and when it is expected.
        package var missing = 0
        package var expected: Day?

        package struct Fetch: Sendable, Hashable {
            package var place: StockPlace
            package var name: Label
            package var quantity: Int
        }

        /// Kept for it in the vehicle.
        package var aboard: Int { needed - missing - fetch.map(\.quantity).reduce(0, +) }

        /// How many of what, and where they are.
        package var phrase: Phrase {
            let isWhole = fetch.count == (aboard > 0 ? 0 : 1) && missing == 0
            var places: [PhraseFact] = []
            if aboard > 0 {
                places.append(
                    .phrase(
                        isWhole
                            ? Phrase("sheet.aboard")
                            : Phrase("sheet.aboardSome", ["count": .count(aboard)])))
            }
            for from in fetch {
                let place = ["place": PhraseFact.label(from.name)]
                places.append(
                    .phrase(
                        isWhole
                            ? Phrase("sheet.fetch", place)
                            : Phrase(
                                "sheet.fetchSome", place.merging(["count": .count(from.quantity)]) { $1 })))
            }
            if missing > 0 {
                let due = expected.map { ["day": PhraseFact.day($0)] } ?? [:]
                places.append(
                    .phrase(
                        Phrase(
                            due.isEmpty ? "sheet.missing" : "sheet.missingUntil",
                            due.merging(["count": .count(missing)]) { $1 })))
            }
            return Phrase(
                "sheet.part", ["part": .label(label), "count": .count(needed), "where": .list(places)])
        }
    }

    /// Minutes planned at customers' places.
    package var onSite: Int {
        stops.map { ($0.visit.planned.end - $0.visit.planned.start).minutes }.reduce(0, +)
    }
    /// Minutes on the road, the way home included.
    package var travel: Int { stops.compactMap(\.travel).reduce(homeward ?? 0, +) }
    package var done: Int { stops.filter { $0.visit.category == .done }.count }

    /// Everything to load before setting out, by name.
    package var parts: [Part] {
        let all = stops.flatMap(\.parts)
        return Dictionary(grouping: all, by: \.code).map { code, same in
            var part = same[0]
            part.needed = same.map(\.needed).reduce(0, +)
            part.missing = same.map(\.missing).reduce(0, +)
            part.expected = same.compactMap(\.expected).max()
            part.fetch = Dictionary(grouping: same.flatMap(\.fetch), by: \.place).map { place, same in
                Part.Fetch(place: place, name: same[0].name, quantity: same.map(\.quantity).reduce(0, +))
            }.sorted { $0.place < $1.place }
            return part
        }.sorted { $0.code < $1.code }
    }
}

extension Reading {
    /// The sheet of a technician's day; one without any visit has no stops.
    /// - Throws: `VisitFault.notTechnician`; `DeskFault.outOfReach` where somebody may not read all of it.
    package func visitSheet(of id: StaffID, on day: Day, by actor: Actor) throws -> VisitSheet {
        let person = try technician(id)
        let span = rules.span(of: day, days: 1)
        let calendar = try rules.calendar(rules.shift(of: person))
        var stops = try visitStops(of: id, in: span)
        try requireDay(of: id, with: stops.map(\.serviceCase.id), actor)
        let ends = try rules.dayEnds(of: person)
        let homeward = try drive(&stops, from: ends.start, to: ends.end)
        return VisitSheet(
            technician: person, day: day, shifts: calendar.workingIntervals(on: day),
            absences: try dispatch.absences(in: span, of: id), ends: ends, stops: stops, homeward: homeward)
    }

    /// Somebody who makes visits.
    package func technician(_ id: StaffID) throws -> Staff {
        guard let person = try staff.find(id) else { throw DeskFault.unknown(id.description) }
        guard person.roles.contains(rules.settings.technicianRole) else {
            throw VisitFault.notTechnician(login: person.login)
        }
        return person
    }

    /// A technician's visits planned to start within a window, without the ways between them.
    func visitStops(of id: StaffID, in span: Window, cancelled: Bool = false) throws -> [VisitSheet.Stop] {
        let (stock, names) = (try dispatch.stock(withHeld: true)[id] ?? [:], try names())
        return try visits.planned(in: span, technician: id, cancelled: cancelled).map {
            try stop($0, of: id, stock: stock, names: names)
        }
    }

    private func stop(
        _ visit: Visit, of technician: StaffID, stock: [String: Int], names: [StaffID: String]
    ) throws -> VisitSheet.Stop {
        let day = rules.localDay(visit.planned.start)
        let c = try serviceCase(visit.caseID)
        let customer = try current(c.customer)
        let addressID = visit.addressID ?? c.addressID
        let other = visit.technician == technician ? visit.helper : visit.technician
        // What was used is in the report, and on board no more; where two go, who comes along brings nothing.
        let brings = visit.category.isOpen && visit.technician == technician
        let needs = brings ? try self.stock.parts(of: visit.id).filter { $0.needed > 0 } : []
        let book = try rules.parts()
        return VisitSheet.Stop(
            visit: visit, serviceCase: c, customer: customer,
            address: customer.addresses.first { $0.id == addressID } ?? customer.addresses.first,
            unit: try c.unit.map { try unit($0) }, rights: rights(of: c, on: day),
            before: try visits.of(c.id).filter { $0.id != visit.id && !$0.category.isOpen }.reversed()
                .prefix(3).map {
                    VisitSheet.Earlier(visit: $0, technician: $0.technician.flatMap { names[$0] } ?? "")
                },
            parts: try needs.map { try part($0, of: technician, book, carried: stock[$0.part] ?? 0) },
            notes: Array(
                try notes.of(Subject(c.id)).sorted { ($0.at, $0.id) > ($1.at, $1.id) }.prefix(3)),
            companion: other.flatMap { names[$0] })
    }

    private func part(_ need: VisitPart, of technician: StaffID, _ book: PartBook, carried: Int) throws
        -> VisitSheet.Part
    {
        var part = VisitSheet.Part(
            code: need.part, label: book[need.part]?.label ?? Label(["en": need.part]), needed: need.needed,
            carried: carried)
        part.fetch = try need.holds.filter { $0.place != .vehicle(technician) }.map {
            VisitSheet.Part.Fetch(place: $0.place, name: try label(of: $0.place), quantity: $0.quantity)
        }
        part.missing = need.missing
        if need.missing > 0 { part.expected = try orderShares(of: need.part).expected(for: need.visit) }
        return part
    }

    /// What the customer may demand; nothing where the rules have no answer.
    private func rights(of c: ServiceCase, on day: Day) -> Assessment? {
        guard let unit = c.unit else { return nil }
        var question = EntitlementQuestion(unit: unit, on: day)
        question.fault = c.fault.isEmpty ? nil : c.fault
        question.faultOn = rules.localDay(c.openedAt)
        return try? entitlement(question)
    }

    /// Puts the ways between the stops.
    /// - Returns: minutes from the last one to where the day ends.
    private func drive(_ stops: inout [VisitSheet.Stop], from start: Place?, to end: Place?) throws -> Int? {
        let travel = try dispatching().travel
        var (place, zone) = (start, stops.first?.address?.zone ?? "")
        var leaving: Instant?
        for index in stops.indices {
            let stop = stops[index]
            let there = stop.visit.place ?? stop.address?.place
            let at = leaving ?? stop.visit.planned.start - .minutes(30)
            stops[index].travel = travel.minutes(
                from: place, to: there, leaving: at, offset: rules.offset(at: at),
                zones: (zone, stop.address?.zone ?? zone))
            (place, zone, leaving) = (there, stop.address?.zone ?? zone, stop.visit.planned.end)
        }
        guard let leaving else { return nil }
        return travel.minutes(
            from: place, to: end, leaving: leaving, offset: rules.offset(at: leaving), zones: (zone, zone))
    }
}
