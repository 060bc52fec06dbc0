import Model
import Resources
import Testing
import Workflow

@Suite("The shipped workflows")
struct ShippedTests {
    @Test("nothing is wrong in any of them")
    func clean() throws {
        let faults = Workflows.check(files: try Shipped.files(), roles: try Shipped.roles())
        #expect(
            faults.isEmpty, "\(faults.map { "\($0.file):\($0.line) \($0.problem)" }.joined(separator: "\n"))")
        #expect(Roles.check(try #require(Shipped.library).file("roles.yaml")).isEmpty)
    }
}
