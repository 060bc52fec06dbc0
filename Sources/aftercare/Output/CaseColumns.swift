import Model
import ServiceDesk
import Wording

/// A list of cases with the columns that the rules of its queue name.
extension CaseView {
    /// - Parameter columns: none for those every list has.
    static func writer(_ columns: [CaseColumn], to output: Output) -> ListWriter<CaseView> {
        guard !columns.isEmpty else { return ListWriter(of: CaseView.self, to: output) }
        return ListWriter(of: CaseView.self, to: output, titles: columns.map(title)) { row, output in
            columns.map { row.cell($0, output) }
        }
    }

    private static func title(_ column: CaseColumn) -> String {
        switch column {
        case .matter: "cli.title.summary"
        case .age: "cli.title.opened"
        case .stateSince: "column.stateSince"
        case .due, .id, .kind, .state, .customer, .owner, .severity, .product, .chasers, .reopened, .queue,
            .rank:
            "cli.title.\(column.rawValue)"
        }
    }

    private func cell(_ column: CaseColumn, _ output: Output) -> TextCell {
        func count(_ count: Int) -> TextCell { TextCell(count == 0 ? "" : "\(count)") }
        return switch column {
        case .due: TextCell(output.moment(shown.due), shown.isLate ? .alarm : .plain)
        case .id: TextCell(id, .strong)
        case .kind: TextCell(shown.kind)
        case .state: TextCell(shown.state, category.isOpen ? .plain : .faint)
        case .customer: TextCell(shown.customer)
        case .matter: TextCell(summary)
        case .owner: TextCell(owner ?? "")
        case .age: TextCell(output.moment(shown.opened))
        case .severity: TextCell(output.wording.name(severity), severity >= .urgent ? .alarm : .plain)
        case .product: TextCell(shown.product)
        case .chasers: count(chasers)
        case .reopened: count(reopened)
        case .stateSince: TextCell(output.moment(shown.since))
        case .queue: TextCell(shown.queue)
        case .rank: TextCell(shown.rank)
        }
    }
}
