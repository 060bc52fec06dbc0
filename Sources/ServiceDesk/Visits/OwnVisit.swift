import Foundation
package import Model
import Records
import Workflow

extension Work {
    /// A technician's step on a visit of their own. One that was given to somebody else while it was on their screen is
    /// refused, naming who has it.
    /// - Throws: `VisitFault.notYours`, and what `take` throws.
    @discardableResult
    package func takeOwn(_ transition: String, on id: VisitID, given: [String: FieldValue] = [:]) throws
        -> Visit
    {
        let visit = try reading.visit(id)
        guard let me = actor.staffID, visit.technician == me || visit.helper == me else {
            throw VisitFault.notYours(id, has: try visit.technician.flatMap { try staff.find($0)?.name })
        }
        return try take(transition, on: id, given: given)
    }

    /// The files that a step names by their whole paths, and the parts by their codes.
    /// - Throws: `VisitFault.noFile`, what `PartList` finds wrong.
    func whole(_ given: [String: FieldValue], of definition: WorkflowDefinition, on visit: Visit) throws
        -> [String: FieldValue]
    {
        var whole = given
        for (name, value) in given {
            guard case .text(let text) = value, !value.isEmpty else { continue }
            switch definition.field(name)?.type {
            case .files: whole[name] = .text(try FilePaths.whole(text).joined(separator: "; "))
            case .parts: whole[name] = .text(try reading.partList(text, of: visit).written)
            default: continue
            }
        }
        return whole
    }

    /// Keeps the files of a step beside the visit.
    func attachFiles(_ given: [String: FieldValue], of definition: WorkflowDefinition, to id: VisitID) throws
    {
        for (name, value) in given.sorted(by: { $0.key < $1.key })
        where definition.field(name)?.type == .files {
            for path in FilePaths.apart(value.plain) {
                try attach(Subject(id), reference: path, title: URL(filePath: path).lastPathComponent)
            }
        }
    }
}

/// Paths of files as people type them.
enum FilePaths {
    /// Apart by semicolons or lines.
    static func apart(_ text: String) -> [String] {
        text.split { ";；\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Whole paths of files that are there and can be read; `~` is the home folder, each named once.
    /// - Throws: `VisitFault.noFile` naming the first that is not there.
    static func whole(_ text: String) throws -> [String] {
        var paths: [String] = []
        for typed in apart(text) {
            let path = URL(filePath: NSString(string: typed).expandingTildeInPath).standardizedFileURL.path
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                FileManager.default.isReadableFile(atPath: path)
            else { throw VisitFault.noFile(typed) }
            if !paths.contains(path) { paths.append(path) }
        }
        return paths
    }
}
