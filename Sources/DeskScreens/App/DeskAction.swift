package import TerminalKit
import Wording

/// The name of an action; its words are the phrases `action.<name>.short` and `action.<name>.long`.
package struct ActionID: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package init(_ name: String) { self.name = name }
    package var description: String { name }
}

/// Screens make their actions anew for what they show, so an action needs no state to decide by.
package typealias DeskAction = Action<ActionID, Void>
package typealias DeskActions = ActionTable<ActionID, Void>

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
        DeskAction(
            id, keys, short: label ?? say("action.\(id.name).short"),
            long: label ?? say("action.\(id.name).long"), group: say(group),
            keywords: label == nil ? otherWordings.map { $0.say("action.\(id.name).long") } : [],
            inFooter: inFooter, whyDisabled: { why }, confirmation: { asks })
    }

    func confirmation(_ title: String, _ message: String) -> DeskAction.Confirmation {
        DeskAction.Confirmation(
            title: title, message: message, confirm: say("screen.confirm"), cancel: say("screen.cancel"))
    }
}
