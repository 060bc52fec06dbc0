import Model
import ServiceDesk
import Wording

extension Session {
    /// What of a list of visits, calls or requests a filter admits, in the language in which it is typed or in the names of
    /// the rule files.
    /// - Parameters:
    ///   - filter: nil admits everything.
    ///   - limit: at most so many of what it admits.
    ///   - number: of one of them.
    /// - Throws: `FilterFault`.
    func fitting<T>(
        _ found: [T], _ kind: WorkKind, _ filter: String?, limit: Int, _ reading: Reading,
        number: (T) -> Int64
    ) throws -> [T] {
        guard let filter else { return found }
        let words = try reading.workWords(of: kind, in: output.wording.language) { [output.wording.say($0)] }
        let fitting = try reading.admitted(
            found, kind, by: WorkFilter(filter, words: words), for: actor, at: now, number: number)
        return Array(fitting.prefix(max(1, limit)))
    }
}
