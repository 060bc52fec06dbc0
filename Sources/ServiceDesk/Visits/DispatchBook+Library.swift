package import Dispatching
import Model
package import Resources
import ServiceTime
package import Workflow

extension DispatchBook {
    /// Reads `dispatching.yaml`, its names checked against products, case kinds and severities.
    package init(_ library: ResourceLibrary, _ settings: DeskSettings, _ workflows: Workflows) throws {
        try self.init(
            file: library.file(Self.file), known: Known(settings, workflows, PartBook(library, settings)),
            companion: { try library.file($0) })
    }

    /// Everything wrong in it.
    package static func check(_ library: ResourceLibrary) throws -> [RuleFault] {
        let workflows = try Workflows(checking: library)
        let settings = try DeskSettings.read(library)
        // What is wrong with the parts is told with their own file.
        let parts = try? PartBook(library, settings)
        return try check(
            file: library.file(file), known: Known(settings, workflows, parts),
            companion: { try library.file($0) })
    }

    private static let file = "dispatching.yaml"
}

extension Workflows {
    /// Those of a library, for checking what is said of them elsewhere.
    init(checking library: ResourceLibrary) throws {
        try self.init(
            files: library.files(in: "workflows"), roles: Roles(file: library.file("roles.yaml")),
            calendars: Set(Calendars(files: library.files(in: "calendars")).names))
    }
}

extension DispatchBook.Known {
    fileprivate init(_ settings: DeskSettings, _ workflows: Workflows, _ parts: PartBook?) {
        self.init(
            products: Dictionary(
                settings.products.map { ($0.name, $0.faults.map(\.name)) }, uniquingKeysWith: { a, _ in a }),
            kinds: workflows.kinds(of: .case).map(\.name), severities: Severity.allCases.map(\.rawValue),
            parts: parts?.parts.map(\.code) ?? [])
    }
}
