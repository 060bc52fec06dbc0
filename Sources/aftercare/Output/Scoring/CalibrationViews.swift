import Model
import Quality
import Records
import ServiceDesk
import Wording

/// A calibration session on one line.
struct CalibrationView: Listable {
    let calibration: String
    let version: Int
    let name: String
    let card: String
    let cardVersion: Int
    let leader: String
    /// `open` or `closed`.
    let state: String
    let opened: String
    @OrNull var closed: String?
    let matters: [String]
    let raters: [String]
    /// Of all people and matters together, and how many there are when everybody has scored everything.
    let scored: Int
    let wanted: Int
    /// On how many matters something was agreed.
    let agreed: Int
    /// How many matters whoever asks has still to score.
    let owed: Int

    init(_ line: CalibrationLine, for actor: Actor, _ v: Viewer) throws {
        let session = line.session
        (calibration, version, name) = (session.id.description, session.version, session.name)
        (card, cardVersion) = (session.card, session.cardVersion)
        leader = try v.login(session.leader) ?? ""
        state = session.closedAt == nil ? "open" : "closed"
        opened = v.output.iso(session.openedAt)
        _closed = OrNull(v.output.iso(session.closedAt))
        matters = session.matters.map(\.subject.description)
        raters = try session.raters.map { try v.login($0) ?? "" }
        (scored, wanted, agreed) = (line.scored, line.wanted, line.progress.agreed)
        owed = line.owed(by: actor.staffID)
    }

    static let titles = [
        "calibration.title.calibration", "calibration.title.name", "scoring.title.card",
        "scoring.title.state", "calibration.title.matters", "calibration.title.scored",
        "calibration.title.owed", "calibration.title.agreed", "calibration.title.raters",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(calibration, .strong), TextCell(name), TextCell(card),
            TextCell(output.words("calibration.state.\(state)")),
            TextCell(output.wording.number(matters.count)),
            TextCell(Self.part(scored, wanted, output)),
            TextCell(owed > 0 ? output.wording.number(owed) : ""),
            TextCell(Self.part(agreed, matters.count, output)), TextCell(raters.joined(separator: ", ")),
        ]
    }

    static func part(_ value: Int, _ whole: Int, _ output: Output) -> String {
        output.words(
            "calibration.of", ["value": .number(Double(value)), "whole": .number(Double(whole))])
    }
}

/// A calibration session in full, as far as whoever asks may see it.
struct CalibrationSheetView: Showable {
    struct Matter: Encodable {
        let matter: String
        let agent: String
    }

    struct Rater: Encodable {
        let rater: String
        /// How many matters they have scored.
        let scored: Int
    }

    let session: CalibrationView
    let card: ScoreCardView.Card
    let matters: [Matter]
    let raters: [Rater]
    /// While it is open those of whoever asks alone.
    let scores: [CalibrationScoreView]
    /// Null while it is open.
    @OrNull var figures: CalibrationFiguresView?

    init(_ sheet: CalibrationSheet, for actor: Actor, _ v: Viewer) throws {
        session = try CalibrationView(sheet.line, for: actor, v)
        card = ScoreCardView.Card(sheet.card, v.output)
        matters = try sheet.session.matters.map {
            Matter(matter: $0.subject.description, agent: try v.login($0.agent) ?? "")
        }
        raters = try sheet.session.raters.map {
            Rater(rater: try v.login($0) ?? "", scored: sheet.line.progress.scored[$0, default: 0])
        }
        scores = try sheet.scores.map { try CalibrationScoreView($0, by: sheet.card, v) }
        _figures = OrNull(try sheet.figures.map { try CalibrationFiguresView($0, v) })
    }

    // MARK: As text

    func lines(_ output: Output) -> [String] {
        let progress = raters.map {
            output.pair($0.rater, CalibrationView.part($0.scored, matters.count, output))
        }
        return output.table([session]) + progress + matters.flatMap { [""] + lines(of: $0, output) }
            + (figures?.lines(output) ?? [])
    }

    /// The answers of everybody, and what was agreed, side by side.
    private func lines(of matter: Matter, _ output: Output) -> [String] {
        let head = output.words(
            "calibration.matter", ["matter": .text(matter.matter), "agent": .text(matter.agent)])
        let given = scores.filter { $0.matter == matter.matter }
        guard !given.isEmpty else { return [head, output.words("calibration.noScore")] }
        let titles =
            [output.words("scoring.title.item")]
            + given.map { $0.agreed ? output.words("calibration.title.agreed") : $0.rater } + [""]
        var table = TextTable(titles: titles, colours: output.colours, columns: StandardStream.out.columns)
        let items = card.sections.flatMap(\.items).map { row(of: $0, given) }
        let total =
            [TextCell(output.words("scoring.title.score"), .strong)]
            + given.map { TextCell(output.wording.percent($0.share), $0.passed ? .good : .alarm) } + [
                TextCell("")
            ]
        return [head] + table.lines(items + [total]) + given.flatMap { $0.remarks(output) }
    }

    /// Where answers differ they stand out.
    private func row(of item: ScoreCardView.Item, _ given: [CalibrationScoreView]) -> [TextCell] {
        let differs = Set(given.filter { !$0.agreed }.map { $0.answers[item.item] }).count > 1
        return [TextCell(item.item, differs ? .strong : .plain)]
            + given.map { TextCell($0.answers[item.item] ?? "", differs ? .strong : .plain) }
            + [TextCell(item.label, .faint)]
    }

    // MARK: As a table for spreadsheets

    static let columns = [
        "calibration", "matter", "agent", "rater", "agreed", "at", "item", "label", "points", "answer",
        "note",
    ]

    /// A row for each answer, under its columns.
    var csv: [[String]] {
        let items = card.sections.flatMap(\.items)
        let agents = Dictionary(uniqueKeysWithValues: matters.map { ($0.matter, $0.agent) })
        return [Self.columns]
            + scores.flatMap { score in
                items.map { item in
                    [
                        session.calibration, score.matter, agents[score.matter] ?? "", score.rater,
                        score.agreed ? "yes" : "no", score.at, item.item, item.label, String(item.points),
                        score.answers[item.item] ?? "", score.notes[item.item] ?? "",
                    ]
                }
            }
    }
}

/// What one person found of a matter, or what was agreed on it.
struct CalibrationScoreView: Encodable {
    let matter: String
    /// Of what was agreed, who wrote it down.
    let rater: String
    let agreed: Bool
    let at: String
    let got: Double
    let applicable: Int
    let share: Double
    let passed: Bool
    let fatal: [String]
    let note: String
    let answers: [String: String]
    let notes: [String: String]

    init(_ s: CalibrationScore, by card: ScoreCard, _ v: Viewer) throws {
        let result = try ScoreSheet(card, s.answers).result
        (matter, rater) = (s.subject.description, try v.login(s.rater) ?? "")
        (agreed, at, note) = (s.isAgreed, v.output.iso(s.at), s.note)
        (got, applicable, share) = (result.got, result.applicable, result.share)
        (passed, fatal, answers, notes) = (result.isPassed, result.fatal, s.answers, s.notes)
    }

    /// Its remark on the whole, then those on items.
    func remarks(_ output: Output) -> [String] {
        let who = agreed ? output.words("calibration.title.agreed") : rater
        let whole = note.isEmpty ? [] : [output.pair(who, note)]
        return whole
            + notes.sorted { $0.key < $1.key }.map { item, text in
                output.words(
                    "calibration.remark", ["rater": .text(who), "item": .text(item), "text": .text(text)])
            }
    }
}
