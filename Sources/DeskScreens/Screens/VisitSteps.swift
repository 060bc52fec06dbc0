import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What may be done at a stop now, by the letters that the workflow gives its steps and by digits.
struct VisitSteps: Sendable {
    let visit: VisitID
    let offers: [Offer]
    let known: [String: FieldValue]
    /// What the visit is about.
    let product: String

    /// Letters that mean something else on a screen that has steps.
    private static let taken: Set<Character> = ["j", "k", "g", "t", "c"]

    /// Of that visit alone: a letter never does to another what was meant for this.
    private func action(_ offer: Offer) -> ActionID { ActionID("day.do.\(visit).\(offer.name)") }

    /// What can be done first; what cannot says why, and has its digit all the same.
    var inOrder: [Offer] { offers.filter { $0.refusal == nil } + offers.filter { $0.refusal != nil } }

    /// The keys of each, in order; a letter belongs to the first that has it.
    private var keys: [[Key]] {
        var letters = Self.taken
        return inOrder.enumerated().map { index, offer in
            let letter = offer.key.flatMap { letters.insert($0).inserted ? Key.character($0) : nil }
            let digit = index < 9 ? Key.character(Character("\(index + 1)")) : nil
            return [letter, digit].compactMap { $0 }
        }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        zip(inOrder, keys).map { offer, keys in
            let label = context.wording.text(offer.label)
            let question = context.confirmation(label, context.say("case.ask", ["step": .text(label)]))
            return context.action(
                action(offer), keys, label: label,
                group: "group.visit", inFooter: offer.key != nil,
                why: offer.refusal.map { context.wording.say($0) },
                asks: offer.asks && !asksFields(offer) ? question : nil)
        }
    }

    /// A step that would report something is never taken by one key.
    private func asksFields(_ offer: Offer) -> Bool { FieldSheet.isNeeded(offer) || !offer.optional.isEmpty }

    /// - Returns: nil for an action that is no step.
    func perform<S: Screen>(_ action: ActionID, from screen: S, _ context: DeskContext) -> [DeskStep]? {
        guard let offer = offers.first(where: { self.action($0) == action }) else { return nil }
        if asksFields(offer) {
            return [.push(FieldSheet(.ownVisit(visit), offer, known: known, product: product, context))]
        }
        let taking = Taking(target: .ownVisit(visit), offer: offer)
        return [.job(taking.job { (_: inout S, result, context) in result.steps(context) })]
    }

    /// The steps with their keys, for a pane.
    func lines(_ context: DeskContext) -> [Pane.Line] {
        zip(inOrder, keys).map { offer, keys in
            let key =
                keys.compactMap { key in
                    if case .character(let letter) = key { String(letter) } else { nil }
                }.first ?? ""
            return .item(
                key, context.wording.text(offer.label), offer.refusal == nil ? .text : .disabled)
        }
    }
}
