import Model
import Quality
import Records
import ServiceDesk
import Wording

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
