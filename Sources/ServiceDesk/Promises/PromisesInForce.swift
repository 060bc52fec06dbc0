package import Model
import Records
package import Resources
package import ServiceTime
import Workflow

/// The rules of the files with what was approved and set at this desk since.
struct RulesInForce {
    let rules: Rules
    /// Of which count of changes they are.
    private let revision: String?

    /// Counted up in the settings by every approval of promises and every queue that is set, so that one look tells whether there
    /// was one. Its name is older than the queues.
    private static let key = "promises.revision"

    init(_ filed: Rules, _ db: any Connection) throws {
        revision = try SettingsStore(db).get(Self.key)
        var rules = filed
        if revision != nil {
            for draft in try PromiseDraftStore(db).approved() {
                // One that cannot be read any more, since a calendar it names is gone, is told by the doctor.
                guard let since = draft.since, let book = try? filed.promises(of: draft) else { continue }
                rules.promises = rules.promises.succeeded(by: book, since: since)
            }
            try rules.put(ViewStore(db).standing(), by: Reading(db: db, rules: filed))
        }
        self.rules = rules
    }

    func isCurrent(_ db: any Connection) throws -> Bool { try SettingsStore(db).get(Self.key) == revision }

    /// Has every desk read anew what is approved and set.
    static func touch(_ db: any Connection) throws {
        let settings = SettingsStore(db)
        let count = try settings.get(key).flatMap { Int($0) } ?? 0
        try settings.set(key, String(count + 1))
    }
}

extension Rules {
    /// What a draft promises.
    /// - Throws: `RuleFault`, whose file is the draft's name.
    package func promises(of draft: PromiseDraft) throws -> PromiseBook {
        try promises(in: ResourceFile(name: draft.name, text: draft.text))
    }

    /// Promises of a file in the form of Resources/promises, to be tried in place of this desk's own.
    /// - Throws: `ResourceFault.noFile`, `.notUTF8`; `RuleFault` for the first thing wrong in it.
    package func promises(inFile path: String) throws -> PromiseBook {
        try promises(in: ResourceFile(at: path))
    }

    /// - Throws: `RuleFault` for the first thing wrong in it.
    package func promises(in file: ResourceFile) throws -> PromiseBook {
        try PromiseBook(
            files: [file], calendars: calendars, metrics: Metric.all,
            kinds: Set(workflows.kinds(of: .case).map(\.name)))
    }
}

extension ServiceDesk {
    /// What is wrong in approved promises: they are not in force then.
    func promiseProblems(_ db: any Connection) throws -> [Phrase] {
        try PromiseDraftStore(db).approved().compactMap { draft in
            do {
                _ = try rules.promises(of: draft)
                return nil
            } catch let fault as RuleFault {
                return Phrase(
                    "doctor.promises", ["draft": .text(String(draft.id)), "fault": .phrase(fault.phrase)])
            }
        }
    }
}
