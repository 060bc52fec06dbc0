import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

extension ResultsScreen {
    static let open = ActionID("results.open")
    static let next = ActionID("results.next")
    static let previous = ActionID("results.previous")
    static let questionnaire = ActionID("results.questionnaire")
    static let period = ActionID("results.period")
    static let grouping = ActionID("results.grouping")
    static let term = ActionID("results.term")
    static let figure = ActionID("results.figure")
    static let widen = ActionID("results.widen")
    static let review = ActionID("results.review")
    static let export = ActionID("results.export")
    static let stop = ActionID("results.stop")

    func actions(_ context: DeskContext) -> [DeskAction] {
        let filter = listActions(context)
        guard !isTyping else { return filter }
        let nothing = list.selected == nil ? context.say("results.nothing") : nil
        let tabs = context.tabActions(Tab.allCases.map(\.action))
        let noTerms =
            tab != .words
            ? context.say("results.onlyWords") : terms.isEmpty ? context.say("results.noTerms") : nil
        return stops(context) + [
            context.action(Self.open, [.enter], why: nothing),
            context.action(Self.questionnaire, [.character("c")]),
            context.action(Self.period, [.character("p")]),
            context.action(Self.grouping, [.character("g")]),
            context.action(
                Self.figure, [.character("f")], inFooter: tab == .groups,
                why: compared == nil ? context.say("results.nothing") : nil),
            context.action(Self.term, [.character("t")], inFooter: tab == .words, why: noTerms),
            context.action(
                Self.widen, [.character("b")], why: isWide ? context.say("review.isWide") : nil),
            context.action(Self.review, [.character("d")]),
            context.action(Self.export, [.character("x")]),
            context.action(Self.next, [.tab, .right], inFooter: false),
            context.action(Self.previous, [.backTab, .left], inFooter: false),
        ] + tabs + filter
    }

    /// The pick list of an action that chooses what is looked at.
    func picks(_ action: ActionID, _ context: DeskContext) -> PickSheet {
        switch action {
        case Self.questionnaire:
            return PickSheet(context, { $0.questionnairePicker() }) { name in
                Job.tell { (screen: inout ResultsScreen, context) in
                    screen.scope = SurveyScope(name, screen.period.days(context))
                    (screen.asked, screen.figure) = (nil, nil)
                    return screen.chosen(context)
                }
            }
        case Self.grouping:
            return PickSheet(context, { $0.groupingPicker }) { name in
                Job.tell { (screen: inout ResultsScreen, context) in
                    screen.grouping = SurveyGrouping(rawValue: name) ?? .month
                    (screen.tab, screen.asked) = (.groups, nil)
                    return screen.chosen(context)
                }
            }
        case Self.term:
            let (terms, texts) = (terms, texts.count)
            return PickSheet(context) { context in
                let choices = terms.map { term in
                    let share = context.wording.percent(
                        Double(term.texts) / Double(max(1, texts)), decimals: 0)
                    return Choice(id: term.term, label: "\(term.term)  \(term.texts)  \(share)")
                }
                return ChoiceField(choices).picker(
                    title: context.say("results.pick.term"), emptyText: context.say("pick.empty"))
            } picked: { term in
                Job.tell { (screen: inout ResultsScreen, context) in
                    screen.narrow(to: term, context)
                    return []
                }
            }
        default:
            let sources = report?.groups.first?.figures.figures.map(\.source) ?? []
            let questionnaire = report?.results.questionnaire
            return PickSheet(context) { context in
                let choices = sources.enumerated().map { place, source in
                    let label = questionnaire.map { context.wording.say(source.label(in: $0)) }
                    return Choice(id: String(place), label: label ?? source.name, keywords: [source.name])
                }
                return ChoiceField(choices).picker(
                    title: context.say("results.pick.figure"), emptyText: context.say("pick.empty"))
            } picked: { place in
                Job.tell { (screen: inout ResultsScreen, context) in
                    screen.figure = Int(place).flatMap { sources.indices.contains($0) ? sources[$0] : nil }
                    return screen.perform(Tab.groups.action, context)
                }
            }
        }
    }

    /// What writes the same into a file: as a page with plots, a table for spreadsheets, or JSON.
    func command(_ scope: SurveyScope, _ context: DeskContext) -> [String] {
        var words = ["aftercare survey results \(scope.questionnaire)"] + Self.options(scope)
        if report?.compares == true { words.append("--compare") }
        if tab == .groups { words.append("--by \(grouping.rawValue)") }
        if tab == .words { words.append("--texts") }
        return [context.say("results.export"), ""]
            + ["--html --out \(scope.questionnaire).html", "--csv", "--json"].flatMap {
                Self.lines(words + [$0])
            }
    }

    /// How the command line names the same answers.
    private static func options(_ scope: SurveyScope) -> [String] {
        scope.named.map { name, value in "--\(name) \(shellWord(value))" }
    }

    /// As a shell takes it for one word.
    private static func shellWord(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// In lines that the narrowest usual terminal shows whole, and a shell reads as one.
    private static func lines(_ words: [String]) -> [String] {
        words.reduce(into: [""]) { lines, word in
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = word
            } else if CellWidth.narrow.of(last + word) < 76 {
                lines[lines.count - 1] += " " + word
            } else {
                lines[lines.count - 1] += " \\"
                lines.append("    " + word)
            }
        }
    }
}
