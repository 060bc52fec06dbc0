import Model
import Quality
import Records
import Resources

/// What the demo desk has seen of its competitors over a year, one of whom passes it and one of whom it beats, and how it judged
/// itself: one assessment finished, one under way. Where an organisation's own rules have other measures or clauses, what is
/// said of those shipped is left out.
struct DemoRivals: Sendable {
    private let companies: [Company]
    private let assessments: [Assessment]

    private struct Company {
        var company: Competitor
        var seen: [Seen]
    }

    private struct Seen {
        var daysBefore: Int
        /// Its company is not written yet.
        var draft: CompetitorDraft
    }

    fileprivate struct Assessment {
        var standard: String
        var daysBefore: Int
        var title: String
        /// By clause or item: a verdict, a share that fell short, or `records`.
        var marks: [(name: String, word: String)]
        var special: [Special]
    }

    fileprivate struct Special {
        var kind: AssessmentMark.Verdict
        var note: String
        /// Days before; nil while it counts.
        var ended: Int?
    }

    // MARK: Acting

    /// What was entered on the days themselves: rows of companies, and the assessments of the past.
    func look(at desk: ServiceDesk, by staff: DemoStaff, now: Instant) throws {
        let known = try desk.rules.competitors()
        let rows = companies.flatMap { company in company.seen.map { (company.company.name, $0) } }
            .filter { known[$0.1.draft.measure] != nil }
            .sorted { ($0.1.daysBefore, $1.0) > ($1.1.daysBefore, $0.0) }
        let first = rows.first?.1.daysBefore ?? 0
        try write(desk, staff, now, before: first) { work in
            for company in companies { try work.addCompetitor(company.company) }
        }
        for (name, seen) in rows {
            try write(desk, staff, now, before: seen.daysBefore) { work in
                var draft = seen.draft
                draft.company = name
                try work.observe(draft)
            }
        }
        for one in assessments where one.isPast { try judge(one, desk, staff, now) }
    }

    /// What is judged now, by records that are there by now.
    func judge(at desk: ServiceDesk, by staff: DemoStaff, now: Instant) throws {
        for one in assessments where !one.isPast { try judge(one, desk, staff, now) }
    }

    private func judge(_ one: Assessment, _ desk: ServiceDesk, _ staff: DemoStaff, _ now: Instant) throws {
        guard let standard = try desk.rules.standards().first(where: { $0.name == one.standard }) else {
            return
        }
        let names = Set(standard.items.map(\.name) + standard.clauses.map(\.name))
        let id = try write(desk, staff, now, before: one.daysBefore) { work in
            let day = work.rules.localDay(work.now)
            let title = one.title.replacing("{year}", with: String(day.year))
            let id = try work.beginAssessment(standard.name, title: title, on: day).id
            for mark in one.marks where names.contains(mark.name) { try judge(id, mark, work) }
            for special in one.special { try work.addSpecial(id, special.kind, note: special.note) }
            return id
        }
        for special in one.special {
            guard let ended = special.ended else { continue }
            try write(desk, staff, now, before: ended) { work in
                let mark = try work.reading.assessments.marks(of: id).first { $0.note == special.note }
                if let mark { try work.endSpecial(id, mark.id) }
            }
        }
    }

    private func judge(_ id: Int64, _ mark: (name: String, word: String), _ work: Work) throws {
        if mark.word == "records" {
            // A small desk may have no record of it: then nobody has judged it yet.
            do { return try work.judgeByRecords(id, mark.name) } catch StandardFault.noEvidence { return }
        }
        if let failing = Double(mark.word) { return try work.judge(id, mark.name, .partly, failing: failing) }
        guard let verdict = AssessmentMark.Verdict(rawValue: mark.word) else { return }
        try work.judge(id, mark.name, verdict)
    }

    @discardableResult
    private func write<T>(
        _ desk: ServiceDesk, _ staff: DemoStaff, _ now: Instant, before days: Int, _ body: (Work) throws -> T
    ) throws -> T {
        try desk.database.write { db in
            try body(
                Work(db: db, rules: desk.rules, actor: .staff(staff.first("quality")), now: now - .days(days))
            )
        }
    }

    // MARK: Reading

    /// - Throws: `ResourceFault`, `RuleFault`.
    init(_ library: ResourceLibrary) throws {
        let root = try RuleNode.parse(library.file("demo/rivals.yaml"))
        try root.allowOnly("companies", "assessments")
        companies = try root.need("companies").items.map(Self.company)
        assessments = try root.need("assessments").items.map(Self.assessment)
    }

    private static func company(_ node: RuleNode) throws -> Company {
        try node.allowOnly("name", "kind", "note", "seen")
        return Company(
            company: Competitor(
                name: try node.text("name"), kind: try node.choice("kind", as: Competitor.Kind.self),
                note: try node.text("note")), seen: try node.need("seen").items.flatMap(seen))
    }

    private static func seen(_ node: RuleNode) throws -> [Seen] {
        try node.allowOnly("measure", "side", "source", "days", "sample", "deviation", "note")
        let draft = CompetitorDraft(
            company: "", measure: try node.text("measure"),
            side: try node.choice("side", as: CompetitorRow.Side.self), value: nil,
            sample: node["sample"]?.integer, deviation: node["deviation"]?.double,
            source: try node.choice("source", as: CompetitorRow.Source.self),
            note: try node.text("note", or: ""))
        return try node.need("days").entries.map { days, value in
            guard let before = days.integer, let text = value.string else {
                throw node.fault("rule.missing", ["key": .text("days")])
            }
            var draft = draft
            draft.value = text == "none" ? nil : text
            return Seen(daysBefore: before, draft: draft)
        }
    }

    private static func assessment(_ node: RuleNode) throws -> Assessment {
        try node.allowOnly("standard", "before", "title", "marks", "special")
        return Assessment(
            standard: try node.text("standard"), daysBefore: try node.integer("before"),
            title: try node.text("title"),
            marks: try node.need("marks").entries.map { ($0.key.string ?? "", $0.value.string ?? "") },
            special: try (node["special"]?.items ?? []).map { one in
                try one.allowOnly("kind", "note", "ended")
                return Special(
                    kind: try one.choice("kind", as: AssessmentMark.Verdict.self), note: try one.text("note"),
                    ended: one["ended"]?.integer)
            })
    }
}

extension DemoRivals.Assessment {
    /// Entered before the histories of the last weeks began.
    fileprivate var isPast: Bool { daysBefore > 60 }
}
