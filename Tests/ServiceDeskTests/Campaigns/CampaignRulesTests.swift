import DeskTesting
import Model
import Resources
import Testing

@testable import ServiceDesk

@Suite("The rules of campaigns")
struct CampaignRulesTests {
    private static let text = """
        ends:
          reached: [done]
          refused: [refused]
          unreachable: [unreachable]
        agents:
          role: follow-up clerk
          aDay: 30
        rest: 30
        """

    @Test(
        "what cannot be is refused at its line",
        arguments: [
            ("aDay: 30", "aDay: 0", "c.yaml:7"), ("aDay: 30", "aDay: 9000000000000000000", "c.yaml:7"),
            ("rest: 30", "rest: -1", "c.yaml:8"), ("rest: 30", "rest: 300000000000000", "c.yaml:8"),
            ("clerk", "clown", "c.yaml:6"), ("[refused]", "[done]", "c.yaml:3"),
        ])
    func faults(old: String, new: String, place: String) throws {
        _ = try read(Self.text)
        #expect {
            try read(Self.text.replacing(old, with: new))
        } throws: { error in
            (error as? RuleFault).map { "\($0.file):\($0.line)" } == place
        }
    }

    private func read(_ text: String) throws -> CampaignRules {
        let rules = TemporaryDesk.rules
        return try CampaignRules(
            file: ResourceFile(name: "c.yaml", text: text), roles: rules.roles,
            call: rules.workflow(named: "call"))
    }
}
