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
