import Model
import ServiceDesk
import Wording

/// What is behind a number: what it is called, and how its very rows are read.
struct RowsBehind: Sendable {
    /// The figure, and the group it is of; nil for all together.
    let label: Phrase
    var group: BoardName?
    /// In what its rows add.
    var unit = ServiceFigure.Unit.count
    /// Whether a row that adds so much speaks against the service.
    var isBad: @Sendable (Double) -> Bool = { _ in false }
    /// Where every row is had, when there are more than are shown.
    var command: String?
    /// Above what each row adds.
    var adds = Phrase("report.title.adds")
    /// Whether it is only whether it holds of a row.
    var isYesOrNo = false
    /// Whether that says anything.
    var tellsAmounts = true
    /// So many at most, for whoever asks, as of when the number was counted.
    let read: @Sendable (Reading, Actor, _ limit: Int) throws -> [ReportRow]

    /// - Parameters:
    ///   - group: the key of a group of `field`; nil for all.
    ///   - now: as of when the figure was counted, so that its rows are as many.
    init(
        _ figure: ServiceFigure, _ days: ClosedRange<Day>, by field: ReportField?, group: String?,
        name: BoardName?, at now: Instant
    ) {
        (label, self.group, unit) = (figure.label, name, figure.unit)
        isBad = { figure.isBad($0) }
        command = figure.rawValue
        read = { reading, actor, limit in
            try reading.figureRows(
                figure, in: reading.rules.span(days), by: field, group: group, at: now, for: actor,
                limit: limit)
        }
    }

    init(
        _ label: Phrase, group: BoardName?, tellsAmounts: Bool = true,
        isBad: @escaping @Sendable (Double) -> Bool = { _ in false },
        read: @escaping @Sendable (Reading, Actor, _ limit: Int) throws -> [ReportRow]
    ) {
        (self.label, self.group, self.tellsAmounts) = (label, group, tellsAmounts)
        (self.isBad, self.read) = (isBad, read)
    }

    /// For the catalogue of actions: nothing is behind it.
    static let blank = RowsBehind(ServiceFigure.opened.label, group: nil) { _, _, _ in [] }

    func title(_ context: DeskContext) -> String {
        let figure = PhraseFact.phrase(label)
        return group.map {
            context.say("figures.behindOf", ["figure": figure, "group": .text(context.name($0))])
        } ?? context.say("figures.behind", ["figure": figure])
    }

    /// That these are the first rows.
    func first(_ count: Int, _ context: DeskContext) -> String {
        command.map {
            context.say("figures.firstRows", ["count": .count(count), "figure": .text($0)])
        } ?? context.say("boards.firstRows", ["count": .count(count)])
    }
}
