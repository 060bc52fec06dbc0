import Model
import Resources
import Testing
import Workflow

@Suite("The shipped workflows")
struct ShippedTests {
    @Test("nothing is wrong in any of them, nor in the roles")
    func clean() throws {
        let faults = Workflows.check(files: try Shipped.files(), roles: try Shipped.roles())
        let english = try Speaker("en")
        for fault in faults {
            Issue.record("\(fault.file):\(fault.line): \(english.say(fault.problem))")
        }
        #expect(Roles.check(try #require(Shipped.library).file("roles.yaml")).isEmpty)
    }

    @Test("there is one for every case kind of the house, and one each for visits and calls")
    func kinds() throws {
        let workflows = try Shipped.workflows()
        #expect(
            workflows.kinds(of: .case).map(\.name) == [
                "complaint", "delivery", "exchange", "inquiry", "installation", "relocation", "repair",
                "return",
            ])
        #expect(workflows.kinds(of: .visit).map(\.name) == ["visit"])
        #expect(workflows.kinds(of: .call).map(\.name) == ["call"])
    }

    @Test("both languages say the same things, with the same placeholders")
    func locales() throws {
        let (english, chinese) = (try Speaker("en"), try Speaker("zh-Hans"))
        #expect(english.keys == chinese.keys)
        for key in english.keys {
            let placeholders = [english, chinese].map { speaker in
                Set(speaker.say(Phrase(key)).matches(of: /\{(\w+)\}/).map { String($0.1) })
            }
            #expect(placeholders[0] == placeholders[1], "\(key)")
        }
    }
}
