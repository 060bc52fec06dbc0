import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Wording

/// One need, and what stands behind its figures.
struct NeedEvidenceView: Showable {
    let from: String
    let until: String
    let need: NeedLineView
    let cases: Int
    let answers: Int
    let cut: Bool
    let texts: [NeedMentionView]
    let notes: [NeedNoteView]
    let sheets: [NeedSheetView]
    /// How many sheets there are.
    let answered: Int
    private let evidence: NeedEvidence

    private enum CodingKeys: String, CodingKey {
        case from, until, need, cases, answers, cut, texts, notes, sheets, answered
    }

    init(_ e: NeedEvidence, _ v: Viewer) throws {
        evidence = e
        (from, until) = (e.days.lowerBound.description, e.days.upperBound.description)
        need = NeedLineView(e.line, v.output)
        (cases, answers, cut) = (e.looked.cases, e.looked.answers, e.looked.isCut)
        texts = e.texts.map(NeedMentionView.init)
        notes = try e.notes.map { try NeedNoteView($0, v) }
        sheets = try e.sheets.map { try NeedSheetView($0, e.line.need, v) }
        answered = e.answered
    }

    func lines(_ output: Output) -> [String] {
        let days = evidence.days
        let title = output.words(
            "need.of",
            [
                "need": .label(evidence.line.need.label),
                "audience": .phrase(evidence.line.need.audience.label),
                "from": .day(days.lowerBound), "until": .day(days.upperBound),
            ])
        return [title, ""] + output.facts(figures(output))
            + part("need.part.texts", texts, of: evidence.line.mentions, output)
            + part("need.part.notes", notes, of: notes.count, output)
            + part("need.part.sheets", sheets, of: answered, output) + [""] + evidence.looked.lines(output)
    }

    private func part<Row: Tabular>(_ key: String, _ rows: [Row], of all: Int, _ output: Output) -> [String] {
        guard all > 0 else { return [] }
        let title = output.words(
            key, ["shown": .number(Double(rows.count)), "all": .number(Double(all))])
        return ["", title] + output.table(rows)
    }

    private func figures(_ output: Output) -> [(key: String, value: String)] {
        let line = evidence.line
        func say(_ phrase: Phrase?) -> String { phrase.map { output.wording.say($0) } ?? "" }
        var facts: [(key: String, value: String)] = [
            ("need.title.level", say(line.need.level.label)),
            (
                "need.title.importance",
                line.importance.map { told($0, say(line.importanceSaid), output) } ?? ""
            ),
        ]
        facts += line.kano.map { kano($0, say(line.kanoSaid), output) } ?? []
        facts += wanted(output)
        return facts + [
            (
                "need.title.mentions",
                line.mentioned.map { told($0, String(line.mentions), output, share: true) } ?? ""
            ),
            ("need.title.promise", say(line.answerSaid)),
            ("need.title.fulfils", line.answer.fulfils.map { told($0, nil, output, share: true) } ?? ""),
        ]
    }

    private func kano(_ tally: KanoTally, _ said: String, _ output: Output) -> [(key: String, value: String)]
    {
        let counts = KanoCategory.allCases.map { "\($0.letter) \(tally[$0])" }.joined(separator: "  ")
        return [
            ("need.title.kano", said), ("need.title.counts", counts),
            ("need.title.better", tally.better.map { told($0, nil, output, share: true) } ?? ""),
            ("need.title.worse", tally.worse.map { told($0, nil, output, share: true) } ?? ""),
            ("need.title.strength", output.wording.say(percent(tally.strength))),
            ("need.title.total", output.wording.say(percent(tally.total))),
        ]
    }

    private func wanted(_ output: Output) -> [(key: String, value: String)] {
        guard let wanted = evidence.line.wanted, let unit = evidence.line.need.unit,
            let median = wanted.median,
            let lower = wanted.quantile(0.25), let upper = wanted.quantile(0.75)
        else { return [] }
        func said(_ value: Double) -> PhraseFact { .phrase(unit.said(value)) }
        let middle = output.words(
            "need.spread",
            [
                "median": said(median.value), "lower": said(lower), "upper": said(upper),
                "count": .number(Double(wanted.wishes.count)),
            ])
        return [
            ("need.title.wanted", middle),
            ("need.title.forMost", output.wording.say(unit.said(wanted.standard(for: WantedStandard.most)))),
        ]
    }

    /// With its interval and its sample.
    private func told(_ figure: Estimate, _ said: String?, _ output: Output, share: Bool = false) -> String {
        func number(_ value: Double) -> PhraseFact {
            .phrase(share ? percent(value) : Phrase("need.number", ["value": .number(tenths(value))]))
        }
        let value = said.map { PhraseFact.text($0) } ?? number(figure.value)
        guard let low = figure.low, let high = figure.high else { return output.wording.say(value) }
        return output.words(
            "need.interval",
            [
                "value": value, "low": number(low), "high": number(high),
                "count": .number(Double(figure.count ?? 0)),
            ])
    }

    private func percent(_ share: Double) -> Phrase {
        Phrase("format.percent", ["number": .number((share * 1000).rounded() / 10)])
    }

    private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
