package import Dispatching
package import Model
import Records
import ServiceTime
import Workflow

extension Reading {
    /// What the visits planned to start within a window teach of durations, paces, ways and shares, beside what the rule
    /// files say.
    package func learn(from window: Window, at now: Instant) throws -> Learner {
        let around = try visitRecords(in: FirstTimeFix.around(window))
        let visits = around.filter { window.start <= $0.planned.start && $0.planned.start < window.end }
        let book = try rules.dispatching()
        let people = Dictionary(try staff.all().map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let firsts = FirstTimeFix(around, completedIn: window)
        let starts = try people.compactMapValues { try rules.dayEnds(of: $0).start }
        let before = origins(of: visits, starts: starts)
        return Learner(
            visits.map { visit in
                let usual =
                    book.needs(product: visit.product, fault: visit.fault, kind: visit.kind).minutes
                    ?? rules.visitMinutes(product: visit.product)
                let pace = visit.technician.flatMap { people[$0]?.terms.pace[visit.product] } ?? 100
                var learning = LearningVisit(
                    visit, plannedMinutes: max(1, (usual * pace + 99) / 100), usualMinutes: usual,
                    firstTime: firsts.isFirstTime[visit.id])
                if let setOut = visit.setOutAt {
                    learning.hour = rules.deskCalendar.localMinute(of: setOut) / 60
                    learning.plannedWay = way(to: visit, from: before[visit.id], leaving: setOut, book.travel)
                }
                return learning
            })
    }

    /// Visits planned to start within a window, with what their workflow says came of them.
    /// - Parameter departures: whether it matters when somebody set out, which is looked for in the journal.
    func visitRecords(in window: Window, departures: Bool = true) throws -> [VisitRecord] {
        let signals = try rules.workflow(named: "visit").states.reduce(into: [String: Signal]()) {
            $0[$1.name] = $1.signal
        }
        let enRoute = signals.filter { $0.value == .visitEnRoute }.map(\.key).sorted()
        return try history.visits(in: window, enRoute: departures ? enRoute : []).map { record in
            var record = record
            record.outcome =
                switch signals[record.state] {
                case .visitDone: .done
                case .visitNoAccess: .noAccess
                case .visitPartsNeeded: .partsNeeded
                case .visitRevisit: .revisit
                default: .open
                }
            return record
        }
    }

    private struct Origin {
        var place: Place?
        var zone: String
    }

    /// Where each technician set out from: the visit before on the same day, else where their day starts.
    private func origins(of visits: [VisitRecord], starts: [StaffID: Place]) -> [VisitID: Origin] {
        let there = visits.filter { $0.technician != nil && $0.arrivedAt != nil }
        let days = Dictionary(grouping: there) { visit in
            "\(visit.technician?.number ?? 0)/\(rules.localDay(visit.arrivedAt ?? visit.planned.start).number)"
        }
        return days.values.reduce(into: [:]) { found, day in
            var before: VisitRecord?
            for visit in day.sorted(by: {
                ($0.arrivedAt ?? $0.planned.start, $0.id) < ($1.arrivedAt ?? $1.planned.start, $1.id)
            }) {
                if let before {
                    found[visit.id] = Origin(place: before.place, zone: before.zone)
                } else {
                    found[visit.id] = Origin(place: visit.technician.flatMap { starts[$0] }, zone: visit.zone)
                }
                before = visit
            }
        }
    }

    private func way(
        to visit: VisitRecord, from origin: Origin?, leaving: Instant, _ travel: Travel
    ) -> (minutes: Int, kilometres: Double)? {
        guard let from = origin?.place, let to = visit.place,
            let minutes = travel.minutes(
                from: from, to: to, leaving: leaving, offset: rules.offset(at: leaving),
                zones: (origin?.zone ?? "", visit.zone))
        else { return nil }
        return (minutes, Travel.kilometres(from, to) * travel.detour)
    }
}
