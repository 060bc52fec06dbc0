import Dispatching
import Model
import ServiceDesk

/// A day of 200 technicians that goes otherwise: from asking to the repair with whom to call, everything read anew each time,
/// with the search as long as `dispatch disrupt` and `dispatch emergency` have it.
func benchDisruptions(_ stand: Stand, rules: Rules) throws {
    let bench = try BenchDesk(path: stand.address, rules: rules, customers: 500)
    let field = try Field(bench, technicians: 200, days: 1)
    let now = bench.now
    let tries = 5

    func options() -> RoutingOptions { RoutingOptions(budget: .within(1.5)) }
    func row(_ what: String, _ times: Times, told: Int) {
        report(
            "\(stand.name): 200 technicians, \(what)",
            "p50 " + milliseconds(times.median) + ", slowest " + milliseconds(times.percentile(1)),
            goal: "goal: all 2 s")
        report("  customers to call", decimals(Double(told) / Double(tries), 1))
    }
    func time(_ what: String, _ disruption: (StaffID, Reading) throws -> Disruption) throws {
        var told = 0
        let times = try Times.of(tries) { n in
            let book = try bench.desk.read { reading in
                try reading.dayBook(disruption(field.technicians[n * 37], reading), at: now)
            }
            let booked = Repair(book, DayPlan(book.day))
            told += (booked.isNeeded ? Repair(book, book.repaired(options())) : booked).told.count
        }
        row(what, times, told: told)
    }

    try time("one falls ill") { technician, reading in
        try reading.absence(of: technician, on: rules.localDay(now), reason: "ill", at: now)
    }
    try time("one is an hour late") { technician, reading in
        try reading.delay(of: technician, minutes: 60, reason: "traffic", at: now)
    }
    var told = 0
    let emergencies = try Times.of(tries) { n in
        let emergency = try bench.desk.read {
            try $0.emergency(field.cases[n * 101], within: 120, at: now)
        }
        told += EmergencyPlan(emergency, emergency.book.repaired(options())).told.count
    }
    row("an emergency is put in", emergencies, told: told)
}
