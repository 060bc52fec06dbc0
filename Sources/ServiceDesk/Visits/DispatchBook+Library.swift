package import Dispatching
import Model
package import Resources
import ServiceTime
package import Workflow

extension DispatchBook {
    /// Reads `dispatching.yaml`, its names checked against products, case kinds and severities.
    package init(_ library: ResourceLibrary, _ settings: DeskSettings, _ workflows: Workflows) throws {
        try self.init(
            file: library.file(Self.file), known: Known(settings, workflows),
            companion: { try library.file($0) })
    }

    /// Everything wrong in it.
    package static func check(_ library: ResourceLibrary) throws -> [RuleFault] {
        let workflows = try Workflows(
            files: library.files(in: "workflows"), roles: Roles(file: library.file("roles.yaml")),
            calendars: Set(Calendars(files: library.files(in: "calendars")).names))
        return try check(
            file: library.file(file), known: Known(DeskSettings.read(library), workflows),
            companion: { try library.file($0) })
    }

    private static let file = "dispatching.yaml"
}

extension DispatchBook.Known {
    fileprivate init(_ settings: DeskSettings, _ workflows: Workflows) {
        self.init(
            products: Dictionary(
                settings.products.map { ($0.name, $0.faults.map(\.name)) }, uniquingKeysWith: { a, _ in a }),
            kinds: workflows.kinds(of: .case).map(\.name), severities: Severity.allCases.map(\.rawValue))
    }
}
