import Model
import ServiceDesk
import TerminalKit

/// Ringing up whom a call is to, with one key: the first number that was not found wrong; the others by help and palette.
enum DialActions {
    static let dial = ActionID("call.dial")
    private static let most = 5

    static func actions(_ sheet: CallSheet?, _ context: DeskContext) -> [DeskAction] {
        let hasDialler = context.rules.settings.dialler != nil
        let why =
            hasDialler
            ? sheet?.mayCall == false ? context.say("call.doNotCall") : nil
            : context.say("call.noDialler")
        let lacksNumber = sheet?.customer.lacksNumber == true ? context.say("call.noNumber") : nil
        let others = (sheet?.customer.goodPhones ?? []).prefix(most).enumerated().dropFirst()
        return [
            context.action(
                dial, [.character("d"), .alt("d")], inFooter: hasDialler, why: why ?? lacksNumber)
        ]
            + others.map { place, phone in
                context.action(
                    other(place), [],
                    label: context.say("call.dial.to", ["phone": .text(phone.display)]),
                    group: "group.outcomes", inFooter: false, why: why)
            }
    }

    private static func other(_ place: Int) -> ActionID { ActionID("call.dial.\(place)") }

    /// - Returns: nil for an action that dials nobody.
    static func perform(_ action: ActionID, _ sheet: CallSheet?) -> [DeskStep]? {
        let phones = sheet?.customer.goodPhones ?? []
        guard let place = action == dial ? 0 : phones.indices.first(where: { other($0) == action }) else {
            return nil
        }
        guard let call = sheet?.call.id, phones.indices.contains(place) else { return [] }
        return [.dial(phones[place], in: call)]
    }
}
