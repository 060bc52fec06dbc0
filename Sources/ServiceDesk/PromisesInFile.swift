import Foundation
import Model
import Resources
package import ServiceTime
import Workflow

extension Rules {
    /// Promises of a file in the form of Resources/promises, to be tried in place of this desk's own.
    /// - Throws: `ResourceFault.noFile`, `.notUTF8`; `RuleFault` for the first thing wrong in it.
    package func promises(inFile path: String) throws -> PromiseBook {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw ResourceFault.noFile(path) }
        guard let text = String(data: bytes, encoding: .utf8) else { throw ResourceFault.notUTF8(path) }
        return try PromiseBook(
            files: [ResourceFile(name: path, text: text)], calendars: calendars, metrics: Metric.all,
            kinds: Set(workflows.kinds(of: .case).map(\.name)))
    }
}
