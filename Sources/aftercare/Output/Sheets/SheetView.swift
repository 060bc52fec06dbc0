import Entitlement
import Model
import Records
import ServiceDesk
import TerminalKit
import Wording

/// A technician's day, as text for a terminal or a printer without letters of its own, and as JSON.
struct SheetView: Showable {
    let technician: String
    let name: String
    let date: String
    let shifts: [WindowView]
    let absences: [AbsenceOnSheet]
    /// Where the day begins, as `parts.yaml` names it; null where it begins at home.
    @OrNull var depot: String?
    let stops: [StopView]
    let parts: [PartView]
    /// Minutes.
    let onSite: Int
    let travel: Int
    @OrNull var homeward: Int?
    let done: Int
    private let sheet: VisitSheet
    private let facts: SheetFacts

    private enum CodingKeys: String, CodingKey {
        case technician, name, date, shifts, absences, depot, stops, parts, onSite, travel, homeward, done
    }

    struct AbsenceOnSheet: Encodable {
        var from: String
        var to: String
        var reason: String
        var late: Bool
    }

    struct PartView: Encodable {
        var part: String
        var needed: Int
        var carried: Int
        /// Where it is to be fetched before setting out.
        var fetch: [FetchView]
        var missing: Int
        @OrNull var expected: String?
    }

    struct FetchView: Encodable {
        /// A depot's name in `parts.yaml`, or the sign-in name of who has it on board.
        var place: String
        var name: String
        var quantity: Int
    }

    init(_ sheet: VisitSheet, _ v: Viewer) throws {
        let output = v.output
        self.sheet = sheet
        facts = SheetFacts(output: output, rules: v.reading.rules)
        technician = sheet.technician.login
        name = sheet.technician.name
        date = sheet.day.description
        shifts = sheet.shifts.map { WindowView($0, output) }
        absences = sheet.absences.map {
            AbsenceOnSheet(
                from: output.iso($0.window.start), to: output.iso($0.window.end), reason: $0.reason,
                late: $0.isLate)
        }
        _depot = OrNull(sheet.ends.depot?.name)
        stops = try sheet.stops.map { try StopView($0, v) }
        parts = try sheet.parts.map { try PartView($0, v) }
        (onSite, travel, done) = (sheet.onSite, sheet.travel, sheet.done)
        _homeward = OrNull(sheet.homeward)
    }

    func lines(_ output: Output) -> [String] {
        var lines = [facts.title(sheet)]
        lines += facts.hours(sheet).map { output.pair($0.label, $0.value) }
        if sheet.stops.isEmpty { return lines + ["", output.words("sheet.empty")] }
        lines.append(facts.totals(sheet))
        if !sheet.parts.isEmpty {
            lines.append(
                output.pair(
                    output.words("sheet.bring"), output.wording.list(sheet.parts.map(facts.part))))
        }
        for (index, stop) in sheet.stops.enumerated() {
            lines += ["", head(index + 1, stop)] + below(facts.facts(stop))
        }
        if let homeward = facts.homeward(sheet) { lines += ["", homeward] }
        return lines
    }

    private func head(_ number: Int, _ stop: VisitSheet.Stop) -> String {
        [
            "\(number).", facts.hours(stop.visit.planned), stop.visit.id.description,
            stop.serviceCase.id.description, facts.state(stop.visit), stop.customer.name,
        ].joined(separator: "  ")
    }

    /// Labels in one column, and under it what has no room in the line.
    private func below(_ facts: [SheetFacts.Fact]) -> [String] {
        let cells = TextTable.cells
        let width = facts.map { cells.of($0.label) }.max() ?? 0
        let room = max(20, (StandardStream.out.columns ?? 100) - width - 6)
        return facts.flatMap { fact in
            cells.wrap(fact.value, room).enumerated().map { row, text in
                "   " + cells.fit(row == 0 ? fact.label : "", width) + "  " + text
            }
        }
    }
}

extension SheetView.PartView {
    init(_ p: VisitSheet.Part, _ v: Viewer) throws {
        (part, needed, carried, missing) = (p.code, p.needed, p.carried, p.missing)
        fetch = try p.fetch.map {
            SheetView.FetchView(
                place: try v.reading.name(of: $0.place), name: v.output.wording.text($0.name),
                quantity: $0.quantity)
        }
        _expected = OrNull(p.expected?.description)
    }
}

/// One visit on the sheet.
struct StopView: Encodable {
    var visit: String
    var `case`: String
    var state: String
    var category: StateCategory
    var promised: WindowView
    var planned: WindowView
    /// Minutes to it.
    @OrNull var travel: Int?
    var customer: CustomerOnSheet
    var address: String
    var zone: String
    @OrNull var latitude: Double?
    @OrNull var longitude: Double?
    @OrNull var unit: String?
    var product: String
    var model: String
    var serial: String
    /// What the warranty rules grant; null where they have no answer.
    @OrNull var rights: [RightOnSheet]?
    var summary: String
    var fault: String
    @OrNull var with: String?
    var parts: [SheetView.PartView]
    var before: [VisitView]
    var notes: [NoteOnSheet]
    var fields: [String: JSONValue]

    struct CustomerOnSheet: Encodable {
        var id: String
        var name: String
        /// None that was found wrong.
        var phones: [String]
        var mayCall: Bool
        var remarks: String
    }

    struct RightOnSheet: Encodable {
        var right: RightKind
        @OrNull var until: String?
    }

    struct NoteOnSheet: Encodable {
        var at: String
        var text: String
    }

    init(_ stop: VisitSheet.Stop, _ v: Viewer) throws {
        let (visit, c, output) = (stop.visit, stop.serviceCase, v.output)
        self.visit = visit.id.description
        `case` = c.id.description
        (state, category) = (visit.state, visit.category)
        promised = WindowView(visit.promised, output)
        planned = WindowView(visit.planned, output)
        _travel = OrNull(stop.travel)
        customer = CustomerOnSheet(
            id: stop.customer.id.description, name: stop.customer.name,
            phones: stop.customer.goodPhones.map(\.display), mayCall: stop.customer.mayCall,
            remarks: stop.customer.remarks)
        (address, zone) = (stop.address?.line ?? "", stop.address?.zone ?? "")
        let place = visit.place ?? stop.address?.place
        _latitude = OrNull(place?.latitude)
        _longitude = OrNull(place?.longitude)
        _unit = OrNull(stop.unit?.id.description)
        product = stop.unit?.product ?? c.product
        (model, serial) = (stop.unit?.model ?? "", stop.unit?.serial ?? "")
        _rights = OrNull(
            stop.rights.map { rights in
                RightKind.allCases.compactMap { rights.best($0) }.filter(\.granted).map {
                    RightOnSheet(right: $0.what, until: $0.until?.description)
                }
            })
        (summary, fault) = (c.summary, c.fault)
        _with = OrNull(stop.companion)
        parts = try stop.parts.map { try SheetView.PartView($0, v) }
        before = try stop.before.map { try VisitView($0.visit, v) }
        notes = stop.notes.map { NoteOnSheet(at: output.iso($0.at), text: $0.text) }
        fields = v.json(visit.fields)
    }
}
