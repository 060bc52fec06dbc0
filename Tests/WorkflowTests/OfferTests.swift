import Model
import Testing
import Workflow

@Suite("What is offered, and what the desk does by itself")
struct OfferTests {
    let errand: WorkflowDefinition

    init() throws { errand = try Samples.errand() }

    private func offers(_ state: String, _ facts: [String: FieldValue] = [:], roles: [String] = ["agent"])
        -> [Offer]
    {
        errand.offers(in: state, facts: Facts(now: Samples.noon, facts), roles: roles)
    }

    @Test("everything people may take is offered in the file's order, with what must be filled in")
    func offered() throws {
        let offers = offers("asked")
        #expect(offers.map(\.name) == ["begin", "pause", "drop"])
        #expect(offers.map { $0.requires.map(\.name) } == [["way"], ["reason"], []])
        #expect(offers.map { $0.optional.map(\.name) } == [["gift"], [], []])
        #expect(offers.map(\.asks) == [false, false, true])
        #expect(offers.map(\.to) == ["doing", "paused", "dropped"])
    }

    @Test("what is filled in already is not asked again")
    func filled() {
        #expect(offers("asked", ["way": .text("van")]).first?.requires.isEmpty == true)
    }

    @Test("an offer says why not: the role, or a condition that cannot be met any more")
    func refusals() throws {
        let offers = offers("asked")
        #expect(offers[0].refusal == nil)
        #expect(offers[2].refusal?.kind == .notAllowed)
        #expect(self.offers("asked", roles: ["boss"]).map { $0.refusal == nil } == [false, true, true])
    }

    @Test("a condition on a field still to be given does not refuse the offer beforehand")
    func undecided() {
        // The gift on record is too large, but the step may bring another one.
        let facts: [String: FieldValue] = [
            "way": .text("van"), "gift": .number(9000), "limit of goodwill": .number(5000),
        ]
        #expect(offers("asked", facts).first?.refusal == nil)
    }

    @Test("a signal is answered only where a reaction starts and its condition holds")
    func reactions() {
        func reaction(_ state: String, _ chasers: Int64) -> String? {
            errand.reaction(
                to: .customerChased, in: state, facts: Facts(now: Samples.noon, ["chasers": .number(chasers)])
            )
        }
        #expect(reaction("asked", 3) == "nag")
        #expect(reaction("asked", 2) == nil)
        #expect(reaction("paused", 3) == nil)
        #expect(errand.reaction(to: .visitDone, in: "asked", facts: Facts(now: Samples.noon)) == nil)
    }
}
