import ArgumentParser
import Model
import Records
import ServiceDesk

struct ConclusionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conclusion",
        abstract: "What people conclude in an audit, beside what its figures carry.",
        discussion: """
            Sentences of the figures have names of eight letters and digits, conclusions have numbers; list shows both. What was \
            generated is kept as it was when somebody decided on it, and no version of a conclusion is written over.
            """,
        subcommands: [
            ListConclusions.self, ShowConclusion.self, TakeConclusion.self, WriteConclusion.self,
            ChangeConclusion.self, RefuseConclusion.self, OrderConclusion.self,
        ])
}

extension ConclusionSection: ExpressibleByArgument {}

struct ListConclusions: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "The conclusions of an audit by section, and the sentences of the figures nobody has decided on.",
        discussion: """
            The figures are of twelve months until the audit's last day, or until today while it goes on. A conclusion whose \
            sentence today's figures carry no more is marked.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1; the latest, when none is given.") var id: AuditID?
    @Option(help: "Only of this section.") var section: ConclusionSection?

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                guard let audit = try id ?? v.reading.audits.all().first?.id else { throw AuditFault.none }
                return try ConclusionsView(of: audit, only: section, v, at: session.now)
            })
    }
}

struct ShowConclusion: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A conclusion with every version of it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number, such as 3.") var number: Int64

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                _ = try v.reading.conclusion(number)
                return try ConclusionVersionsView(v.reading.conclusions.versions(of: number), v)
            })
    }
}

struct TakeConclusion: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Take a sentence of the figures over as a conclusion, as it is.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Argument(help: "The sentence, by its name in the list.") var name: String

    func run(in session: Session) throws {
        let claim = try session.claim(name, of: id)
        try session.showConclusion { try $0.take(claim, for: id) }
    }
}

/// What a conclusion says, in each language.
struct ConclusionTexts: ParsableArguments {
    @Option(help: "What it says in Chinese.") var zh: String?
    @Option(help: "What it says in English.") var en: String?

    var texts: [String: String]? {
        let said = [("zh-Hans", zh), ("en", en)].compactMap { code, text in text.map { (code, $0) } }
        return said.isEmpty ? nil : Dictionary(said) { first, _ in first }
    }
}

struct WriteConclusion: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Add a conclusion in your own words, in one language or both.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Option(help: "Of what it is.") var section: ConclusionSection
    @OptionGroup var words: ConclusionTexts
    @Option(
        help: ArgumentHelp(
            "On what it rests: parts of the report, records, interviews, such as gaps,C12,I3.",
            valueName: "links"), completion: .list(ConclusionEvidence.parts.map(\.rawValue)))
    var evidence: String?

    func validate() throws {
        guard words.texts != nil else { throw OptionFault.oneOf(["--zh", "--en"]) }
    }

    func run(in session: Session) throws {
        let draft = ConclusionDraft(
            section, texts: words.texts ?? [:], evidence: evidence.map(Session.links) ?? [])
        try session.showConclusion { try $0.write(draft, for: id) }
    }
}

struct ChangeConclusion: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Say a conclusion in other words, put it into another section, link other evidence.",
        discussion: """
            The version before stays to be seen, and so does what was generated: in other words than that takes a reason. An empty \
            text takes the language away. One that was refused stands again.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number, such as 3.") var number: Int64
    @Option(help: "Of what it is.") var section: ConclusionSection?
    @OptionGroup var words: ConclusionTexts
    @Option(
        help: ArgumentHelp("On what it rests, such as gaps,C12,I3.", valueName: "links"),
        completion: .list(ConclusionEvidence.parts.map(\.rawValue)))
    var evidence: String?
    @Option(help: "Why.") var reason = ""
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        let change = ConclusionChange(
            section: section, texts: words.texts, evidence: evidence.map(Session.links), reason: reason)
        try session.showConclusion {
            try $0.change(conclusion: number, change, version: expected.version)
        }
    }
}

struct RefuseConclusion: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Refuse a conclusion, or a sentence of the figures: it stays to be seen, with the reason.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: ArgumentHelp("Its number, such as 3.", valueName: "number")) var number: Int64?
    @Option(help: ArgumentHelp("A sentence of the figures, by its name in the list.", valueName: "name"))
    var claim: String?
    @Option(help: "The audit of that sentence, such as P1.") var audit: AuditID?
    @Option(help: "Why.") var reason: String
    @OptionGroup var expected: ExpectedVersion

    func validate() throws {
        guard (number == nil) != (claim == nil) else {
            throw CommandFault.numberOrClaim
        }
        guard (claim == nil) == (audit == nil) else {
            throw OptionFault.with(["--claim"], others: ["--audit"])
        }
    }

    func run(in session: Session) throws {
        if let claim, let audit {
            let found = try session.claim(claim, of: audit)
            return try session.showConclusion { try $0.refuse(found, for: audit, reason: reason) }
        }
        guard let number else { return }
        try session.showConclusion {
            try $0.refuse(conclusion: number, reason: reason, version: expected.version)
        }
    }
}

struct OrderConclusion: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "Put a conclusion at another place among those of its section.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its number, such as 3.") var number: Int64
    @Argument(help: "The place, from 1 on.") var place: Int

    func run(in session: Session) throws {
        try session.showConclusion { work in
            try work.order(conclusion: number, to: place)
            return try work.reading.conclusion(number)
        }
    }
}

struct CloseAudit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "End an audit: from then on it is only read.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        try session.showAudit { try $0.closeAudit(id, version: expected.version).id }
    }
}

struct ReopenAudit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Let an audit that was closed go on.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The audit, such as P1.") var id: AuditID
    @Option(help: "Why.") var reason: String
    @OptionGroup var expected: ExpectedVersion

    func run(in session: Session) throws {
        try session.showAudit { try $0.reopenAudit(id, reason: reason, version: expected.version).id }
    }
}

extension Session {
    /// `gaps,C12,I3`
    fileprivate static func links(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0).trimmed }
    }

    /// A sentence that today's figures carry.
    /// - Throws: `ConclusionFault.noClaim`.
    fileprivate func claim(_ name: String, of id: AuditID) throws -> CarriedClaim {
        let all = try read { try $0.reading.carriedClaims(of: id, at: now) }
        guard let found = all.first(where: { $0.id == name.lowercased() }) else {
            throw ConclusionFault.noClaim(name, id)
        }
        return found
    }

    fileprivate func showConclusion(_ body: (Work) throws -> AuditConclusion) throws {
        try output.show(
            act(body) { made, v in
                try ConclusionVersionsView(v.reading.conclusions.versions(of: made.id), v)
            })
    }
}
