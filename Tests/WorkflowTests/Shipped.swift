import Model
import Resources
import Testing
import Workflow

/// The files as they are shipped.
enum Shipped {
    static let library = try? ResourceLibrary()

    static func roles() throws -> Roles {
        try Roles(file: try #require(library).file("roles.yaml"))
    }

    static func files() throws -> [ResourceFile] {
        try #require(library).files(in: "workflows")
    }

    private static let loaded = Result { try Workflows(files: try files(), roles: try roles()) }

    static func workflows() throws -> Workflows { try loaded.get() }

    static func workflow(_ name: String) throws -> WorkflowDefinition {
        try #require(try workflows()[name])
    }
}
