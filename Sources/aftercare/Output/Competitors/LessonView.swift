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

    init(_ lesson: CompetitorReport.Lesson, _ report: CompetitorReport, _ output: Output) {
        (kind, company) = (lesson.kind.rawValue, report.name(of: lesson.company))
        (measure, side) = (lesson.measure.id, lesson.side.rawValue)
        value = ReportRowView.rounded(lesson.figure.value)
        _against = OrNull(lesson.against.map { ReportRowView.rounded($0.value) })
        text = output.wording.say(lesson.phrase(in: report))
    }
}
