import Model
package import Resources

/// All questionnaires of a desk, with every version that is kept in a file.
package struct Questionnaires: Sendable {
    /// By name, the newest version first.
    package let all: [Questionnaire]
    /// What each was read from, by name and version: answers keep it.
    private let sources: [Key: String]

    private struct Key: Hashable { let name: String, version: Int }

    /// - Parameters:
    ///   - kinds: the case kinds there are; nil leaves them unchecked.
    ///   - roles: the same of roles.
    /// - Throws: the first `RuleFault`, with file and line.
    package init(files: [ResourceFile], kinds: [String]? = nil, roles: [String]? = nil) throws {
        let (read, faults) = Self.read(files, kinds, roles)
        if let first = faults.first { throw first }
        all = read.map(\.questionnaire).sorted { ($0.name, $1.version) < ($1.name, $0.version) }
        sources = Dictionary(
            read.map { (Key(name: $0.questionnaire.name, version: $0.questionnaire.version), $0.text) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Everything wrong in the files.
    package static func check(files: [ResourceFile], kinds: [String]? = nil, roles: [String]? = nil)
        -> [RuleFault]
    {
        read(files, kinds, roles).faults
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

    private static func read(_ files: [ResourceFile], _ kinds: [String]?, _ roles: [String]?) -> (
        [(questionnaire: Questionnaire, text: String)], faults: [RuleFault]
    ) {
        var read: [(questionnaire: Questionnaire, text: String)] = []
        var faults: [RuleFault] = []
        for file in files {
            do {
                let (found, wrong) = try QuestionnaireReader.read(file, kinds: kinds, roles: roles)
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
