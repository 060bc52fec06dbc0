package import Model
import Records

/// What happened in the records since someone last looked, newest first, as the journal has it.
package struct News: Sendable, Hashable {
    package struct Item: Sendable, Hashable {
        package var entry: JournalEntry
        /// The name of whoever did it.
        package var person: String
        /// In whose words the entry's facts are: a case's kind, `visit` or `call`; nil for what has no workflow.
        package var workflow: String?
    }

    package var items: [Item] = []
    /// What happened, of which `items` may be only the newest.
    private var events: Set<String> = []
    /// Whether more may have happened than was looked through.
    private var isCut = false

    package init() {}

    fileprivate init(_ items: [Item], of entries: [JournalEntry], isCut: Bool) {
        (self.items, self.isCut) = (items, isCut)
        events = Set(entries.map(\.event))
    }

    /// Whether any event whose name begins so may be among them.
    package func mayTell(of beginnings: String...) -> Bool {
        isCut || events.contains { event in beginnings.contains { event.hasPrefix($0) } }
    }
}

/// How far someone has looked.
package struct NewsMark: Sendable, Hashable {
    fileprivate var change: Int64
    fileprivate var entries: Set<Int64>
}

extension ServiceDesk {
    /// Looks cheaply whether anything happened since `mark`; cheap enough for several times a second. What leaves no
    /// journal entry (drafts, above all) is no news.
    /// - Parameter mark: nil for the first look, which has no news.
    /// - Returns: nil in place of news when nothing happened.
    package func news(since mark: NewsMark?) throws -> (mark: NewsMark, news: News?) {
        let change = try database.changeNumber()
        if let mark, mark.change == change { return (mark, nil) }
        return try read { reading in
            // Entries are compared one by one: a transaction may commit after another whose entries have higher
            // numbers, so what is new is not always above what was seen.
            let recent = try reading.journal.latest(NewsMark.reach)
            let now = NewsMark(change: change, entries: Set(recent.map(\.id)))
            guard let mark else { return (now, News()) }
            let fresh = recent.filter { !mark.entries.contains($0.id) }
            return (now, fresh.isEmpty ? nil : try reading.news(fresh))
        }
    }
}

extension NewsMark {
    /// How many of the latest entries are looked through.
    fileprivate static let reach = 100
}

extension Reading {
    fileprivate func news(_ entries: [JournalEntry]) throws -> News {
        let names = Dictionary(try staff.all().map { ($0.login, $0.name) }, uniquingKeysWith: { a, _ in a })
        let items = try entries.prefix(20).map { entry in
            News.Item(
                entry: entry, person: names[entry.by] ?? entry.by, workflow: try workflow(of: entry.subject))
        }
        return News(items, of: entries, isCut: entries.count >= NewsMark.reach)
    }

    private func workflow(of subject: Subject) throws -> String? {
        switch subject.kind {
        case .case: try cases.find(CaseID(subject.number))?.kind.rawValue
        case .visit, .call: subject.kind.rawValue
        case .customer, .unit, .approval, .survey, .campaign, .audit, .calibration, .staff, .desk: nil
        }
    }
}
