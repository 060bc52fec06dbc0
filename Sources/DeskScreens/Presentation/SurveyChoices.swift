import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// When sheets that are looked at were answered.
enum AnsweredDays: Sendable, Hashable {
    case ever
    case period(ReportDays)
    /// By the person who looks.
    case written(ClosedRange<Day>)

    /// Nil is ever.
    func days(_ context: DeskContext) -> ClosedRange<Day>? {
        switch self {
        case .ever: nil
        case .period(let period): period.days(context)
        case .written(let days): days
        }
    }

    /// In the list to choose from.
    fileprivate static let (everID, writtenID) = ("ever", "written")
}

/// A screen about sheets that were answered on days which are chosen from a list, or written.
protocol AnsweredDaysScreen: ChoosingScreen {
    var period: AnsweredDays { get set }
}

extension AnsweredDaysScreen {
    func pickPeriod(_ context: DeskContext) -> [DeskStep] {
        [
            .push(
                PickSheet(context, { $0.answeredDaysPicker }) { id in
                    Job.tell { (screen: inout Self, context) in
                        if id == AnsweredDays.writtenID { return screen.askDays(context) }
                        screen.period = ReportDays(rawValue: id).map { .period($0) } ?? .ever
                        return screen.chosen(context)
                    }
                })
        ]
    }

    private func askDays(_ context: DeskContext) -> [DeskStep] {
        [
            .push(
                DaysSheet(period.days(context) ?? ReportDays.year.days(context), context) { days in
                    Job.tell { (screen: inout Self, context) in
                        screen.period = .written(days)
                        return screen.chosen(context)
                    }
                })
        ]
    }
}

/// Pick lists of what results are looked at by.
extension DeskContext {
    /// Why a call is made outside the calling hours.
    var offHoursPicker: Picker<String> {
        let field = rules.workflows["call"]?.field(FollowUpCall.offHours)
        return Picker(
            (field?.choices ?? []).map { PickerItem(id: $0.name, label: wording.text($0.label)) },
            title: field.map { wording.text($0.label) } ?? "", emptyText: say("pick.empty"))
    }

    /// - Parameter fits: which questionnaires are offered.
    func questionnairePicker(_ fits: (Questionnaire) -> Bool = { _ in true }) -> Picker<String> {
        let all = (try? rules.questionnaires())?.newest.filter(fits) ?? []
        return ChoiceField(all.map { choice($0.name, $0.label) }).picker(
            title: say("results.pick.questionnaire"), emptyText: say("pick.empty"))
    }

    /// What is said of the days above what was found.
    func name(_ period: AnsweredDays) -> String {
        switch period {
        case .ever: say("results.ever")
        case .period(let period): name(period)
        case .written(let days):
            say("survey.period", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
        }
    }

    fileprivate var answeredDaysPicker: Picker<String> {
        let others = [
            Choice(id: AnsweredDays.everID, label: say("results.ever"), keywords: [AnsweredDays.everID]),
            Choice(
                id: AnsweredDays.writtenID, label: say("results.written"), keywords: [AnsweredDays.writtenID]),
        ]
        return ChoiceField(reportDaysChoices + others).picker(
            title: say("results.pick.period"), emptyText: say("pick.empty"))
    }

    var groupingPicker: Picker<String> {
        let groupings = SurveyGrouping.allCases.map {
            Choice(id: $0.rawValue, label: say("survey.grouping.\($0.rawValue)"), keywords: [$0.rawValue])
        }
        return ChoiceField(groupings).picker(
            title: say("results.pick.grouping"), emptyText: say("pick.empty"))
    }
}
