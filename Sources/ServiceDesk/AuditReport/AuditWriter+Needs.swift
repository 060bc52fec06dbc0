import Model
import Quality
import ServiceTime
import Statistics

/// What customers and dealers need, and beside each need what answers it.
extension AuditWriter {
    var needs: [Block] {
        let told = figures.needs.filter { $0.lines.contains(where: \.isWanted) }
        guard !told.isEmpty else { return [.paragraph(Phrase("auditReport.noNeeds"))] }
        return told.flatMap(blocks) + [.note(Phrase("need.marks"))]
    }

    private func blocks(_ table: NeedsTable) -> [Block] {
        let open = table.unanswered.map { PhraseFact.label($0.need.label) }
        let unanswered: [Block] =
            open.isEmpty ? [] : [.paragraph(Phrase("need.unanswered", ["needs": .list(open)]))]
        return [.heading(Phrase("auditReport.needs.\(table.audience.rawValue)"))]
            + self.table(
                [
                    text(Phrase("need.title.need")), text(Phrase("need.title.level")),
                    figure(Phrase("need.title.importance")), text(Phrase("need.title.kano")),
                    figure(Phrase("need.title.wanted")), figure(Phrase("need.title.mentions")),
                    figure(Phrase("need.title.notes")), figure(Phrase("need.title.fulfils")),
                    text(Phrase("need.title.promise")),
                ], table.lines.filter(\.isWanted).map(row))
            + unanswered + [command("need list --audience \(table.audience.rawValue)")]
    }

    private func row(_ line: NeedsTable.Line) -> [Cell] {
        let short = (line.answer.fulfils?.value ?? 1) < 0.5
        return [
            Cell(.label(line.need.label)), Cell(line.need.level.label, .faint),
            line.importanceSaid.map { Cell($0) } ?? .none, line.kanoSaid.map { Cell($0) } ?? .none,
            line.wantedSaid.map { Cell($0) } ?? .none, Cell(.count(line.mentions), .faint),
            Cell(.count(line.notes), .faint),
            line.fulfilsSaid.map { Cell($0, short ? .bad : .plain) } ?? .none,
            Cell(line.answerSaid, line.answer.isPromised ? .plain : .bad),
        ]
    }
}
