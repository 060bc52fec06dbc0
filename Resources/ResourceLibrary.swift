import Foundation
package import Model

/// One rule file: where it came from (for messages) and what it says.
package struct ResourceFile: Sendable, Hashable {
    /// As people know it: `workflows/complaint.yaml`, or the organisation's own path.
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// A file of the organisation's own.
    /// - Parameter name: as people know it; without one, its path.
    /// - Throws: `ResourceFault.noFile`, `.notUTF8`.
    package init(at path: String, called name: String? = nil) throws {
        let name = name ?? path
        guard let data = FileManager.default.contents(atPath: path) else { throw ResourceFault.noFile(name) }
        guard let text = String(data: data, encoding: .utf8) else { throw ResourceFault.notUTF8(name) }
        self.init(name: name, text: text)
    }
}

/// Hands out the files an organisation may change without a compiler. A file in the organisation's folder overrides
/// the shipped one of the same name; files only it has are added.
///
///     let library = try ResourceLibrary(override: "/etc/aftercare")
///     let workflows = try library.files(in: "workflows")
package struct ResourceLibrary: Sendable {
    private let shipped: URL
    private let override: URL?

    /// - Throws: `ResourceFault` when the shipped files or the named folder cannot be found.
    package init(override: String? = nil) throws {
        shipped = try ResourceLibrary.locateShipped()
        if let override {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: override, isDirectory: &isFolder), isFolder.boolValue
            else { throw ResourceFault.noFolder(override) }
            self.override = URL(fileURLWithPath: override, isDirectory: true)
        } else {
            self.override = nil
        }
    }

    /// All YAML files of a folder, by name; empty when there is no such folder.
    package func files(in folder: String) throws -> [ResourceFile] {
        var byName: [String: ResourceFile] = [:]
        for (root, prefix) in roots {
            let url = root.appendingPathComponent(folder, isDirectory: true)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
            for name in names where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
                byName[name] = try read(
                    url.appendingPathComponent(name), called: "\(prefix)\(folder)/\(name)")
            }
        }
        return byName.keys.sorted().compactMap { byName[$0] }
    }

    /// One file, such as `roles.yaml` or `mappings/nyc311.yaml`.
    package func file(_ name: String) throws -> ResourceFile {
        for (root, prefix) in roots.reversed() {
            let url = root.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: url.path) {
                return try read(url, called: prefix + name)
            }
        }
        throw ResourceFault.noFile(name)
    }

    /// Copies every shipped file into `folder`, for an organisation to change. Existing files are left alone.
    /// - Returns: how many files were written.
    package func export(to folder: String) throws -> Int {
        let target = URL(fileURLWithPath: folder, isDirectory: true)
        var written = 0
        let names = try FileManager.default.subpathsOfDirectory(atPath: shipped.path)
        for name in names where name.hasSuffix(".yaml") {
            let to = target.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: to.path) { continue }
            try FileManager.default.createDirectory(
                at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: shipped.appendingPathComponent(name), to: to)
            written += 1
        }
        return written
    }

    private var roots: [(URL, prefix: String)] {
        override.map { [(shipped, ""), ($0, $0.path + "/")] } ?? [(shipped, "")]
    }

    private func read(_ url: URL, called name: String) throws -> ResourceFile {
        try ResourceFile(at: url.path, called: name)
    }

    /// An installed program has `../share/aftercare` beside it; a built one has SwiftPM's bundle.
    private static func locateShipped() throws -> URL {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let installed = program.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("share/aftercare", isDirectory: true)
        for candidate in [
            installed,
            program.deletingLastPathComponent().appendingPathComponent("aftercare_Resources.resources"),
        ]
        where FileManager.default.fileExists(atPath: candidate.appendingPathComponent("roles.yaml").path) {
            return candidate
        }
        let bundle = Bundle.module.resourceURL ?? Bundle.module.bundleURL
        guard FileManager.default.fileExists(atPath: bundle.appendingPathComponent("roles.yaml").path) else {
            throw ResourceFault.noFolder(installed.path)
        }
        return bundle
    }
}

/// A rule file or folder that is not there or cannot be read.
package enum ResourceFault: Fault, Hashable {
    case noFolder(String)
    case noFile(String)
    case notUTF8(String)

    package var kind: FaultKind {
        switch self {
        case .noFolder, .noFile: .noSuchThing
        case .notUTF8: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noFolder(let path): Phrase("resource.noFolder", ["path": .text(path)])
        case .noFile(let name): Phrase("resource.noFile", ["path": .text(name)])
        case .notUTF8(let name): Phrase("resource.notUTF8", ["path": .text(name)])
        }
    }
}
