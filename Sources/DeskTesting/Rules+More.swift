import Foundation
import Resources
package import ServiceDesk

extension TemporaryFolder {
    /// Writes the shipped `desk.yaml` here with a line more, for `--config`.
    package func writeDeskRules(adding line: String) throws {
        let text = try ResourceLibrary().file("desk.yaml").text + "\n" + line + "\n"
        try Data(text.utf8).write(to: URL(filePath: file("desk.yaml")))
    }
}

extension Rules {
    /// The shipped rules with a line more in `desk.yaml`.
    /// - Parameter folder: where the changed file lies.
    package static func with(_ line: String, in folder: TemporaryFolder) throws -> Rules {
        try folder.writeDeskRules(adding: line)
        return try Rules(library: ResourceLibrary(override: folder.path))
    }
}
