package import TerminalKit
import Wording

/// An action's words are the phrases `action.<name>.short` and `action.<name>.long`.
package typealias DeskAction = Action
package typealias DeskActions = ActionTable

extension DeskContext {
    /// An action with the words of this language.
    /// - Parameters:
    ///   - label: in place of the phrases, for what rule files name (a workflow's transitions).
    ///   - why: why it cannot be done now.
    func action(
        _ id: ActionID, _ keys: [Key], label: String? = nil, group: String = "group.screen",
        inFooter: Bool = true,
        why: String? = nil, asks: DeskAction.Confirmation? = nil
    ) -> DeskAction {
        DeskAction(id, keys, inFooter: inFooter, whyDisabled: why, confirmation: asks) {
            [wording, otherWordings] in
            Action.Words(
                short: label ?? wording.say("action.\(id.name).short"),
                long: label ?? wording.say("action.\(id.name).long"), group: wording.say(group),
                keywords: label == nil ? otherWordings.map { $0.say("action.\(id.name).long") } : [])
        }
    }

    func confirmation(_ title: String, _ message: String) -> DeskAction.Confirmation {
        DeskAction.Confirmation(
            title: title, message: message, confirm: say("screen.confirm"), cancel: say("screen.cancel"))
    }
}

extension DeskContext {
    /// The actions that show tabs, by the digits from 1 on.
    func tabActions(_ tabs: [ActionID]) -> [DeskAction] {
        tabs.enumerated().map { place, tab in
            action(tab, [.character(Character("\(place + 1)"))], group: "group.tabs", inFooter: false)
        }
    }
}
