import Model
import Resources
import Testing
import Workflow

@Suite("Roles")
struct RolesTests {
    @Test("rights add up over the roles somebody holds")
    func addUp() throws {
        let roles = try Samples.roles()
        #expect(roles.allows(["agent"], .doCase) && !roles.allows(["agent"], .decideApproval))
        #expect(roles.allows(["agent", "boss"], .decideApproval))
        #expect(roles["root"]?.hasEveryRight == true && roles["boss"]?.hasEveryRight == false)
    }

    @Test("a role nobody defined gives nothing")
    func unknown() throws {
        let roles = try Samples.roles()
        #expect(!roles.allows(["ghost"], .read))
    }

    @Test("a misspelt right is named, and a limit is sent to where limits are now, with their lines")
    func mistakes() {
        let file = ResourceFile(
            name: "roles.yaml",
            text: """
                roles:
                  a:
                    label: {en: A, zh-Hans: 甲}
                    rights: [read, case.dew]
                  b:
                    label: {en: B, zh-Hans: 乙}
                    rights: [read]
                    limit: 50
                """)
        let faults = Roles.check(file)
        #expect(faults.map(\.problem.key) == ["workflow.unknownRight", "empowerment.moved"])
        #expect(faults.map(\.line) == [4, 8])
    }

    private func roles(reach: String) -> ResourceFile {
        ResourceFile(
            name: "roles.yaml",
            text: """
                roles:
                  a:
                    label: {en: A, zh-Hans: 甲}
                    rights: [read, case.do, call.make]
                    reach: \(reach)
                  b:
                    label: {en: B, zh-Hans: 乙}
                    rights: [read, case.do]
                    reach: {read: own, case.do: all}
                """)
    }

    @Test("reaches add up over the roles somebody holds, and one that reaches everything is enough")
    func reaches() throws {
        let roles = try Roles(file: roles(reach: "own team"))
        #expect(roles["a"]?.reaches == [.read: .team, .doCase: .team])
        #expect(roles.reaches(of: ["a", "b"], .read) == [.team, .own])
        #expect(roles.reaches(of: ["a", "b"], .doCase) == [.all])
        #expect(roles.reaches(of: ["a"], .makeCall) == [.all])
        #expect(roles.reaches(of: ["a", "ghost"], .export).isEmpty)
        #expect(roles.hasReaches)
        let shipped = try Shipped.roles()
        #expect(!shipped.hasReaches)
    }

    @Test(
        "a reach that is none, of a right used on no case, or that the role has not, is named with its line",
        arguments: [
            ("our team", "rule.notOneOf"), ("{read: mine}", "rule.notOneOf"), ("[own]", "rule.notMapping"),
            ("{case.dew: own}", "workflow.unknownRight"), ("{call.make: own}", "workflow.noReach"),
            ("{export: own}", "workflow.reachWithoutRight"), ("", "rule.notOneOf"),
        ])
    func wrongReach(reach: String, problem: String) {
        let faults = Roles.check(roles(reach: reach))
        #expect(faults.map(\.problem.key) == [problem])
        #expect(faults.map(\.line) == [5])
    }

    @Test("the shipped roles: only those who decide may approve, auditors change nothing")
    func shipped() throws {
        let roles = try Shipped.roles()
        #expect(
            roles.all.filter { $0.rights.contains(.decideApproval) }.map(\.name)
                == ["supervisor", "manager", "administrator"])
        #expect(
            roles["quality"]?.rights == [
                .read, .enterSurvey, .reviewSurvey, .runCampaigns, .keepAudit, .scoreQuality, .steerQuality,
                .draftPromises, .addNote, .export,
            ])
        #expect(roles["administrator"]?.hasEveryRight == true)
    }
}
