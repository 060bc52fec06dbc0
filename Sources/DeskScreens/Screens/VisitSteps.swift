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

    /// Letters that move about, on every screen that has steps.
    private static let taken: Set<Character> = ["j", "k", "g", "t"]

    private static func action(_ offer: Offer) -> ActionID { ActionID("day.do.\(offer.name)") }

    /// What can be done first; what cannot says why, and has its digit all the same.
    var inOrder: [Offer] { offers.filter { $0.refusal == nil } + offers.filter { $0.refusal != nil } }

    private func keys(_ index: Int, _ offer: Offer) -> [Key] {
        let letter = offer.key.flatMap { Self.taken.contains($0) ? nil : Key.character($0) }
        let digit = index < 9 ? Key.character(Character("\(index + 1)")) : nil
        return [letter, digit].compactMap { $0 }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        var letters: Set<Key> = []
        return inOrder.enumerated().map { index, offer in
            let label = context.wording.text(offer.label)
            let question = context.confirmation(label, context.say("case.ask", ["step": .text(label)]))
            return context.action(
                Self.action(offer), keys(index, offer).filter { letters.insert($0).inserted }, label: label,
                group: "group.visit", inFooter: offer.key != nil,
                why: offer.refusal.map { context.wording.say($0) },
                asks: offer.asks && !asksFields(offer) ? question : nil)
        }
    }

    /// A step that would report something is never taken by one key.
    private func asksFields(_ offer: Offer) -> Bool { FieldSheet.isNeeded(offer) || !offer.optional.isEmpty }

    /// - Returns: nil for an action that is no step.
    func perform<S: Screen>(_ action: ActionID, from screen: S, _ context: DeskContext) -> [DeskStep]? {
        guard let offer = offers.first(where: { Self.action($0) == action }) else { return nil }
        if asksFields(offer) {
            return [.push(FieldSheet(.ownVisit(visit), offer, known: known, context))]
        }
        let taking = Taking(target: .ownVisit(visit), offer: offer)
        return [.job(taking.job { (_: inout S, result, context) in result.steps(context) })]
    }

    /// The steps with their keys, for a pane.
    func lines(_ context: DeskContext) -> [Pane.Line] {
        inOrder.enumerated().map { index, offer in
            let key =
                keys(index, offer).compactMap { key in
                    if case .character(let letter) = key { String(letter) } else { nil }
                }.first ?? ""
            return .item(
                key, context.wording.text(offer.label), offer.refusal == nil ? .text : .disabled)
        }
    }
}
