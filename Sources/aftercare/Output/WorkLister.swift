import Model
import Records
import ServiceDesk
import Wording
import Workflow

/// A list of visits, calls or requests with the columns that its view names.
struct WorkLister {
    /// None for those every list has.
    let columns: [WorkColumn]
    private let v: Viewer

    init(_ columns: [WorkColumn], _ v: Viewer) { (self.columns, self.v) = (columns, v) }

    func list(_ visits: [Visit]) throws {
        try list(visits, as: { try VisitView($0, v) }) { visit, view, column in
            switch column {
            case .id: TextCell(view.id, .strong)
            case .planned: TextCell(v.output.wording.window(visit.planned))
            case .promised: TextCell(v.output.wording.window(visit.promised))
            case .state: TextCell(view.shown.state)
            case .technician: TextCell(view.technician ?? "")
            case .customer: TextCell(try customer(of: visit.caseID))
            case .kind: TextCell(try kind(of: visit.caseID))
            case .case: TextCell(view.case)
            default: TextCell("")
            }
        }
    }

    func list(_ calls: [FollowUpCall]) throws {
        try list(calls, as: { try CallView($0, v) }) { call, view, column in
            switch column {
            case .due: TextCell(v.output.moment(call.dueBy))
            case .id: TextCell(view.id, .strong)
            case .customer: TextCell(view.shown.customer)
            case .phone: TextCell(view.shown.phones.first ?? "")
            case .callReason: TextCell(v.output.wording.name(call.reason, of: "callReason"))
            case .attempts: TextCell(call.attempts == 0 ? "" : "\(call.attempts)")
            case .caller: TextCell(view.claimedBy ?? "")
            case .matter: TextCell(try call.caseID.flatMap { try v.reading.cases.find($0)?.summary } ?? "")
            default: TextCell("")
            }
        }
    }

    func list(_ approvals: [Approval]) throws {
        try list(approvals, as: { try ApprovalView($0, v) }) { approval, view, column in
            switch column {
            case .id: TextCell(view.id, .strong)
            case .decideBy: TextCell(v.output.moment(try v.reading.due(approval)))
            case .decision:
                TextCell(
                    v.output.wording.text(v.reading.rules.empowerment.label(of: approval.decision)))
            case .amount: TextCell(approval.amount.map { v.output.wording.money($0) } ?? "")
            case .whose: TextCell(view.stateName(v.output))
            case .customer:
                TextCell(try v.reading.caseID(of: approval.subject).map { try customer(of: $0) } ?? "")
            case .askedBy: TextCell(view.askedBy ?? v.output.words("cli.desk"))
            case .reason: TextCell(approval.reason)
            default: TextCell("")
            }
        }
    }

    private func list<Record, Row: Listable>(
        _ records: [Record], as row: (Record) throws -> Row,
        cell: (Record, Row, WorkColumn) throws -> TextCell
    ) throws {
        let rows = try records.map { ($0, try row($0)) }
        guard !columns.isEmpty, !v.output.isJSON, !rows.isEmpty else {
            return try v.output.list(rows.map(\.1))
        }
        let cells = try rows.map { record, row in try columns.map { try cell(record, row, $0) } }
        var table = TextTable(
            titles: columns.map { v.output.wording.say($0.title) }, colours: v.output.colours,
            columns: StandardStream.out.columns)
        table.lines(cells).forEach(v.output.say)
    }

    private func customer(of id: CaseID) throws -> String {
        try v.reading.cases.find(id).map { try v.reading.customers.name($0.customer) } ?? ""
    }

    private func kind(of id: CaseID) throws -> String {
        try v.reading.cases.find(id).map { found in
            v.reading.rules.workflows[found.kind.rawValue].map { v.output.wording.text($0.label) }
                ?? found.kind.rawValue
        } ?? ""
    }
}
