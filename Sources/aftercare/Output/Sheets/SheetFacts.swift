import Entitlement
import Model
import Records
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What a sheet and a calendar say of a visit, in words: each fact under its label, in the order in which a technician
/// asks for it.
struct SheetFacts {
    let output: Output
    let rules: Rules

    struct Fact {
        var label: String
        var value: String
    }

    private var wording: Wording { output.wording }

    func hours(_ window: Window) -> String {
        output.words(
            "sheet.hours",
            ["from": .text(wording.time(window.start)), "to": .text(wording.time(window.end))])
    }

    func state(_ visit: Visit) -> String {
        let definition = try? rules.workflow(of: visit)
        return definition?.state(visit.state).map { wording.text($0.label) } ?? visit.state
    }

    func product(_ stop: VisitSheet.Stop) -> String {
        let name = stop.unit?.product ?? stop.serviceCase.product
        let label = rules.product(name).map { wording.text($0.label) } ?? name
        return [label, stop.unit?.model ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func fault(_ c: ServiceCase) -> String {
        rules.product(c.product)?.faults.first { $0.name == c.fault }.map { wording.text($0.label) }
            ?? c.fault
    }

    /// `Free repair, until 2027-01-02`
    func rights(_ stop: VisitSheet.Stop) -> String {
        guard let rights = stop.rights else { return "" }
        let granted = RightKind.allCases.filter { $0 != .proofOnSeller }.compactMap { rights.best($0) }
            .filter(\.granted)
        if granted.isEmpty { return output.words("sheet.noRights") }
        return wording.list(
            granted.map { right in
                right.until.map {
                    output.words("sheet.rightUntil", ["right": .phrase(right.what.phrase), "day": .day($0)])
                } ?? wording.say(right.what.phrase)
            })
    }

    func part(_ part: VisitSheet.Part) -> String { wording.say(part.phrase) }

    func earlier(_ earlier: VisitSheet.Earlier) -> String {
        let visit = earlier.visit
        let at = visit.finishedAt ?? visit.arrivedAt ?? visit.planned.start
        return
            ([visit.id.description, wording.moment(at), earlier.technician, state(visit)]
            + filled(visit).map { output.pair($0.label, $0.value) }).filter { !$0.isEmpty }
            .joined(separator: "  ")
    }

    /// What was filled in on the visit, choices by their names.
    func filled(_ visit: Visit) -> [Fact] {
        guard let definition = try? rules.workflow(of: visit) else { return [] }
        return definition.fields.compactMap { field in
            guard let value = visit.fields[field.name], !value.isEmpty else { return nil }
            let choice = field.choices.first { $0.name == value.plain }.map { wording.text($0.label) }
            var said = choice ?? wording.say(value)
            if field.type == .money, case .number(let minor) = value {
                said = wording.money(Money(minor: minor))
            }
            return Fact(label: wording.text(field.label), value: said)
        }
    }

    /// The numbers, those found wrong last and marked, and whether the customer wants no calls.
    private func phones(_ customer: Customer) -> String {
        let wrong = customer.phones.filter(\.isWrong).map { output.wrong($0.display) }
        let numbers = (customer.goodPhones.map(\.display) + wrong).joined(separator: ", ")
        return customer.mayCall
            ? numbers : [numbers, output.words("customer.doNotCall")].joined(separator: "  ")
    }

    /// Everything a technician must know of a stop.
    func facts(_ stop: VisitSheet.Stop) -> [Fact] {
        let c = stop.serviceCase
        let travel = stop.travel.map { wording.span(.minutes($0)) } ?? output.words("sheet.noRoad")
        let pairs: [(String, String)] =
            [
                ("sheet.promised", hours(stop.visit.promised)), ("sheet.travel", travel),
                ("sheet.phone", phones(stop.customer)),
                ("sheet.address", stop.address?.line ?? ""), ("sheet.product", product(stop)),
                ("sheet.serial", stop.unit?.serial ?? ""), ("sheet.rights", rights(stop)),
                ("sheet.matter", c.summary), ("sheet.fault", fault(c)),
                ("sheet.with", stop.companion ?? ""),
                ("sheet.parts", wording.list(stop.parts.map(part))),
                ("sheet.remarks", stop.customer.remarks),
            ] + stop.before.map { ("sheet.before", earlier($0)) }
            + stop.notes.map { ("sheet.note", wording.moment($0.at) + "  " + $0.text) }
        return pairs.filter { !$0.1.isEmpty }.map { Fact(label: output.words($0.0), value: $0.1) }
            + filled(stop.visit)
    }

    /// What the day comes to, under the technician's name.
    func totals(_ sheet: VisitSheet) -> String {
        output.words(
            "sheet.totals",
            [
                "count": .count(sheet.stops.count), "done": .count(sheet.done),
                "onSite": .span(.minutes(sheet.onSite)), "travel": .span(.minutes(sheet.travel)),
            ])
    }

    func title(_ sheet: VisitSheet) -> String {
        output.words(
            "sheet.title", ["name": .text(sheet.technician.name), "day": .text(wording.dayOfWeek(sheet.day))])
    }

    /// The way from the last stop; nil with no stop, or where no road leads.
    func homeward(_ sheet: VisitSheet) -> String? {
        sheet.homeward.map {
            output.words(
                sheet.ends.endsAtDepot ? "sheet.toDepot" : "sheet.homeward", ["travel": .span(.minutes($0))])
        }
    }

    /// The hours of the day, when the technician is away, and the depot where the day begins.
    func hours(_ sheet: VisitSheet) -> [Fact] {
        [Fact(label: output.words("sheet.shift"), value: sheet.shifts.map(hours).joined(separator: ", "))]
            + sheet.absences.map {
                Fact(
                    label: output.words($0.isLate ? "sheet.late" : "sheet.absent"),
                    value: [wording.window($0.window), $0.reason].filter { !$0.isEmpty }
                        .joined(separator: "  "))
            }
            + (sheet.ends.depot.map {
                [Fact(label: output.words("sheet.depot"), value: wording.text($0.label))]
            } ?? [])
    }
}
