import TerminalKit

/// Forms that were left with something typed in them that was not sent. They are kept in memory alone, for one person's session;
/// what is to outlast it is a draft. A passphrase is typed into no `FormSheet`, and so never among them.
struct LeftForms {
    private struct Key: Hashable {
        let kind: ObjectIdentifier
        let about: String

        init?(_ sheet: any FormSheet) {
            guard let about = sheet.keptUnder else { return nil }
            (kind, self.about) = (ObjectIdentifier(type(of: sheet)), about)
        }
    }

    private var entries: [Key: DeskApp.Entry] = [:]

    var isEmpty: Bool { entries.isEmpty }

    /// A screen was left. A form in which nothing is typed takes the place of what was kept of it.
    mutating func keep(_ entry: DeskApp.Entry) {
        guard let sheet = entry.screen as? any FormSheet, let key = Key(sheet) else { return }
        entries[key] = sheet.isTyped ? entry : nil
    }

    /// What was typed into a form was sent, stands in it again, or is needed no more.
    mutating func forget(_ screen: any Screen) {
        guard let sheet = screen as? any FormSheet, let key = Key(sheet) else { return }
        entries[key] = nil
    }

    /// The same form as it was left.
    func last(like sheet: any FormSheet) -> (sheet: any FormSheet, token: Int)? {
        guard let entry = Key(sheet).flatMap({ entries[$0] }), let sheet = entry.screen as? any FormSheet
        else { return nil }
        return (sheet, entry.token)
    }

    /// The form that a job's answer is for.
    func screen(_ token: Int) -> (any Screen)? { entries.values.first { $0.token == token }?.screen }
}
