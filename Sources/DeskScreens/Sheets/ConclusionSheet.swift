import Model
import ServiceDesk
import TerminalKit
import Wording

/// A sheet about a line of what is concluded. When somebody else was faster, what was typed stays, and is about what that line has
/// become.
protocol ConclusionLineSheet: SavingSheet {
    var audit: AuditID { get }
    /// Nil for a conclusion that is yet to be written.
    var line: ConclusionRow? { get set }
}

extension ConclusionLineSheet {
    /// - Parameter said: the phrase of what was done.
    func saving(_ said: String, _ body: @escaping @Sendable (Work) throws -> AuditConclusion) -> Job {
        .act("conclusion", body) { (_: inout Self, _, context) in
            [.pop, .refresh, .done(context.say(said))]
        } failed: { (sheet: inout Self, error, context) in
            Job.tellFault(&sheet, error, context) + sheet.readAgain()
        }
    }

    private func readAgain() -> [DeskStep] {
        guard let line else { return [] }
        return [
            .job(
                .read("line") { [audit] reading, _ in
                    try reading.concluded(in: audit).first { $0.rowID == line.id }
                } then: { (sheet: inout Self, found, _) in
                    if let found { sheet.line = .conclusion(found, isCarried: line.isCarried) }
                    return []
                })
        ]
    }
}

/// What somebody concludes, in one language or both, and on what it rests: in words of their own, or in others than the figures'.
struct ConclusionSheet: ConclusionLineSheet {
    static let save = ActionID("conclusion.save")

    enum Field: Hashable, Sendable { case section, chinese, english, parts, interviews, records, reason }

    let audit: AuditID
    /// Those that can be linked to.
    private let interviews: [AuditInterview]
    /// What is said otherwise.
    var line: ConclusionRow?
    /// What figures say, where that is begun with: who leaves it as it is leaves it theirs.
    private var begun = ""
    var form: Form<Field>
    var keptUnder: String? { "\(audit) \(line?.id ?? "")" }

    /// - Parameter interviews: the audit's.
    init(
        _ row: ConclusionRow? = nil, for audit: AuditID, _ interviews: [AuditInterview],
        _ context: DeskContext
    ) {
        (line, self.audit) = (row, audit)
        self.interviews = interviews.filter { $0.withdrawnAt == nil }
        form = Self.form(row, self.interviews, context)
        fill(row?.links ?? [])
        guard let row else { return }
        let texts = row.made?.texts.texts ?? [:]
        form.set(.chinese, to: texts["zh-Hans"] ?? "")
        form.set(.english, to: texts["en"] ?? "")
        if texts.isEmpty {
            begun = context.say(row.said)
            form.set(context.wording.language == "zh-Hans" ? .chinese : .english, to: begun)
        }
        if let made = row.made, made.state == .stands { form.set(.reason, to: made.reason) }
    }

    /// What is among the choices is chosen; a record, or an interview withdrawn since, stands as its number.
    private mutating func fill(_ links: [ConclusionEvidence]) {
        let words = links.map(\.word)
        let offered = ConclusionEvidence.parts.map(\.rawValue) + interviews.map { Self.link($0).word }
        let chosen = words.filter(offered.contains).joined(separator: ",")
        form.set(.parts, to: chosen)
        form.set(.interviews, to: chosen)
        form.set(.records, to: words.filter { !offered.contains($0) }.joined(separator: ", "))
    }

    private static func link(_ interview: AuditInterview) -> ConclusionEvidence { .interview(interview.id) }

