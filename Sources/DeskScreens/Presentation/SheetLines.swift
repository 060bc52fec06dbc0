import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// One person's answers, as panes say them.
extension Pane {
    /// What was answered.
    init(answers sheet: SurveySheet, _ context: DeskContext) {
        add(.heading(context.say("sheet.answers", ["count": .count(sheet.answers.count)])))
        addAnswers(sheet.answered, .accent, context)
        for (place, answers) in sheet.former.enumerated().reversed() {
            add(.blank)
            add(.heading(context.say("sheet.former", ["revision": .text("\(place + 1)")])))
            addAnswers(sheet.inOrder(answers), .muted, context)
        }
    }

    private mutating func addAnswers(
        _ answers: [(question: Question, answer: Answer)], _ style: Style, _ context: DeskContext
    ) {
        for (question, answer) in answers {
            add(
                .spans([
                    Span(question.words(of: answer, in: context.wording.language) + "  ", style),
                    Span(context.wording.text(question.ask), .muted),
                ]))
        }
    }

    /// What it is about, what it set off, where it differs from the record, how it was changed.
    init(about sheet: SurveySheet, _ context: DeskContext) {
        let survey = sheet.survey
        if let at = survey.withdrawnAt {
            add(.text(context.say("sheet.withdrawn", ["at": .text(context.nearAndFar(at))]), .missed))
        }
        pair(context.say("label.customer"), sheet.customer?.name ?? "")
        pair(context.say("label.case"), survey.caseID?.description ?? "", .accent)
        pair(context.say("label.visit"), survey.visit?.description ?? "")
        pair(context.say("label.followUp"), survey.call?.description ?? "")
        pair(context.say("label.product"), survey.product.isEmpty ? "" : context.productName(survey.product))
        pair(context.say("label.technician"), name(survey.technician, sheet))
        pair(context.say("label.agent"), name(survey.agent, sheet))
        pair(context.say("label.answeredOn"), context.wording.day(survey.answeredOn))
        pair(
            context.say("label.source"), context.wording.name(survey.source.rawValue, of: "surveySource"))
        pair(context.say("label.enteredBy"), name(survey.enteredBy, sheet))
        if survey.revision > 1 {
            pair(context.say("label.revision"), "\(survey.revision)", .warning)
        }
        addSetOff(sheet, context)
        addDifferences(sheet.differences, names: sheet.names, context)
        addChanges(sheet.changes, context)
    }

    private func name(_ id: StaffID?, _ sheet: SurveySheet) -> String {
        id.map { sheet.names[$0] ?? $0.description } ?? ""
    }

    private mutating func addSetOff(_ sheet: SurveySheet, _ context: DeskContext) {
        guard !sheet.setOff.isEmpty else { return }
        add(.heading(context.say("sheet.setOff")))
        for done in sheet.setOff {
            let label = sheet.consequences[done.name].map(context.wording.text) ?? done.name
            let records = [done.caseID?.description, done.call?.description].compactMap { $0 }
            add(.spans([Span(label + "  ", .warning), Span(records.joined(separator: " "), .accent)]))
        }
    }

    mutating func addDifferences(
        _ items: [ReviewItem], names: [StaffID: String], _ context: DeskContext
    ) {
        guard !items.isEmpty else { return }
        add(.heading(context.say("sheet.differences")))
        for item in items {
            add(
                .text(
                    context.wording.text(item.difference.label), item.isOpen ? .missed : .text))
            pair(context.say("label.said"), context.said(item.difference))
            pair(context.say("label.recorded"), context.recorded(item.difference))
            guard let decided = item.decided else {
                pair(context.say("label.verdict"), context.say("survey.open"), .warning)
                continue
            }
            let by = decided.decidedBy.map { names[$0] ?? $0.description } ?? ""
            let words = [
                context.verdict(decided), by, context.wording.near(decided.decidedAt, now: context.now),
            ]
            pair(context.say("label.verdict"), words.filter { !$0.isEmpty }.joined(separator: "  "))
            pair(context.say("label.note"), decided.note)
        }
    }

    private mutating func addChanges(_ changes: [JournalEntry], _ context: DeskContext) {
        guard !changes.isEmpty else { return }
        add(.heading(context.say("sheet.changes")))
        for entry in changes {
            let what = context.wording.name(entry.event, of: "event")
            let facts = ["reason", "changes", "text"].compactMap { entry.facts[$0]?.plain }
            add(
                .spans([
                    Span(context.wording.near(entry.at, now: context.now) + "  ", .muted),
                    Span("\(entry.by)  ", .text), Span(what + "  ", .accent),
                    Span(facts.joined(separator: "  ")),
                ]))
        }
    }
}

extension DeskContext {
    func said(_ difference: Difference) -> String { wording.list(difference.said(in: wording.language)) }

    func recorded(_ difference: Difference) -> String {
        wording.list(difference.record.map { wording.say($0) })
    }

    /// With the case it is looked into with.
    func verdict(_ decided: DecidedDifference) -> String {
        [wording.name(decided.verdict.rawValue, of: "verdict"), decided.caseID?.description]
            .compactMap { $0 }.joined(separator: " ")
    }

    /// `6/7`, or the words of a choice; empty for none.
    func overall(_ line: SurveyLine) -> String {
        guard let question = line.question, let answer = line.answer else { return "" }
        if let scale = question.kind.scale { return "\(answer.plain)/\(scale.upperBound)" }
        return question.words(of: answer, in: wording.language)
    }

    /// What became of a sheet, where anything did.
    func sheetMark(_ line: SurveyLine) -> Span {
        if line.survey.withdrawnAt != nil { return Span(say("customer.withdrawnMark"), .muted) }
        return Span(line.isSettingOff ? "! " + say("customer.setOffMark") : "", .missed)
    }

    /// One line of a sheet in a case.
    func sheetSpans(_ line: SurveyLine) -> [Span] {
        [
            Span("\(line.survey.id) ", .accent), Span(wording.text(line.label) + "  "),
            Span(overall(line) + "  ", .text), sheetMark(line),
        ]
    }

    func sheetColumns(_ answer: String) -> [Column] {
        [
            column("column.id", .fixed(6)), column("column.answeredOn", .fixed(10)),
            Column("", .fixed(2)),
            Column(answer, .flexible(least: 8, share: 1), id: "answer"),
            column("column.customer", .flexible(least: 8, share: 1)),
            column("column.case", .fixed(7), dropOrder: 1),
            column("column.product", .flexible(least: 8, share: 1), dropOrder: 2),
            column("column.region", .flexible(least: 6, share: 1), dropOrder: 3),
        ]
    }

    /// What was set off is marked by an exclamation mark.
    func sheetCells(_ line: SurveyLine) -> [TableCell] {
        let survey = line.survey
        return [
            TableCell(survey.id.description, .accent).ranked(id: survey.id),
            TableCell(wording.day(survey.answeredOn), .muted).ranked(on: survey.answeredOn),
            TableCell(line.isSettingOff ? "!" : "", .missed), TableCell(overall(line)),
            TableCell(line.customer),
            TableCell(survey.caseID?.description ?? "", .muted).ranked(id: survey.caseID),
            TableCell(survey.product.isEmpty ? "" : productName(survey.product)),
            TableCell(survey.region, .muted),
        ]
    }
}
