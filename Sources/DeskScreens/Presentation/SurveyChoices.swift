import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// From when on answers are looked at.
enum SurveyPeriod: String, Sendable, CaseIterable {
    case month, quarter, year, all

    /// Counted back from today; nil is since ever.
    private var days: Int? {
        switch self {
        case .month: 30
        case .quarter: 90
        case .year: 365
        case .all: nil
        }
    }

    func from(_ context: DeskContext) -> Day? { days.map { context.rules.localDay(context.now) - $0 } }
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

    var periodPicker: Picker<String> {
        let periods = SurveyPeriod.allCases.map {
            Choice(id: $0.rawValue, label: say("results.period.\($0.rawValue)"), keywords: [$0.rawValue])
        }
        return ChoiceField(periods).picker(title: say("results.pick.period"), emptyText: say("pick.empty"))
    }

    var groupingPicker: Picker<String> {
        let groupings = SurveyGrouping.allCases.map {
            Choice(id: $0.rawValue, label: say("survey.grouping.\($0.rawValue)"), keywords: [$0.rawValue])
        }
        return ChoiceField(groupings).picker(
            title: say("results.pick.grouping"), emptyText: say("pick.empty"))
    }
}
