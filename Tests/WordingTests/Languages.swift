import Foundation
import Model
import Resources

@testable import Wording

/// The shipped languages, read from the source tree, so that an edited sentence is tested without a new bundle.
enum Languages {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func files(_ language: String) throws -> [ResourceFile] {
        let folder = root.appendingPathComponent("Resources/locales/\(language)")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
            .sorted { $0.path < $1.path }
            .map { url in
                ResourceFile(
                    name: "locales/\(language)/\(url.lastPathComponent)",
                    text: try String(contentsOf: url, encoding: .utf8))
            }
    }

    static func wording(_ language: String, zone: String = "Asia/Shanghai") throws -> Wording {
        guard let zone = TimeZone(identifier: zone) else { throw NoSuchZone(name: zone) }
        return try Wording(language: language, files: files(language), zone: zone)
    }

    static func book(_ language: String) throws -> PhraseBook { try PhraseBook(files(language)) }

    struct NoSuchZone: Error {
        var name: String
    }
}

extension PhraseBook.Entry {
    var placeholders: Set<String> { other.placeholders.union(one?.placeholders ?? []) }
}

extension String {
    var hasHan: Bool { unicodeScalars.contains { $0.properties.isIdeographic } }
}
