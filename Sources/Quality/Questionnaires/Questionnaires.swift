import Model
package import Resources

/// All questionnaires of a desk, with every version that is kept in a file.
package struct Questionnaires: Sendable {
    /// By name, the newest version first.
    package let all: [Questionnaire]
    /// What each was read from, by name and version: answers keep it.
    private let sources: [Key: String]

    private struct Key: Hashable { let name: String, version: Int }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(files: [ResourceFile], _ words: QuestionnaireWords = QuestionnaireWords()) throws {
        let (read, faults) = Self.read(files, words)
        if let first = faults.first { throw first }
        all = read.map(\.questionnaire).sorted { ($0.name, $1.version) < ($1.name, $0.version) }
        sources = Dictionary(
            read.map { (Key(name: $0.questionnaire.name, version: $0.questionnaire.version), $0.text) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Everything wrong in the files.
    package static func check(files: [ResourceFile], _ words: QuestionnaireWords = QuestionnaireWords())
        -> [RuleFault]
    {
        read(files, words).faults
    }

    /// What a follow-up call for this reason, about a case of this kind, asks; nil for none.
    package func asked(for reason: String, kind: String?) -> Questionnaire? {
        newest.first { questionnaire in
            guard let calls = questionnaire.calls, calls.reasons.contains(reason) else { return false }
            return calls.kinds.isEmpty || kind.map(calls.kinds.contains) ?? false
        }
    }

    /// The newest version of each.
    package var newest: [Questionnaire] { all.filter { self[$0.name]?.version == $0.version } }

    package subscript(name: String) -> Questionnaire? { all.first { $0.name == name } }

    package func version(_ version: Int, of name: String) -> Questionnaire? {
        all.first { $0.name == name && $0.version == version }
    }

    /// The file's text.
    package func source(_ questionnaire: Questionnaire) -> String {
        sources[Key(name: questionnaire.name, version: questionnaire.version)] ?? ""
    }

    private static func read(_ files: [ResourceFile], _ words: QuestionnaireWords) -> (
        [(questionnaire: Questionnaire, text: String)], faults: [RuleFault]
    ) {
        var read: [(questionnaire: Questionnaire, text: String)] = []
        var faults: [RuleFault] = []
        for file in files {
            do {
                let (found, wrong) = try QuestionnaireReader.read(file, words)
                faults += wrong
                let isTwin = read.contains {
                    $0.questionnaire.name == found.name && $0.questionnaire.version == found.version
                }
                if isTwin {
                    throw RuleFault(
                        file: file.name, line: 1,
                        problem: Phrase(
                            "quality.twin", ["name": .text(found.name), "version": .count(found.version)]))
                }
                read.append((found, file.text))
            } catch let fault as RuleFault {
                faults.append(fault)
            } catch {
                preconditionFailure("readers of rule files throw rule faults only: \(error)")
            }
        }
        return (read, faults)
    }
}
