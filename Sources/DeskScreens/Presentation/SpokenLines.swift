import Model
import ServiceDesk
import TerminalKit
import Wording

/// What is said to a customer is said in their language, whatever the screen is in.
extension Pane {
    /// What is said first, and then: who calls, why, and how long it takes; nothing of the matter before the person is known.
    mutating func addScript(_ sheet: CallSheet, _ context: DeskContext) {
        addLanguage(of: sheet.customer, context)
        guard let script = sheet.script else { return }
        for part in [script.opening, script.then].compactMap({ $0 }) {
            addSpoken(part, to: sheet.customer, .accent, context) { word, language in
                context.standing(for: word, in: sheet, language)
            }
        }
    }

    /// That the customer is to be spoken to in another language than the screen's.
    mutating func addLanguage(of customer: Customer, _ context: DeskContext) {
        guard context.speaksOtherwise(customer) else { return }
        let speaks = context.actor.staff?.languages ?? []
        let isTheirs = speaks.isEmpty || speaks.contains(customer.language)
        let language = PhraseFact.text(context.languageName(customer.language))
        add(
            isTheirs
                ? .text(context.say("call.inLanguage", ["language": language]), .muted)
                : .text(context.say("call.notYourLanguage", ["language": language]), .warning))
    }

    /// - Parameters:
    ///   - explains: whether what it means stands below it, where the screen speaks otherwise.
    ///   - known: what the words in braces stand for, in a language.
    mutating func addSpoken(
        _ text: Label, to customer: Customer?, _ style: Style, explains: Bool = false, _ context: DeskContext,
        _ known: (String, String) -> String?
    ) {
        let own = context.wording.language
        let theirs = customer.map(\.language).flatMap { text.texts[$0] == nil ? nil : $0 } ?? own
        let meant = explains && theirs != own ? [(own, Style.muted)] : []
        for (language, style) in [(theirs, style)] + meant {
            let words = text.text(in: language).trimmed.filled { known($0, language) }
            for line in words.split(separator: "\n") { add(.text(String(line), style)) }
        }
    }
}

extension DeskContext {
    /// A product as customers of that language call it; empty for none.
    func product(_ name: String, in language: String) -> String {
        rules.product(name).map { $0.label.text(in: language) } ?? name
    }

    /// Whether a customer's language is another than the screen's.
    func speaksOtherwise(_ customer: Customer) -> Bool {
        !customer.language.isEmpty && customer.language != wording.language
    }

    /// Each by its own name; one that no screen speaks, by its code.
    fileprivate func languageName(_ language: String) -> String {
        speaking(language)?.say("label.inLanguage") ?? language
    }

    private func speaking(_ language: String) -> Wording? {
        ([wording] + otherWordings).first { $0.language == language }
    }

    /// A sentence of when somebody comes; nobody says a time that is not known.
    private func when(_ time: CallSheet.NewTime?, _ wording: Wording) -> String {
        switch time {
        case .window(let window): wording.say("call.when.window", ["window": .text(wording.window(window))])
        case .about(let at): wording.say("call.when.about", ["time": .text(wording.near(at, now: now))])
        case .unknown, nil: wording.say("call.when.unknown")
        }
    }

    fileprivate func standing(for word: String, in sheet: CallSheet, _ language: String) -> String? {
        switch CallScript.Placeholder(rawValue: word) {
        case .clerk: actor.staff?.name ?? ""
        case .customer: sheet.customer.name
        case .product:
            [sheet.serviceCase?.product, sheet.call.unit.flatMap { sheet.units[$0]?.product }]
                .compactMap { $0 }.first { !$0.isEmpty }.map { product($0, in: language) }
                ?? (speaking(language) ?? wording).say("call.aProduct")
        case .when: when(sheet.newTime, speaking(language) ?? wording)
        case nil: nil
        }
    }
}
