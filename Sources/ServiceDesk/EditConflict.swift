package import Model
import Records

/// Someone else changed a record after it was read for editing: who, when, which fields, from what to what; and the
/// text of whoever comes second, which is not lost.
package struct EditConflict: Fault, Hashable {
    package let subject: Subject
    /// The version that was read, and the one that is there now.
    package let read: Int
    package let found: Int
    /// As it was read, as the second would have it, as it is now.
    package let merge: FieldMerge
    /// The last who changed a field since, by its name.
    package let changes: [String: Change]
    /// What people call the staff that fields name by number.
    package let names: [String: String]

    package struct Change: Hashable, Sendable {
        /// By name; the sign-in name of someone who is gone.
        package let by: String
        package let at: Instant
    }

    package var kind: FaultKind { .tryAgain }

    package var phrase: Phrase {
        let theirs = merge.fields.compactMap { field in changes[field.name].map { said(field, $0) } }
        let facts: [String: PhraseFact] = [
            "id": .text(subject.description), "read": .count(read), "found": .count(found),
            "changes": .list(theirs.map { .phrase($0) }),
        ]
        if theirs.isEmpty { return Phrase("desk.conflict.elsewhere", facts) }
        return Phrase(merge.conflicts.isEmpty ? "desk.conflict.apart" : "desk.conflict", facts)
    }

    private func said(_ field: FieldMerge.Field, _ change: Change) -> Phrase {
        let facts: [String: PhraseFact] = [
            "field": .phrase(Phrase("fact.\(field.name)")), "by": .text(change.by), "at": .instant(change.at),
            "base": value(field.base, field.name), "theirs": value(field.theirs, field.name),
            "mine": value(field.mine, field.name),
        ]
        return Phrase(field.standing == .conflict ? "desk.conflict.clash" : "desk.conflict.change", facts)
    }

    private func value(_ text: String, _ field: String) -> PhraseFact {
        if field == "severity" || field == "channel", !text.isEmpty {
            return .phrase(Phrase("\(field).\(text)"))
        }
        return .text(names[text] ?? text)
    }
}

extension Work {
    /// The record to write: `mine` itself over the version it was read at. Over a later one it is refused, or, when
    /// asked to merge, joined with it where the two touch different fields.
    /// - Throws: `EditConflict`.
    func settle<Record: Editable>(_ mine: Record, over current: Record, merging: Bool) throws -> Record {
        guard mine.version != current.version else { return mine }
        let conflict = try conflict(mine, current)
        guard merging, conflict.merge.conflicts.isEmpty else { throw conflict }
        var joined = current
        let own = conflict.merge.fields.filter { $0.standing == .onlyMine }.map(\.name)
        joined.take(Set(own), from: mine)
        return joined
    }

    /// Goes back through the journal to what was read: an entry says which version it made, and of each field what it
    /// held before.
    private func conflict<Record: Editable>(_ mine: Record, _ current: Record) throws -> EditConflict {
        var base = current.texts
        var changes: [String: EditConflict.Change] = [:]
        for entry in try Journal(db).of(current.subject).reversed()
        where entry.version.map({ $0 > mine.version }) ?? false {
            for field in Record.editable {
                guard let before = entry.facts[field.name + ".before"] else { continue }
                base[field.name] = before.plain
                if changes[field.name] == nil {
                    let name = try staff.find(login: entry.by)?.name ?? entry.by
                    changes[field.name] = EditConflict.Change(by: name, at: entry.at)
                }
            }
        }
        let merge = FieldMerge(
            Record.editable.map(\.name), base: base, mine: mine.texts, theirs: current.texts)
        let people = merge.fields.filter { $0.name == "owner" }.flatMap { [$0.base, $0.mine, $0.theirs] }
        let names = try Dictionary(
            people.compactMap { text in
                try StaffID(text).flatMap { try staff.find($0) }.map { (text, $0.name) }
            },
            uniquingKeysWith: { first, _ in first })
        return EditConflict(
            subject: current.subject, read: mine.version, found: current.version, merge: merge,
            changes: changes, names: names)
    }
}
