import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Fields of the workflows: as text, and as fields of a form.
extension DeskContext {
    func text(_ value: FieldValue, of field: FieldDefinition) -> String {
        if let choice = field.choices.first(where: { $0.name == value.plain }) {
            return wording.text(choice.label)
        }
        if field.type == .money, case .number(let minor) = value {
            return wording.money(Money(minor: minor))
        }
        return wording.say(value)
    }

    /// How one comes to the choices of a field in a sheet.
    var chooseHint: String { say("field.choose", ["key": key(EditActions.pick, on: "")]) }

    /// - Parameter product: what the field is about, for parts.
    func formField(_ field: FieldDefinition, required: Bool, product: String? = nil) -> FormField<String> {
        let label = wording.text(field.label)
        switch field.type {
        case .choice:
            let choices = field.choices.map { choice($0.name, $0.label) }
            return .choice(
                field.name, label: label, choices, placeholder: chooseHint, required: required)
        case .flag:
            let choices = ["yes", "no"].map { Choice(id: $0, label: say("flag.\($0)"), keywords: [$0]) }
            return .choice(
                field.name, label: label, choices, placeholder: chooseHint, required: required)
        case .text:
            return .text(field.name, label: label, required: required, rows: 2)
        case .money:
            var sum = FormField.text(
                field.name, label: label, placeholder: say("field.money"), required: required, cells: 14)
            sum.judge = judgeSum(field)
            return sum
        case .measures, .files, .parts:
            var several = FormField.text(
                field.name, label: label, placeholder: say("field.\(field.type.rawValue)"),
                required: required, rows: 2)
            if field.type == .parts { several.judge = judgeParts(for: product) }
            if field.type == .measures {
                several.judge = { text in
                    field.value(typed: text) == nil ? .unfinished(say("field.wrong.measures")) : .right()
                }
            }
            return several
        case .number, .words:
            return .text(field.name, label: label, required: required, cells: 14)
        case .instant:
            return .date(
                field.name, label: label, placeholder: say("field.moment"), hasTime: true, required: required,
                judge: judge(field))
        }
    }

    /// Writes a sum as sums are written, or says how to.
    private func judgeSum(_ field: FieldDefinition) -> @Sendable (String) -> Verdict {
        { text in
            guard case .number(let minor)? = field.value(typed: text) else {
                return .unfinished(say("field.wrong.money"))
            }
            return .right(note: wording.money(Money(minor: minor)))
        }
    }

    /// Says which parts were understood, or what is wrong with them.
    func judgeParts(for product: String?) -> @Sendable (String) -> Verdict {
        { text in
            do {
                let book = try rules.parts()
                let list = try PartList(text, book, product: product)
                let parts = book.parts.compactMap { part in
                    list.counts[part.code].map { count in
                        PhraseFact.phrase(
                            Phrase("part.some", ["part": .label(part.label), "count": .count(count)]))
                    }
                }
                return .right(note: parts.isEmpty ? "" : wording.say(.list(parts)))
            } catch { return .unfinished(say(error)) }
        }
    }

    /// The catalogue to pick from, a product's own parts first; found by code and by name in any language.
    func parts(title: String, for product: String?) -> Picker<String> {
        let parts = (try? rules.parts().parts) ?? []
        let own = parts.filter { part in product.map { part.isFor(product: $0, fault: nil) } ?? false }
        return Picker(
            (own + parts.filter { !own.contains($0) }).map { part in
                PickerItem(
                    id: part.code, label: wording.text(part.label), detail: part.code,
                    keywords: keywords(part.label) + [part.code])
            }, title: title, emptyText: say("pick.empty"))
    }

    /// Says how a moment was understood, or how to write one.
    func judge(_ field: FieldDefinition) -> @Sendable (String) -> Verdict {
        { text in
            guard case .instant(let moment)? = value(typed: text, for: field) else {
                return .unfinished(say("field.wrong.instant"))
            }
            return .right(note: nearAndFar(moment))
        }
    }

    /// What was typed, as a value; nil when it does not fit the field.
    func value(typed text: String, for field: FieldDefinition) -> FieldValue? {
        guard field.type == .instant else { return field.value(typed: text) }
        return MomentReader(now: now, calendar: rules.deskCalendar).read(text).map(FieldValue.instant)
    }
}

extension String {
    /// A list of parts with one more behind it.
    func adding(part code: String) -> String { trimmed.isEmpty ? code : "\(trimmed); \(code)" }
}
