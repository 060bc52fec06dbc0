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
        var facts = [
            ("need.title.level", say(line.need.level.label)),
            ("need.title.importance", line.importance.map { told($0, say(line.importanceSaid), output) } ?? ""),
        ]
        facts += line.kano.map { kano($0, say(line.kanoSaid), output) } ?? []
        facts += wanted(output)
        return facts + [
            ("need.title.mentions", line.mentioned.map { told($0, String(line.mentions), output, share: true) } ?? ""),
            ("need.title.promise", say(line.answerSaid)),
            ("need.title.fulfils", line.answer.fulfils.map { told($0, nil, output, share: true) } ?? ""),
        ]
    }

    private func kano(_ tally: KanoTally, _ said: String, _ output: Output) -> [(key: String, value: String)] {
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
        guard let wanted = evidence.line.wanted, let unit = evidence.line.need.unit, let median = wanted.median,
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
            ("need.title.forMost", output.wording.say(unit.said(wanted.standard(for: WantedView.most)))),
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

/// A text that mentions a need.
struct NeedMentionView: Listable {
    /// A case or a sheet of answers.
    let subject: String
    let day: String
    let text: String
    private let date: Day

    private enum CodingKeys: String, CodingKey { case subject, day, text }

    init(_ mention: NeedEvidence.Mention) {
        (subject, day, text) = (mention.subject.description, mention.day.description, mention.text)
        date = mention.day
    }

    static let titles = ["need.title.where", "competitor.title.day", "need.title.words"]

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(subject, .strong), TextCell(output.wording.day(date)), TextCell(text)]
    }
}

/// What was said in an interview or a workshop.
struct NeedNoteView: Listable {
    let note: Int64
    let need: String
    let audience: String
    let day: String
    @OrNull var customer: String?
    let group: String
    /// In the need's unit.
    @OrNull var wanted: Double?
    let words: String
    let source: String
    @OrNull var by: String?
    @OrNull var withdrawn: String?
    private let date: Day
    private let name: String
    private let said: Phrase?

    private enum CodingKeys: String, CodingKey {
        case note, need, audience, day, customer, group, wanted, words, source, by, withdrawn
    }

    init(_ n: NeedNote, _ v: Viewer) throws {
        (note, need, audience) = (n.id, n.need, n.audience.rawValue)
        (day, date, group, words, source) = (n.day.description, n.day, n.group, n.words, n.source.rawValue)
        _customer = OrNull(n.customer?.description)
        name = try n.customer.map { try v.customerName($0) } ?? n.group
        _wanted = OrNull(n.wanted)
        let unit = try v.reading.rules.needs()[n.need]?.unit
        said = n.wanted.flatMap { wanted in unit.map { $0.said(wanted) } }
        (_by, _withdrawn) = (OrNull(try v.login(n.by)), OrNull(v.output.iso(n.withdrawnAt)))
    }

    static let titles = [
        "need.title.note", "competitor.title.day", "need.title.who", "need.title.wanted", "need.title.source",
        "need.title.words",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let words =
            withdrawn == nil ? words : output.words("competitor.withdrawn", ["note": .text(words)])
        return [
            TextCell(String(note), .strong), TextCell(output.wording.day(date)), TextCell(name),
            TextCell(said.map { output.wording.say($0) } ?? ""),
            TextCell(output.words("need.source.\(source)"), .faint), TextCell(words),
        ]
    }
}

extension NeedNoteView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}

/// What one person answered of a need.
struct NeedSheetView: Listable {
    let survey: String
    @OrNull var customer: String?
    let day: String
    @OrNull var importance: Double?
    @OrNull var kano: String?
    /// In the need's unit.
    @OrNull var wanted: Double?
    private let date: Day
    private let name: String
    private let feeling: KanoCategory?
    private let said: Phrase?

    private enum CodingKeys: String, CodingKey { case survey, customer, day, importance, kano, wanted }

    init(_ sheet: NeedEvidence.Sheet, _ need: Need, _ v: Viewer) throws {
        (survey, day, date) = (sheet.survey.description, sheet.day.description, sheet.day)
        _customer = OrNull(sheet.customer?.description)
        name = try sheet.customer.map { try v.customerName($0) } ?? ""
        _importance = OrNull(sheet.importance)
        (_kano, feeling) = (OrNull(sheet.kano?.rawValue), sheet.kano)
        _wanted = OrNull(sheet.wanted)
        said = sheet.wanted.flatMap { wanted in need.unit.map { $0.said(wanted) } }
    }

    static let titles = [
        "need.title.where", "competitor.title.day", "need.title.importance", "need.title.kano",
        "need.title.wanted", "need.title.who",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(survey, .strong), TextCell(output.wording.day(date)),
            TextCell(importance.map { output.wording.say(.number($0)) } ?? ""),
            TextCell(feeling.map { output.wording.say($0.label) } ?? ""),
            TextCell(said.map { output.wording.say($0) } ?? ""), TextCell(name),
        ]
    }
}
