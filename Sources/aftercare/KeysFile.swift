import DeskScreens
import Foundation
import Model
import Resources
import TerminalKit

/// The keys a person chose, kept beside their settings and written by hand.
struct KeysFile {
    static var path: String { Surroundings.configFolder.appendingPathComponent("keys.yaml").path }

    let isThere: Bool
    /// As the file has them; nothing is used of a file with faults.
    let keys: KeyMap
    let faults: [RuleFault]

    /// Never throws: a file that cannot be read is a fault like any other, and the desk opens without it.
    /// - Parameter catalogue: made only where there is a file to read by it.
    init(_ catalogue: @autoclosure () -> ActionCatalogue) {
        isThere = FileManager.default.fileExists(atPath: Self.path)
        guard isThere else {
            (keys, faults) = (.shipped, [])
            return
        }
        guard let data = FileManager.default.contents(atPath: Self.path),
            let text = String(data: data, encoding: .utf8)
        else {
            let fault = RuleFault(
                file: Self.path, line: 0, problem: ResourceFault.notUTF8(Self.path).phrase)
            (keys, faults) = (.shipped, [fault])
            return
        }
        let reader = KeyMapReader(ResourceFile(name: Self.path, text: text), catalogue())
        faults = reader.faults
        keys = faults.isEmpty ? reader.keys : .shipped
    }

    /// What the desk says of a file it does not use.
    var notice: Phrase? {
        faults.first.map { Phrase("keys.notUsed", ["fault": .phrase($0.phrase)]) }
    }
}
