import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Contacts and addresses are lists of their own and not of this form.
extension Customer: FormEditable {
    static let right = Right.editCustomer

    static func read(_ subject: Subject, _ reading: Reading) throws -> Customer {
        try reading.customer(CustomerID(subject.number))
    }

    func lists(_ reading: Reading) throws -> EditLists { EditLists() }

    static func fields(
        _ texts: [String: String], _ lists: EditLists, _ context: DeskContext
    ) -> [FormField<String>] {
        let say = { (key: String) in context.say(key) }
        let languages = ([context.wording] + context.otherWordings).sorted { $0.language < $1.language }.map {
            Choice(id: $0.language, label: $0.say("label.inLanguage"), keywords: [$0.language])
        }
        let answers = [("true", "yes"), ("false", "no")].map {
            Choice(id: $0.0, label: context.say("flag.\($0.1)"), keywords: [$0.1])
        }
        var dealerType = context.editField(
            "dealerType", say("label.dealerType"), texts, DealerType.allCases.map { context.choice($0) })
        dealerType.isEnabled = texts["kind"] == CustomerKind.dealer.rawValue
        if !dealerType.isEnabled { dealerType.content = .choice(ChoiceField([])) }
        // The usual rank is kept as nothing.
        let ranks = context.rules.settings.ranks.enumerated().map { index, rank in
            Choice(
                id: index == 0 ? "" : rank.name, label: context.wording.text(rank.label),
                keywords: [rank.name])
        }
        var rank = context.editField("rank", say("label.rank"), texts, ranks)
        rank.isHidden = ranks.isEmpty
        var hours = FormField.text(
            "callHours", label: say("label.callHours"), texts["callHours"] ?? "",
            placeholder: say("field.callHours.example"))
        hours.judge = { [wording = context.wording] text in
            do throws(WishFault) {
                return .right(note: wording.say(try WishedHours(text).phrase))
            } catch {
                return .unfinished(wording.say(error))
            }
        }
        return [
            .text("name", label: say("label.name"), texts["name"] ?? "", required: true),
            context.editField(
                "kind", say("label.kind"), texts, CustomerKind.allCases.map { context.choice($0) },
                required: true),
            dealerType, rank,
            context.editField("language", say("label.language"), texts, languages, required: true),
            .text("remarks", label: say("label.remarks"), texts["remarks"] ?? "", rows: 3),
            context.editField("mayCall", say("label.mayCall"), texts, answers, required: true),
            hours,
            context.editField("mayOffer", say("label.mayOffer"), texts, answers, required: true),
        ]
    }

    /// Only a dealer is a dealer of some type.
    static func follow(
        _ field: String, _ texts: inout [String: String], shown: [String: String], _ context: DeskContext
    ) {
        guard field == "kind" else { return }
        let isDealer = texts["kind"] == CustomerKind.dealer.rawValue
        let type = shown["dealerType"].flatMap { $0.isEmpty ? nil : $0 } ?? DealerType.retailer.rawValue
        texts["dealerType"] = isDealer ? type : ""
    }

    mutating func put(_ text: String, in field: String) {
        switch field {
        case "name": name = text.trimmed
        case "kind": kind = CustomerKind(rawValue: text) ?? kind
        case "dealerType": dealerType = DealerType(rawValue: text)
        case "rank": rank = text
        case "language": language = text
        case "remarks": remarks = text.trimmed
        case "mayCall": mayCall = text == "true"
        // A text that is none never comes so far: the form says what is wrong, as does the sheet that joins two.
        case "callHours": callHours = try? WishedHours(text)
        case "mayOffer": mayOffer = text == "true"
        default: break
        }
    }

    func save(_ work: Work) throws -> Customer { try work.editCustomer(self) }
}
