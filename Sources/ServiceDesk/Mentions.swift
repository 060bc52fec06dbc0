import Model
import Records

extension Work {
    /// Tells everyone whom a note names: `@chen`, `@陈静`.
    func tellMentioned(in text: String, on subject: Subject) throws {
        guard text.contains(where: Mention.isSign) else { return }
        for person in Mention.people(in: text, among: try staff.all().filter(\.active)) {
            try tell(person.id, .mention, subject, Label(written: text))
        }
    }
}

enum Mention {
    static func isSign(_ character: Character) -> Bool { character == "@" || character == "＠" }

    /// Whoever's sign-in name or name follows the sign; of two that fit, the longer: 李娜娜 is not 李娜.
    static func people(in text: String, among staff: [Staff]) -> [Staff] {
        let places = text.indices.filter { isSign(text[$0]) }
        let found = places.compactMap { place -> Staff? in
            let rest = text[text.index(after: place)...].lowercased()
            let called = staff.flatMap { person in
                [person.login, person.name].map { (name: $0.lowercased(), person: person) }
            }
            return called.filter { !$0.name.isEmpty && isWhole($0.name, atStartOf: rest) }
                .max { $0.name.count < $1.name.count }?.person
        }
        var seen = Set<StaffID>()
        return found.filter { seen.insert($0.id).inserted }
    }

    /// A name in letters ends where they end: `@li` is in `@li, please`, not in `@lisa`. Chinese has no such ends.
    private static func isWhole(_ name: String, atStartOf text: String) -> Bool {
        guard text.hasPrefix(name) else { return false }
        guard let next = text.dropFirst(name.count).first, let last = name.last else { return true }
        let isLatin = { (c: Character) in c.isASCII && (c.isLetter || c.isNumber) }
        return !(isLatin(last) && isLatin(next))
    }
}
