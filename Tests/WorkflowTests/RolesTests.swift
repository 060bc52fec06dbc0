import Model
import Resources
import Testing
import Workflow

@Suite("Roles")
struct RolesTests {
    @Test("rights and limits add up over the roles somebody holds")
    func addUp() throws {
        let roles = try Samples.roles()
        #expect(roles.allows(["agent"], .doCase) && !roles.allows(["agent"], .decideApproval))
        #expect(roles.allows(["agent", "boss"], .decideApproval))
        #expect(roles.limit(["agent", "boss"]) == Money(minor: 30050))
        #expect(roles.limit(["root"]) == Money(minor: 0))
        #expect(roles["root"]?.hasEveryRight == true && roles["boss"]?.hasEveryRight == false)
    }

    @Test("a role nobody defined gives nothing")
    func unknown() throws {
        let roles = try Samples.roles()
        #expect(!roles.allows(["ghost"], .read) && roles.limit(["ghost"]) == Money(minor: 0))
    }

    @Test("a misspelt right and a bad limit are both named, with their lines")
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
                    limit: much
                """)
        let faults = Roles.check(file)
        #expect(faults.map(\.problem.key) == ["workflow.unknownRight", "workflow.notMoney"])
        #expect(faults.map(\.line) == [4, 8])
    }

    @Test("the shipped roles: only those who decide may approve, auditors change nothing, limits rise")
    func shipped() throws {
        let roles = try Shipped.roles()
        #expect(
            roles.all.filter { $0.rights.contains(.decideApproval) }.map(\.name)
                == ["supervisor", "manager", "administrator"])
        #expect(
            roles["quality"]?.rights == [
                .read, .enterSurvey, .reviewSurvey, .runCampaigns, .addNote, .export,
            ])
        let ladder = ["technician", "agent", "senior agent", "supervisor", "manager"]
        #expect(
            ladder.map { roles.limit([$0]).description } == [
                "0.00", "50.00", "300.00", "3000.00", "20000.00",
            ])
        #expect(roles["administrator"]?.hasEveryRight == true)
    }
}
