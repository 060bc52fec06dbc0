import DeskTesting
import Model
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("A draft of promises simulated", .onEachDatabase)
struct DraftTrialTests {
    let test: TemporaryDesk

    init() throws {
        test = try TemporaryDesk()
        // Of the last days visits may be planned for days to come, and are no past yet.
        try test.repairsOfPastDays(SimulationFault.fewestCases + 14, arrivingAfter: .hours(4))
    }

    private func draft(_ id: String, within target: Target) throws -> PromiseDraft {
        var text = PromiseText(try #require(test.desk.rules.promises[id]))
        (text.published, text.internalTarget) = (target, nil)
        let file = text.file
        return try test.as("sun") { try $0.draftPromises("试算", text: file) }
    }

    private func trial(_ draft: PromiseDraft) throws -> DraftTrial {
        try test.desk.read { try DraftTrial(draft, $0, at: test.now) }
    }

    @Test("a stricter promise is kept no more often, on the same cases; where it breaks is told of it")
    func stricter() throws {
        let result = try trial(draft("visit-offered", within: Target(1, .minutes))).run(runs: 4) { _ in }
        let line = try #require(result.forecast.lines.first, "what it makes different comes first")
        #expect(line.promise == "visit-offered")
        let (before, after) = (try #require(line.asIs), try #require(line.changed))
        #expect(after.mean <= before.mean && after.mean < 0.5)
        #expect(line.target == "1 minute" && result.forecast.runs == 4)
        #expect(result.asIs[.visits] != nil && result.changed[.utilisation] != nil)
        let breaks = try #require(result.breaks)
        #expect(breaks.promise == "visit-offered" && breaks.places.contains { $0.kept < 1 && $0.cases > 0 })
    }

    @Test("it says how far it is, and ends when told to")
    func stopped() throws {
        let trial = try trial(draft("visit-offered", within: Target(6, .hours)))
        var parts: [Double] = []
        #expect(throws: CancellationError.self) {
            try trial.run(runs: 4) { part in
                parts.append(part)
                if part >= 0.5 { throw CancellationError() }
            }
        }
        #expect(parts == [0, 0.125, 0.25, 0.375, 0.5])
    }

    @Test("a promise that is not simulated, and a draft that is not open, are refused")
    func refused() throws {
        #expect(throws: SimulationFault.self) {
            try trial(draft("complaint-respond", within: Target(3, .workingHours)))
        }
        let open = try draft("visit-offered", within: Target(6, .hours))
        let withdrawn = try test.as("sun") { try $0.withdrawDraft(open.id, reason: "人手不够") }
        #expect(throws: PromiseDraftFault.notOpen(open.id)) { try trial(withdrawn) }
    }
}