    private static func form(
        _ row: ConclusionRow?, _ interviews: [AuditInterview], _ context: DeskContext
    ) -> Form<Field> {
        let sections = ConclusionSection.allCases.map { section in
            Choice(
                id: section.rawValue, label: context.say(.phrase(section.title)),
                keywords: [section.rawValue])
        }
        let isGenerated = row.map { $0.made == nil || $0.made?.claim != nil } ?? false
        var fields: [FormField<Field>] = [
            .choice(
                .section, label: context.say("fact.section"), sections, selected: row?.section.rawValue,
                required: true, cells: 34),
            .text(.chinese, label: context.say("conclusions.chinese"), rows: 4),
            .text(.english, label: context.say("conclusions.english"), rows: 4),
            .choices(
                .parts, label: context.say("conclusions.parts"),
                ConclusionEvidence.parts.map {
                    Choice(id: $0.rawValue, label: context.wording.say($0.title), keywords: [$0.rawValue])
                }, rows: 3),
        ]
        if !interviews.isEmpty {
            fields.append(
                .choices(
                    .interviews, label: context.say("conclusions.interviews"),
                    interviews.map { interview in
                        let facts: [String: PhraseFact] = [
                            "person": .text(interview.person), "number": .text(String(interview.id)),
                        ]
                        return Choice(
                            id: link(interview).word, label: context.say("conclusions.interviewed", facts),
                            keywords: Pinyin.keys(of: interview.person))
                    }, rows: 2))
        }
        fields.append(
            .text(
                .records, label: context.say("conclusions.records"), placeholder: "C12, U3", limit: 200))
        if isGenerated {
            fields.append(.text(.reason, label: context.say("label.because"), required: true, rows: 2))
        }
        return Form(fields)
    }

    func title(_ context: DeskContext) -> String {
        context.say(line == nil ? "conclusions.write.title" : "conclusions.change.title")
    }

    func below(_ context: DeskContext) -> [String] {
        [context.say("conclusions.hint")]
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(line, interviews, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        let (chinese, english) = (form.value(of: .chinese).trimmed, form.value(of: .english).trimmed)
        if chinese.isEmpty, english.isEmpty { form.errors[.chinese] = context.say("field.required") }
        require(form[.reason] == nil ? [.section] : [.section, .reason], context)
        let records = form.value(of: .records).split { ",，、".contains($0) }.map { String($0).trimmed }
        if let unknown = records.first(where: { !$0.isEmpty && ConclusionEvidence($0) == nil }) {
            form.errors[.records] = context.say("conclusions.noRecord", ["word": .text(unknown)])
        }
        guard !form.focusFirstError(),
            let section = ConclusionSection(rawValue: form.value(of: .section))
        else { return [] }
        let isTheirs = [chinese, english].filter { !$0.isEmpty } == [begun]
        let texts = ["zh-Hans": chinese, "en": english].mapValues { isTheirs ? "" : $0 }
        let links =
            [Field.parts, .interviews].flatMap { form.value(of: $0).split(separator: ",").map(String.init) }
            + records
        let reason = form.value(of: .reason).trimmed
        return [.job(keep(section, texts, links, reason))]
    }

    private func keep(
        _ section: ConclusionSection, _ texts: [String: String], _ links: [String], _ reason: String
    ) -> Job {
        let change = ConclusionChange(section: section, texts: texts, evidence: links, reason: reason)
        let draft = ConclusionDraft(section, texts: texts, evidence: links)
        return saving("conclusions.kept") { [line, audit] work in
            if let claim = line?.undecided {
                let taken = try work.take(claim, for: audit)
                return try work.change(conclusion: taken.id, change)
            }
            guard let one = line?.made else { return try work.write(draft, for: audit) }
            return try work.change(conclusion: one.id, change, version: one.version)
        }
    }
}

/// Why a conclusion, or a sentence of the figures, is not to stand: it stays to be seen.
struct RefuseConclusionSheet: ReasonSheet, ConclusionLineSheet {
    static let save = ActionID("refuseConclusion.save")

    let audit: AuditID
    private var row: ConclusionRow
    var line: ConclusionRow? {
        get { row }
        set { row = newValue ?? row }
    }
    var form: Form<ReasonField>
    var keptUnder: String? { "\(audit) \(row.id)" }

    init(_ row: ConclusionRow, for audit: AuditID, _ context: DeskContext) {
        (self.row, self.audit) = (row, audit)
        form = Self.form(context)
    }

    func title(_ context: DeskContext) -> String { context.say("conclusions.refuse.title") }
    func above(_ context: DeskContext) -> [String] { [context.say(row.said)] }

    func job(_ reason: String) -> Job {
        saving("conclusions.refused") { [row, audit] work in
            switch row {
            case .claim(let claim): try work.refuse(claim, for: audit, reason: reason)
            case .conclusion(let one, _):
                try work.refuse(conclusion: one.id, reason: reason, version: one.version)
            }
        }
    }
}
