import Model
import Quality
import ServiceDesk
import ServiceTime
import Statistics
import Wording

/// The needs of customers or dealers.
struct NeedsTableView: Showable {
    let audience: String
    let from: String
    let until: String
    @OrNull var segment: String?
    @OrNull var region: String?
    /// How many texts mentions were looked for in; `cut` when there were more.
    let cases: Int
    let answers: Int
    let cut: Bool
    let needs: [NeedLineView]
    private let table: NeedsTable

    private enum CodingKeys: String, CodingKey {
        case audience, from, until, segment, region, cases, answers, cut, needs
    }

    init(_ table: NeedsTable, _ output: Output) {
        self.table = table
        audience = table.audience.rawValue
        (from, until) = (table.days.lowerBound.description, table.days.upperBound.description)
        _segment = OrNull(table.segment?.word)
        _region = OrNull(table.region)
        (cases, answers, cut) = (table.looked.cases, table.looked.answers, table.looked.isCut)
        needs = table.lines.map { NeedLineView($0, output) }
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "need.head.\(audience)",
            ["from": .day(table.days.lowerBound), "until": .day(table.days.upperBound)])
        let lines = [head, ""] + output.table(needs) + [""] + table.looked.lines(output)
        let open = table.unanswered.map { PhraseFact.label($0.need.label) }
        let unanswered = open.isEmpty ? [] : [output.words("need.unanswered", ["needs": .list(open)])]
        return lines + unanswered + [output.words("need.marks")]
    }

    var csv: [[String]] { [NeedLineView.columns] + needs.map(\.csv) }
}

extension NeedsTable.Looked {
    func lines(_ output: Output) -> [String] {
        let said = output.words(
            "need.looked", ["cases": .number(Double(cases)), "answers": .number(Double(answers))])
        return [said] + (isCut ? [output.words("need.cut")] : [])
    }
}

/// One need.
struct NeedLineView: Listable {
    let need: String
    let label: String
    let line: String
    let level: String
    /// Null for a need that is met or not.
    @OrNull var unit: String?
    let better: String
    @OrNull var importance: EstimateView?
    @OrNull var scale: Int?
    @OrNull var kano: KanoView?
    @OrNull var wanted: WantedView?
    let mentions: Int
    @OrNull var mentioned: EstimateView?
    let notes: Int
    /// The promise that answers it, in force or not; null where a figure is set, or nothing.
    @OrNull var promise: String?
    let promised: Bool
    /// What is promised, in the unit.
    @OrNull var value: Double?
    @OrNull var fulfils: EstimateView?
    private let told: NeedsTable.Line

    private enum CodingKeys: String, CodingKey {
        case need, label, line, level, unit, better, importance, scale, kano, wanted, mentions, mentioned,
            notes,
            promise, promised, value, fulfils
    }

    init(_ line: NeedsTable.Line, _ output: Output) {
        let n = line.need
        told = line
        (need, label, self.line) = (n.name, output.wording.text(n.label), n.line)
        (level, better) = (n.level.rawValue, n.better.rawValue)
        _unit = OrNull(n.unit?.rawValue)
        _importance = OrNull(line.importance.map(EstimateView.init))
        _scale = OrNull(n.asked?.scale)
        _kano = OrNull(line.kano.flatMap(KanoView.init))
        _wanted = OrNull(line.wanted.flatMap(WantedView.init))
        (mentions, notes) = (line.mentions, line.notes)
        _mentioned = OrNull(line.mentioned.map(EstimateView.init))
        _promise = OrNull(line.answer.promise?.id)
        promised = line.answer.isPromised
        _value = OrNull(line.answer.value.map { ReportRowView.rounded($0) })
        _fulfils = OrNull(line.answer.fulfils.map(EstimateView.init))
    }

    static let titles = [
        "need.title.need", "need.title.level", "need.title.importance", "need.title.kano",
        "need.title.wanted",
        "need.title.mentions", "need.title.notes", "need.title.fulfils", "need.title.promise",
    ]

    func cells(_ output: Output) -> [TextCell] {
        func said(_ phrase: Phrase?) -> String { phrase.map { output.wording.say($0) } ?? "" }
        let short = (fulfils?.value ?? 1) < 0.5
        return [
            TextCell(label, .strong), TextCell(said(told.need.level.label)),
            TextCell(said(told.importanceSaid)),
            TextCell(said(told.kanoSaid)), TextCell(said(told.wantedSaid)),
            TextCell(mentions == 0 ? "" : String(mentions)), TextCell(notes == 0 ? "" : String(notes)),
            TextCell(said(told.fulfilsSaid), short ? .alarm : .plain),
            TextCell(said(told.answerSaid), promised ? .plain : told.isWanted ? .alarm : .faint),
        ]
    }

    static let columns = [
        "need", "line", "level", "unit", "better", "importance", "importanceLow", "importanceHigh",
        "importanceCount", "kano", "runnerUp", "kanoBetter", "kanoWorse", "kanoCount", "wanted", "wantedLow",
        "wantedHigh", "wantedCount", "forMost", "mentions", "notes", "promise", "promised", "value",
        "fulfils",
    ]

    var csv: [String] {
        func text(_ number: Double?) -> String { number.map { String($0) } ?? "" }
        func whole(_ number: Int?) -> String { number.map { String($0) } ?? "" }
        func figure(_ figure: EstimateView?) -> [String] {
            [text(figure?.value), text(figure?.low), text(figure?.high), whole(figure?.count)]
        }
        let known = [need, line, level, unit ?? "", better]
        let feelings = [
            kano?.category ?? "", kano?.runnerUp ?? "", text(kano?.better?.value), text(kano?.worse?.value),
            whole(kano?.count),
        ]
        let answer = [promise ?? "", String(promised), text(value), text(fulfils?.value)]
        return known + figure(importance) + feelings + figure(wanted?.median) + [text(wanted?.forMost)]
            + [String(mentions), String(notes)] + answer
    }
}
