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

    enum Field: Hashable, Sendable { case section, chinese, english, evidence, reason }

    let audit: AuditID
    /// What is said otherwise.
    var line: ConclusionRow?
    /// What figures say, where that is begun with: who leaves it as it is leaves it theirs.
    private var begun = ""
    var form: Form<Field>

    init(_ row: ConclusionRow? = nil, for audit: AuditID, _ context: DeskContext) {
        (line, self.audit) = (row, audit)
        form = Self.form(row, context)
        guard let row else { return }
        let texts = row.made?.texts.texts ?? [:]
        form.set(.chinese, to: texts["zh-Hans"] ?? "")
        form.set(.english, to: texts["en"] ?? "")
        if texts.isEmpty {
            begun = context.say(row.said)
            form.set(context.wording.language == "zh-Hans" ? .chinese : .english, to: begun)
        }
        form.set(.evidence, to: row.links.map(\.word).joined(separator: ", "))
        if let made = row.made, made.state == .stands { form.set(.reason, to: made.reason) }
    }

    private static func form(_ row: ConclusionRow?, _ context: DeskContext) -> Form<Field> {
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
            .text(
                .evidence, label: context.say("conclusion.evidence"), placeholder: "gaps, C12, I3", limit: 200
            ),
        ]
        if isGenerated {
            fields.append(.text(.reason, label: context.say("label.because"), required: true, rows: 2))
        }
        return Form(fields)
    }

    func title(_ context: DeskContext) -> String {
        context.say(line == nil ? "conclusions.write.title" : "conclusions.change.title")
    }

    func below(_ context: DeskContext) -> [String] {
        let parts = ConclusionEvidence.parts.map { PhraseFact.text($0.rawValue) }
        return [context.say("conclusions.hint", ["parts": .list(parts)])]
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(line, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        let (chinese, english) = (form.value(of: .chinese).trimmed, form.value(of: .english).trimmed)
        if chinese.isEmpty, english.isEmpty { form.errors[.chinese] = context.say("field.required") }
        require(form[.reason] == nil ? [.section] : [.section, .reason], context)
        guard !form.focusFirstError(),
            let section = ConclusionSection(rawValue: form.value(of: .section))
        else { return [] }
        let isTheirs = [chinese, english].filter { !$0.isEmpty } == [begun]
        let texts = ["zh-Hans": chinese, "en": english].mapValues { isTheirs ? "" : $0 }
        let links = form.value(of: .evidence).split { ",，、".contains($0) }.map { String($0).trimmed }
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
