import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

struct Export: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print every record of a sort, as CSV or JSON lines.")

    enum Sort: String, ExpressibleByArgument, CaseIterable { case cases, customers, staff }
    enum Form: String, ExpressibleByArgument, CaseIterable { case csv, jsonl }

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "cases, customers or staff.") var sort: Sort
    @Option(help: "csv, or jsonl: one JSON object a line, with all that CSV has no room for.") var format:
        Form?

    func run(in session: Session) throws {
        try session.act { try $0.noteExport(of: sort.rawValue, isWhole: sort == .customers) }
        let form = format ?? (globals.json ? .jsonl : .csv)
        try session.read { v in
            switch sort {
            case .cases: try write(form, CaseView.columns) { try v.casePages(by: session.actor, $0) }
            case .customers: try write(form, CustomerView.columns) { try v.customerPages($0) }
            case .staff:
                try write(form, StaffView.columns) { page in
                    try page(v.reading.staff.all().map(StaffView.init))
                }
            }
        }
    }

    /// Row by row, so that an export of any length takes the memory of one page.
    private func write<Row: Encodable>(
        _ form: Form, _ columns: [(key: String, value: (Row) -> String)],
        _ pages: (([Row]) throws -> Void) throws -> Void
    ) throws {
        if form == .csv { StandardStream.out.write(CSVText.line(columns.map(\.key))) }
        try pages { rows in
            for row in rows {
                switch form {
                case .csv: StandardStream.out.write(CSVText.line(columns.map { $0.value(row) }))
                case .jsonl: StandardStream.out.write(line: try JSONText.of(row))
                }
            }
        }
    }
}

extension Viewer {
    /// What somebody may read and take out.
    func casePages(by actor: Actor, _ each: ([CaseView]) throws -> Void) throws {
        var query = CaseQuery()
        (query.order, query.openOnly, query.limit) = (.oldest, false, 500)
        query.tests = try reading.tests(of: actor, for: .export)
        while true {
            let page = try reading.cases.list(query)
            guard let last = page.last else { return }
            try each(page.map { try CaseView($0, self) })
            query.after = CaseKey(0, last.id)
        }
    }

    func customerPages(_ each: ([CustomerView]) throws -> Void) throws {
        var after: CustomerID?
        while true {
            let page = try reading.customers.page(after: after, limit: 500)
            guard let last = page.last else { return }
            // A page has no contacts and addresses; one more look brings them.
            try each(page.map { CustomerView(try reading.customer($0.id), self) })
            after = last.id
        }
    }
}

/// CSV as RFC 4180 has it, its cells such that neither a spreadsheet nor a terminal acts on them (`SafeCell`).
enum CSVText {
    static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    static func cell(_ text: String) -> String {
        let text = SafeCell.guarded(text)
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension CaseView {
    static var columns: [(key: String, value: (CaseView) -> String)] {
        [
            ("id", { $0.id }), ("kind", { $0.kind }), ("state", { $0.state }),
            ("category", { $0.category.rawValue }),
            ("customer", { $0.customer }), ("unit", { $0.unit ?? "" }), ("queue", { $0.queue }),
            ("owner", { $0.owner ?? "" }), ("severity", { $0.severity.rawValue }),
            ("channel", { $0.channel.rawValue }), ("opened", { $0.opened }), ("closed", { $0.closed ?? "" }),
            ("product", { $0.product }), ("fault", { $0.fault }), ("chasers", { String($0.chasers) }),
            ("reopened", { String($0.reopened) }), ("repeatOf", { $0.repeatOf ?? "" }),
            ("mergedInto", { $0.mergedInto ?? "" }), ("externalKey", { $0.externalKey ?? "" }),
            ("summary", { $0.summary }),
        ]
    }
}

extension CustomerView {
    static var columns: [(key: String, value: (CustomerView) -> String)] {
        [
            ("id", { $0.id }), ("kind", { $0.kind.rawValue }),
            ("dealerType", { $0.dealerType?.rawValue ?? "" }),
            ("rank", { $0.rank }), ("name", { $0.name }), ("language", { $0.language }),
            ("phones", { $0.contacts.flatMap(\.phones).joined(separator: " ") }),
            ("email", { $0.contacts.map(\.email).first { !$0.isEmpty } ?? "" }),
            ("province", { $0.addresses.first?.province ?? "" }),
            ("city", { $0.addresses.first?.city ?? "" }),
            ("district", { $0.addresses.first?.district ?? "" }),
            ("street", { $0.addresses.first?.street ?? "" }),
            ("zone", { $0.addresses.first?.zone ?? "" }), ("mayCall", { String($0.mayCall) }),
            ("callHours", { $0.callHours ?? "" }), ("mayOffer", { String($0.mayOffer) }),
            ("externalKey", { $0.externalKey ?? "" }), ("created", { $0.created }),
            ("remarks", { $0.remarks }),
        ]
    }
}

extension StaffView {
    static var columns: [(key: String, value: (StaffView) -> String)] {
        [
            ("id", { $0.id }), ("login", { $0.login }), ("name", { $0.name }),
            ("roles", { $0.roles.joined(separator: " ") }), ("team", { $0.team }),
            ("skills", { $0.skills.joined(separator: " ") }), ("zones", { $0.zones.joined(separator: " ") }),
            ("shift", { $0.shift }), ("active", { String($0.active) }),
        ]
    }
}
