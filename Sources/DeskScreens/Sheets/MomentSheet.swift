import Model
import ServiceDesk
import TerminalKit
import Wording

/// A form in which a moment is written in words, such as `+2h` or `15:30`: beside them stands the moment they mean.
protocol MomentForm {
    associatedtype Field: Hashable & Sendable

    static var momentField: Field { get }
    var form: Form<Field> { get set }
    /// The moment from which the words count.
    func momentsBegin(_ context: DeskContext) -> Instant
    /// How the moment is said.
    func said(_ moment: Instant, _ context: DeskContext) -> String
}

extension MomentForm {
    func momentsBegin(_ context: DeskContext) -> Instant { context.now }
    func said(_ moment: Instant, _ context: DeskContext) -> String { context.nearAndFar(moment) }

    /// What is written; nil where that is no moment.
    func moment(_ context: DeskContext) -> Instant? {
        MomentReader(now: momentsBegin(context), calendar: context.rules.deskCalendar)
            .read(form.value(of: Self.momentField).trimmed)
    }

    mutating func showMoment(_ context: DeskContext) {
        form.hint(Self.momentField, moment(context).map { said($0, context) } ?? "")
    }
}

/// A sheet that is such a form.
protocol MomentSheet: FormSheet, MomentForm {}

extension MomentSheet {
    mutating func typed(in field: Field, _ context: DeskContext) { showMoment(context) }
}
