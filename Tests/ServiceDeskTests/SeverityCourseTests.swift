import DeskTesting
import Model
import Testing
import Workflow

@testable import Records
@testable import ServiceDesk

/// A complaint that a step, a ladder in the same moment, and a person an hour later made more severe.
@Suite("How severe a past case was")
struct SeverityCourseTests {
    private let start = Samples.now
    private let turns: [ProcessStore.Turn]

    init() {
        let (step, later) = (Samples.now + .hours(1), Samples.now + .hours(2))
        turns = [
            .init(at: step, deed: .severity(from: .general, to: .major)),
            .init(at: step, deed: .severity(from: .major, to: .urgent)),
            .init(at: later, deed: .severity(from: .urgent, to: .general)),
        ]
    }

    private func steps(_ taken: String...) -> [ProcessStore.Step] {
        taken.map {
            ProcessStore.Step(
                subject: Subject(CaseID(1)), at: start + .hours(1), taken: $0, from: "received",
                to: "escalated")
        }
    }

    @Test("it is told of every moment; of that of a change, as it was before")
    func moments() {
        let course = SeverityCourse(turns, now: .general)
        #expect(course.all == [.general, .major, .urgent, .general])
        #expect(course[start] == .general && course[start + .hours(1)] == .general)
        #expect(course[start + .minutes(61)] == .urgent && course[start + .hours(3)] == .general)
        #expect(SeverityCourse([], now: .critical).all == [.critical])
    }

    @Test("what a step raised is told from what was raised beside it, each step once")
    func beside() throws {
        let complaint = try TemporaryDesk.rules.workflow(named: "complaint")
        func raised(_ steps: [ProcessStore.Step]) -> [Int] {
            complaint.raised(beside: steps, turns).map(\.by)
        }
        #expect(raised(steps("escalate")) == [1, -2])
        #expect(raised(steps("acknowledge")) == [1, 1, -2])
        #expect(raised(steps("escalate", "escalate")) == [-2])
    }

    @Test("what a step opened is told from what answers to questions did")
    func opened() throws {
        let inquiry = try TemporaryDesk.rules.workflow(named: "inquiry")
        let turns = [ProcessStore.Turn(at: start + .hours(1), deed: .followed(CaseID(2)))]
        #expect(inquiry.opened(by: steps("make-repair"), turns) == [CaseID(2)])
        #expect(inquiry.opened(by: steps("answer"), turns).isEmpty)
        #expect(inquiry.opened(by: [], turns).isEmpty)
    }
}
