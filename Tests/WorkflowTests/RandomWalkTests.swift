import Model
import Testing
import Workflow

@Suite("Random walks")
struct RandomWalkTests {
    /// SplitMix64: a few lines, the same numbers for the same seed everywhere.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(
        "wherever chance leads a matter, it stays in declared states and its clocks keep to the rules",
        arguments: 0..<40)
    func keepTheRules(_ seed: UInt64) throws {
        var dice = Dice(state: seed)
        for definition in try Shipped.workflows().all {
            var walk = Walk(definition)
            for _ in 0..<60 {
                shuffleFacts(&walk, &dice)
                let here = definition.transitions.filter { $0.from.contains(walk.state) }
                guard let transition = here.randomElement(using: &dice) else { break }
                let given = filledIn(transition, definition, &dice)
                guard
                    let step = try? definition.step(
                        from: walk.state, taking: transition.name, facts: walk.facts, given: given,
                        roles: ["administrator"], isDesk: transition.who == .desk)
                else { continue }
                walk.carryOut(step)
                let trail: Comment = "seed \(seed), \(definition.name): \(walk.path.joined(separator: " → "))"
                let state = try #require(definition.state(walk.state), trail)
                #expect(step.category == state.category, trail)
                #expect(walk.nonsense.isEmpty, trail)
                #expect(state.category.isOpen || walk.clocks.isEmpty, trail)
                for (metric, isPaused) in walk.clocks {
                    #expect(isPaused == state.clocks.pause.contains(metric), trail)
                }
                #expect(
                    step.timers.allSatisfy { timer in
                        definition.transition(timer.transition)?.from.contains(walk.state) ?? false
                    }, trail)
            }
        }
    }

    private func shuffleFacts(_ walk: inout Walk, _ dice: inout Dice) {
        walk.facts["openVisits"] = .number(.random(in: 0...1, using: &dice))
        walk.facts["chasers"] = .number(.random(in: 0...3, using: &dice))
        walk.facts["attempts"] = .number(.random(in: 0...3, using: &dice))
        walk.facts["attemptsLeft"] = .number(.random(in: 0...3, using: &dice))
        walk.facts["limit of goodwill"] = .number(5000)
        walk.facts["barred"] = .flag(.random(using: &dice))
        walk.facts["technician"] = .text("S1")
        walk.facts["entitlement"] = Facts.words(Bool.random(using: &dice) ? ["return", "exchange"] : [])
    }

    private func filledIn(
        _ transition: WorkflowDefinition.Transition, _ definition: WorkflowDefinition, _ dice: inout Dice
    ) -> [String: FieldValue] {
        var given: [String: FieldValue] = [:]
        for name in transition.require + transition.anew + transition.may {
            given[name] =
                switch definition.field(name)?.type {
                case .choice:
                    definition.field(name)?.choices.randomElement(using: &dice).map { .text($0.name) }
                case .number, .money: .number(.random(in: 0...6000, using: &dice))
                case .flag: .flag(.random(using: &dice))
                case .instant: .instant(Samples.noon + .hours(.random(in: -99...99, using: &dice)))
                default: .text("x")
                }
        }
        return given
    }
}
