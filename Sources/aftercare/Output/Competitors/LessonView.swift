import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// Something to learn from a competitor.
struct LessonView: Encodable {
    let kind: String
    let company: String
    let measure: String
    let side: String
    let value: Double
    @OrNull var against: Double?
    /// In words.
    let text: String

    init(
        _ lesson: CompetitorReport.Lesson, _ report: CompetitorReport, _ names: [Int64: String],
        _ output: Output
    ) {
        (kind, company) = (lesson.kind.rawValue, names[lesson.company] ?? "")
        (measure, side) = (lesson.measure.id, lesson.side.rawValue)
        value = ReportRowView.rounded(lesson.figure.value)
        _against = OrNull(lesson.against.map { ReportRowView.rounded($0.value) })
        let service = report.services.first { $0.name == lesson.measure.service }?.label
        let line: PhraseFact = service.map { .label($0) } ?? .text(lesson.measure.service)
        let unit = lesson.measure.unit
        text = output.words(
            "competitor.lesson.\(lesson.kind.rawValue)",
            [
                "company": .text(company),
                "service": line,
                "measure": .label(lesson.measure.label), "side": .phrase(Phrase("competitor.side.\(side)")),
                "value": .phrase(unit.said(lesson.figure.value)),
                "against": .phrase(unit.said(lesson.against?.value ?? lesson.figure.value)),
            ])
    }
}
