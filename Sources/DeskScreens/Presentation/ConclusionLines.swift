import Model
import ServiceDesk
import TerminalKit
import Wording

/// A line of what is concluded: a conclusion, or a sentence that figures carry and nobody has decided on. Both stand for the same
/// when one was made of the other, so that the selection stays on it.
enum ConclusionRow: Identifiable, Sendable {
    case conclusion(AuditConclusion, isCarried: Bool)
    case claim(CarriedClaim)

    var id: String {
        switch self {
        case .conclusion(let one, _): one.rowID
        case .claim(let claim): claim.id
        }
    }

    var made: AuditConclusion? { if case .conclusion(let one, _) = self { one } else { nil } }
    var undecided: CarriedClaim? { if case .claim(let claim) = self { claim } else { nil } }

    /// Whether today's figures carry it; what is people's own is carried by them.
    var isCarried: Bool { if case .conclusion(_, let isCarried) = self { isCarried } else { true } }

    var section: ConclusionSection {
        switch self {
        case .conclusion(let one, _): one.section
        case .claim(let claim): claim.kept.section
        }
    }

    var said: PhraseFact {
        switch self {
        case .conclusion(let one, _): one.said
        case .claim(let claim): .phrase(claim.kept.text)
        }
    }

    var links: [ConclusionEvidence] {
        switch self {
        case .conclusion(let one, _): one.links
        case .claim(let claim): ConclusionEvidence(claim.kept.evidence).map { [$0] } ?? []
        }
    }

    /// Section by section: what people conclude, then what is to be decided on.
    static func all(_ board: ConclusionBoard) -> [ConclusionRow] {
        let open = board.open
        return ConclusionSection.allCases.flatMap { section -> [ConclusionRow] in
            let made = board.conclusions.filter { $0.section == section }.map {
                ConclusionRow.conclusion($0, isCarried: $0.claim == nil || board.today($0) != nil)
            }
            return made + open.filter { $0.kept.section == section }.map { ConclusionRow.claim($0) }
        }
    }
}

extension AuditConclusion {
    /// By which its line is known: that of the sentence it was made of.
    var rowID: String { claim?.name ?? "\(id)" }
}

extension DeskContext {
    func conclusionCells(_ row: ConclusionRow) -> [TableCell] {
        let section = TableCell(say("conclusions.section.\(row.section.rawValue)"), .muted)
        let text = say(row.said).replacing("\n", with: " ")
        guard case .conclusion(let one, let isCarried) = row else {
            return [section, TableCell(say("conclusions.made.open"), .accent), TableCell(text)]
        }
        guard one.state == .stands else {
            return [
                section, TableCell(say("conclusions.made.refused"), .muted), TableCell(text, .muted),
            ]
        }
        // The sign says without colours that today's figures do not carry it.
        let made = say("conclusions.made.\(one.origin.rawValue)") + (isCarried ? "" : " ~")
        return [section, TableCell(made, isCarried ? .good : .atRisk), TableCell(text)]
    }
}

extension Pane {
    /// A conclusion, and below it what was generated: as it was then, and where the figures say it otherwise, as it is now.
    init(_ row: ConclusionRow, _ board: ConclusionBoard, _ context: DeskContext) {
        add(.text(context.say(.phrase(row.section.title)), .title))
        for line in context.say(row.said).split(whereSeparator: \.isNewline) {
            add(.text(String(line), .text))
        }
        if case .claim(let claim) = row {
            pair(context.say("conclusion.evidence"), evidence(row, context))
            pair(context.say("conclusions.days"), days(claim.kept, context))
        }
        guard case .conclusion(let one, _) = row else { return }
        add(.blank)
        pair(context.say("audit.title.standing"), context.say(.phrase(one.decision)))
        pair(context.say("conclusions.by"), one.by.flatMap { board.names[$0] } ?? "")
        pair(context.say("conclusions.at"), context.wording.moment(one.at))
        if one.state == .stands { pair(context.say("fact.reason"), one.reason) }
        pair(context.say("conclusion.evidence"), evidence(row, context))
        add(one, board, context)
    }

    private mutating func add(_ one: AuditConclusion, _ board: ConclusionBoard, _ context: DeskContext) {
        guard let claim = one.claim else { return }
        add(.heading(context.say("conclusions.generated")))
        if one.origin != .taken { add(.text(context.wording.say(claim.text), .text)) }
        pair(context.say("conclusions.days"), days(claim, context))
        guard let today = board.today(one) else {
            return add(.text(context.say("conclusion.noMore"), .warning))
        }
        if today.text != claim.text {
            add(.text(context.say("conclusions.today"), .label))
            add(.text(context.wording.say(today.text), .text))
        } else {
            add(.text(context.say("conclusions.same"), .muted))
        }
    }

    private func evidence(_ row: ConclusionRow, _ context: DeskContext) -> String {
        row.links.isEmpty ? "–" : context.say(.list(row.links.map(\.said)))
    }

    private func days(_ claim: KeptClaim, _ context: DeskContext) -> String {
        context.say("audit.days", ["from": .day(claim.from), "until": .day(claim.until)])
    }
}
