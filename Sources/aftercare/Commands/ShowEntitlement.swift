import ArgumentParser
import Entitlement
import Model
import ServiceDesk
import Wording

struct ShowEntitlement: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "entitlement",
        abstract:
            "What the customer may demand for a unit today: return, exchange, free repair; until when and why."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The unit, such as U12.") var id: UnitID
    @Option(help: ArgumentHelp("Judge on this day in place of today.", valueName: "date")) var on: String?
    @Option(help: "The market whose law counts, such as CN or EU, in place of the desk's own.") var market:
        String?
    @Option(help: "One rule set by name, in place of the market's.") var rules: String?
    @Option(help: "The fault, a word of the product's list; repairs of the same one count together.")
    var fault: String?
    @Option(help: ArgumentHelp("The day the fault showed.", valueName: "date")) var faultOn: String?
    @Option(help: "The part at fault, as the rules name it, such as compressor.") var part: String?
    @Option(help: ArgumentHelp("What the part costs today.", valueName: "amount")) var partPrice: Money?
    @Option(help: ArgumentHelp("When it left the factory.", valueName: "date")) var made: Day?
    @Option(
        help: "What can be shown: invoice, voucher, otherProof, defectReport. May be given several times.")
    var evidence: [Evidence] = []
    @Option(help: "Why it broke, in the rules' words, such as misuse. May be given several times.") var cause:
        [String] = []
    @Option(
        name: .customLong("is"),
        help: "What is so: intact, serious, sameModelAvailable … May be given several times.")
    var yes: [Circumstance] = []
    @Option(name: .customLong("not"), help: "What is not so, in the same words. May be given several times.")
    var no: [Circumstance] = []

    func run(in session: Session) throws {
        let instants = session.place.instants
        var question = EntitlementQuestion(unit: id, on: try on.map(instants.day) ?? instants.today)
        (question.market, question.ruleSet, question.fault, question.part) = (market, rules, fault, part)
        (question.partPrice, question.madeOn) = (partPrice, made)
        question.faultOn = try faultOn.map(instants.day)
        (question.evidence, question.causes) = (Set(evidence), Set(cause))
        for fact in yes { question.circumstances[fact] = true }
        for fact in no { question.circumstances[fact] = false }
        let answer = try session.read { try $0.reading.entitlement(question) }
        try session.output.show(EntitlementView(answer, unit: id, on: question.on, session.output))
    }
}

extension Evidence: ExpressibleByArgument {}
extension Circumstance: ExpressibleByArgument {}

struct EntitlementView: Showable {
    let unit: String
    let on: String
    let ruleSets: [String]
    /// What the customer may demand as things stand, and what once the missing is shown or told.
    let may: [RightKind]
    let mayWhenShown: [RightKind]
    /// Every right the rules know of, the granted ones first.
    let rights: [RightView]
    let cautions: [String]

    init(_ answer: Assessment, unit: UnitID, on: Day, _ output: Output) {
        self.unit = unit.description
        self.on = on.description
        ruleSets = answer.ruleSets
        let standing = RightKind.allCases.compactMap { answer.best($0) }
        may = standing.filter { $0.verdict == .granted }.map(\.what)
        mayWhenShown = standing.filter { $0.verdict == .whenShown }.map(\.what)
        rights = Verdict.allCases.flatMap { verdict in
            answer.rights.filter { $0.verdict == verdict }.map { RightView($0, output) }
        }
        cautions = answer.cautions.map { output.wording.text($0) }
    }

    func lines(_ output: Output) -> [String] {
        let title = output.words("cli.entitlement.title", ["unit": .text(unit), "on": .text(on)])
        let warnings =
            cautions.isEmpty ? [] : [""] + cautions.map { output.words("cli.caution", ["text": .text($0)]) }
        return [title] + output.table(rights) + warnings
    }
}

/// One thing the customer may demand, or may not.
struct RightView: Listable {
    let right: RightKind
    let verdict: Verdict
    @OrNull var until: String?
    let ruleSet: String
    let rule: String
    let law: String
    @OrNull var article: String?
    let basis: Basis
    let reason: String
    @OrNull var refund: String?
    @OrNull var deduction: String?
    /// What must still be shown or told, in stable words.
    let missing: [String]
    private let shown: Right

    private enum CodingKeys: String, CodingKey {
        case right, verdict, until, ruleSet, rule, law, article, basis, reason, refund, deduction, missing
    }

    init(_ r: Right, _ output: Output) {
        (right, verdict, ruleSet, rule, basis) = (r.what, r.verdict, r.ruleSet, r.rule, r.basis)
        _until = OrNull(r.until?.description)
        law = output.wording.text(r.law)
        _article = OrNull(r.article)
        reason = output.wording.say(r.reason)
        _refund = OrNull(r.refund?.description)
        _deduction = OrNull(r.deduction?.description)
        missing = r.missing.flatMap(\.words)
        shown = r
    }

    static let titles = [
        "cli.title.right", "cli.title.verdict", "cli.title.until", "cli.title.law", "cli.title.refund",
        "cli.title.missing", "cli.title.why",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let tone: Tone = verdict == .granted ? .good : verdict == .refused ? .faint : .plain
        return [
            TextCell(output.wording.say(right.phrase), .strong),
            TextCell(output.wording.say(verdict.phrase), tone),
            TextCell(until ?? ""), TextCell(output.wording.say(shown.citation)),
            TextCell(shown.refund.map { output.wording.money($0) } ?? ""),
            TextCell(output.wording.list(shown.missing.map { output.wording.say($0.phrase) })),
            TextCell(reason),
        ]
    }
}

extension RightKind: Encodable {}
extension Verdict: Encodable {}
extension Basis: Encodable {}
