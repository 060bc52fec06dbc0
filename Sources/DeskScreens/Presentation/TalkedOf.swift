import Model
import ServiceDesk
import Wording

/// What is spoken about on a screen, as far as canned answers can use it; empty is what is not known.
package struct TalkedOf: Sendable, Hashable {
    var customer = ""
    var product = ""
    var fault = ""
    var kind = ""
    var caseID = ""
    /// Until when the next thing is promised.
    var due: Instant?
}

extension TalkedOf {
    init(_ sheet: CaseSheet) {
        self.init(
            customer: sheet.customer.name, product: sheet.serviceCase.product, fault: sheet.serviceCase.fault,
            kind: sheet.serviceCase.kind.rawValue, caseID: sheet.serviceCase.id.description,
            due: sheet.clocks.filter { $0.state == .running }.map(\.due).min())
    }

    init(_ stop: VisitSheet.Stop) {
        let c = stop.serviceCase
        self.init(
            customer: stop.customer.name, product: c.product, fault: c.fault, kind: c.kind.rawValue,
            caseID: c.id.description)
    }

    init(_ sheet: CallSheet) {
        let c = sheet.serviceCase
        self.init(
            customer: sheet.customer.name, product: c?.product ?? "", fault: c?.fault ?? "",
            kind: c?.kind.rawValue ?? "", caseID: c?.id.description ?? "")
    }
}

extension DeskContext {
    /// A canned answer in the language on the screen, with what is known put in.
    func fill(_ entry: KnowledgeEntry, from talked: TalkedOf) -> KnowledgeEntry.Filled {
        entry.filled(
            in: wording.language,
            with: [
                .customer: talked.customer,
                .product: talked.product.isEmpty ? "" : productName(talked.product),
                .case: talked.caseID, .agent: actor.staff?.name ?? "",
                .due: talked.due.map { wording.near($0, now: now) } ?? "",
            ])
    }

    func names(_ missing: [KnowledgeEntry.Placeholder]) -> String {
        wording.list(missing.map { wording.name($0.rawValue, of: "knowledgeOpen") })
    }

    /// What is still open in a text; nil when nothing is.
    func missing(_ filled: KnowledgeEntry.Filled) -> String? {
        guard !filled.missing.isEmpty else { return nil }
        return say(
            "knowledge.missing",
            ["names": .text(names(filled.missing)), "blank": .text(KnowledgeEntry.blank)])
    }
}
