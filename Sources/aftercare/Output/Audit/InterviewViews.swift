import Model
import Quality
import Records
import ServiceDesk
import Wording

/// An interview on one line of an audit.
struct InterviewLineView: Listable {
    let interview: Int64
    let day: String
    let group: String
    let person: String
    @OrNull var interviewer: String?
    /// How many questions of the guide were answered.
    let answers: Int
    @OrNull var withdrawn: String?
    private let heldOn: Day
    private let label: String

    private enum CodingKeys: String, CodingKey {
        case interview, day, group, person, interviewer, answers, withdrawn
    }

    init(_ i: AuditInterview, _ v: Viewer) throws {
        (interview, day, heldOn) = (i.id, i.day.description, i.day)
        (group, person, answers) = (i.group, i.person, i.answers.count)
        label = try v.groupLabel(i.group)
        (_interviewer, _withdrawn) = (OrNull(try v.login(i.interviewer)), OrNull(v.output.iso(i.withdrawnAt)))
    }

    static let titles = [
        "audit.title.interview", "audit.title.day", "audit.title.group", "audit.title.person",
        "audit.title.interviewer", "audit.title.answers",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let said =
            withdrawn == nil
            ? person : output.words("audit.withdrawnInterview", ["person": .text(person)])
        return [
            TextCell(String(interview), .strong), TextCell(output.wording.day(heldOn)), TextCell(label),
            TextCell(said, withdrawn == nil ? .plain : .faint), TextCell(interviewer ?? ""),
            TextCell(String(answers)),
        ]
    }
}

/// What was said in an interview.
struct InterviewView: Listable, Showable {
    let line: InterviewLineView
    let audit: String
    let said: [Said]
    let note: String
    private let heading: String
    private let asker: String?

    struct Said: Encodable {
        let question: String
        let ask: String
        let answer: String
    }

    private enum CodingKeys: String, CodingKey {
        case interview, audit, day, group, person, interviewer, said, note, withdrawn
    }

    init(_ i: AuditInterview, _ v: Viewer) throws {
        line = try InterviewLineView(i, v)
        (audit, note) = (i.audit.description, i.note)
        let book = try v.reading.rules.audits()
        let asked = book.group(i.group).map(book.questions) ?? []
        // Questions that the guide asks no more come last, by their bare names.
        let known = asked.filter { i.answers[$0.name] != nil }
        let gone = i.answers.keys.sorted().filter { name in !asked.contains { $0.name == name } }
        said =
            known.map {
                Said(question: $0.name, ask: v.output.wording.text($0.ask), answer: i.answers[$0.name] ?? "")
            } + gone.map { Said(question: $0, ask: $0, answer: i.answers[$0] ?? "") }
        let person =
            i.withdrawnAt == nil
            ? i.person : v.output.words("audit.withdrawnInterview", ["person": .text(i.person)])
        heading = v.output.words(
            "audit.interviewHead",
            [
                "number": .text(String(i.id)), "person": .text(person),
                "group": .text(try v.groupLabel(i.group)), "day": .day(i.day),
            ])
        asker = try v.login(i.interviewer)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line.interview, forKey: .interview)
        try container.encode(audit, forKey: .audit)
        try container.encode(line.day, forKey: .day)
        try container.encode(line.group, forKey: .group)
        try container.encode(line.person, forKey: .person)
        try container.encode(OrNull(line.interviewer), forKey: .interviewer)
        try container.encode(said, forKey: .said)
        try container.encode(note, forKey: .note)
        try container.encode(OrNull(line.withdrawn), forKey: .withdrawn)
    }

    static let titles = InterviewLineView.titles
    func cells(_ output: Output) -> [TextCell] { line.cells(output) }

    func lines(_ output: Output) -> [String] {
        var lines = [heading]
        if let asker { lines.append(output.words("audit.askedBy", ["name": .text(asker)])) }
        for one in said { lines += ["- \(one.ask)"] + indented(one.answer) }
        if !note.isEmpty { lines += [output.words("audit.besides")] + indented(note) }
        return lines
    }

    private func indented(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "  \($0)" }
    }
}

/// A group that audits may ask, as the rule file says it.
struct GroupBookView: Listable {
    let group: String
    let label: String
    let side: String
    let samples: [String: Int]
    let guides: [String]
    private let ways: [(AuditMethod, Int)]

    private enum CodingKeys: String, CodingKey { case group, label, side, samples, guides }

    init(_ g: AuditBook.Group, _ output: Output) {
        (group, label, side) = (g.name, output.wording.text(g.label), g.side.rawValue)
        samples = Dictionary(
            g.samples.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first })
        guides = g.guides
        ways = g.methods.map { ($0, g.samples[$0] ?? 0) }
    }

    static let titles = ["audit.title.side", "audit.title.word", "audit.title.group", "audit.title.sample"]

    func cells(_ output: Output) -> [TextCell] {
        let said = ways.map { method, count in
            output.words(
                "audit.way", ["method": .phrase(method.phrase), "wanted": .number(Double(count))])
        }
        return [
            TextCell(output.words("audit.side.\(side)"), .faint), TextCell(group, .strong), TextCell(label),
            TextCell(said.joined(separator: "  ")),
        ]
    }
}

/// What an interview asks, to be filled in: `InterviewForm` reads it again.
struct GuideView: Showable {
    let group: String
    let label: String
    let questions: [Asked]

    struct Asked: Encodable {
        let question: String
        let ask: String
    }

    init(_ g: AuditBook.Group, _ questions: [AuditBook.Question], _ output: Output) {
        (group, label) = (g.name, output.wording.text(g.label))
        self.questions = questions.map { Asked(question: $0.name, ask: output.wording.text($0.ask)) }
    }

    func lines(_ output: Output) -> [String] {
        guard !questions.isEmpty else {
            return [output.words("audit.notInterviewed", ["name": .text(label)])]
        }
        let form = InterviewForm.blank(questions.map { ($0.question, $0.ask) })
        return ["# \(label)"] + form.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension Viewer {
    /// What the rule file calls a group; its bare name when it does so no more.
    func groupLabel(_ name: String) throws -> String {
        try reading.rules.audits().group(name).map { output.wording.text($0.label) } ?? name
    }
}
