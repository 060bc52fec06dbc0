package import Model
package import Records
package import Statistics
package import Workflow

/// A workflow in force with what really went over it: each state with how long matters stayed and how many wait there, each
/// arrow with how often it was taken, and what of it ended early or went back.
package struct ProcessMap: Sendable {
    /// Where an arrow leads, by the order in which the workflow names its states.
    package enum Course: String, Sendable, CaseIterable {
        case onward
        /// To a state named earlier: what was done is done again. What was only held up goes on from where it stood.
        case back
        /// Out of what was over.
        case reopened
        /// Called off.
        case dropOut = "drop-out"
        case ended
        /// It leaves its state as it is.
        case stays

        /// Whether something is done again.
        package var isLoop: Bool { self == .back || self == .reopened }
    }

    /// In minutes of service time.
    package struct Time: Sendable, Hashable {
        package var count: Int
        package var median: Double?
        /// Nine in ten are not longer.
        package var ninth: Double?

        init(_ minutes: [Double]) {
            let sorted = minutes.sorted()
            (count, median, ninth) = (sorted.count, Quantiles.of(0.5, sorted), Quantiles.of(0.9, sorted))
        }
    }

    package struct Station: Sendable {
        package var state: WorkflowDefinition.State
        /// How often it was entered and left in the time.
        package var entered: Int
        package var left: Int
        /// Until it was left.
        package var time: Time
        /// Who is there now.
        package var waiting: ProcessStore.Waiting?

        package var isIdle: Bool { entered == 0 && left == 0 && waiting == nil }
    }

    package struct Arrow: Sendable, Hashable {
        package var transition: String
        package var label: Label
        package var from: String
        package var to: String
        package var course: Course
        package var count: Int
        /// Of all that left the state; nil for what stays.
        package var share: Estimate?
        /// In the state before.
        package var time: Time
        /// Whether the desk takes it by itself.
        package var isOfDesk: Bool
    }

    package var definition: WorkflowDefinition
    package var days: ClosedRange<Day>
    /// In whose hours times are reckoned.
    package var calendar: String
    /// That took a step in the time, and those of them that began in it.
    package var matters: Int
    package var began: Int
    /// Of the matters: those that went back at least once, or were opened again; and those that were called off.
    package var looped: Estimate?
    package var dropped: Estimate?
    /// In the workflow's order.
    package var stations: [Station]
    /// By the order of their states, those taken most often first.
    package var arrows: [Arrow]
    /// Transitions that nobody took, in the workflow's order; those of imports left out.
    package var untaken: [WorkflowDefinition.Transition]

    package func arrows(from state: String) -> [Arrow] { arrows.filter { $0.from == state } }
}

extension ProcessMap {
    /// - Parameter matters: the steps that each took in the time.
    init(
        _ definition: WorkflowDefinition, on days: ClosedRange<Day>, calendar: String,
        matters: [[PassedStep]], waiting: [String: ProcessStore.Waiting]
    ) {
        let steps = Array(matters.joined())
        let moves = steps.filter { !$0.transition.isEmpty && $0.isMove }
        let left = Dictionary(grouping: moves, by: \.from)
        let entered = Dictionary(grouping: steps.filter(\.isMove), by: \.to)
        func share(_ isMeant: (Course) -> Bool) -> Estimate? {
            Estimate(
                share: matters.count { $0.contains { isMeant(definition.course(of: $0)) } }, of: matters.count
            )
        }
        self.init(
            definition: definition, days: days, calendar: calendar, matters: matters.count,
            began: steps.count { $0.transition.isEmpty }, looped: share(\.isLoop),
            dropped: share { $0 == .dropOut },
            stations: definition.states.map { state in
                let out = left[state.name] ?? []
                return Station(
                    state: state, entered: entered[state.name]?.count ?? 0, left: out.count,
                    time: Time(out.compactMap(\.minutes)), waiting: waiting[state.name])
            }, arrows: [], untaken: [])
        let ways = Dictionary(grouping: steps.filter { !$0.transition.isEmpty }) {
            [$0.transition, $0.from, $0.to]
        }
        let order = definition.places
        arrows = ways.values.map { Self.arrow($0, leaving: left[$0[0].from]?.count ?? 0, definition) }
            .sorted {
                (order[$0.from] ?? 0, $1.count, $0.transition, $0.to) < (
                    order[$1.from] ?? 0, $0.count, $1.transition, $1.to
                )
            }
        let taken = Set(arrows.map(\.transition))
        untaken = definition.transitions.filter { !taken.contains($0.name) && !$0.isOfImport }
    }

    private static func arrow(_ steps: [PassedStep], leaving: Int, _ definition: WorkflowDefinition) -> Arrow
    {
        let step = steps[0]
        // Out of waiting some go on and others back: the arrow leads where most went.
        let courses = Dictionary(grouping: steps) { definition.course(of: $0) }.mapValues(\.count)
        let course = courses.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
        let transition = definition.transition(step.transition)
        return Arrow(
            transition: step.transition, label: transition?.label ?? Label(["": step.transition]),
            from: step.from, to: step.to, course: course ?? .onward, count: steps.count,
            share: step.isMove ? Estimate(share: steps.count, of: leaving) : nil,
            time: Time(steps.compactMap(\.minutes)), isOfDesk: transition?.who == .desk)
    }
}

extension WorkflowDefinition {
    /// The place of each state in its order.
    fileprivate var places: [String: Int] {
        Dictionary(states.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    func course(of step: PassedStep) -> ProcessMap.Course {
        // How it began leads on.
        guard !step.transition.isEmpty else { return .onward }
        guard step.isMove else { return .stays }
        guard let to = category(of: step.to), to.isOpen else {
            return category(of: step.to) == .cancelled ? .dropOut : .ended
        }
        guard category(of: step.from)?.isOpen ?? true else { return .reopened }
        let stood = isWaiting(step.from) ? step.heldUpIn ?? step.to : step.from
        return place(of: step.to) < place(of: stood) ? .back : .onward
    }

    private func place(of state: String) -> Int { states.firstIndex { $0.name == state } ?? 0 }
}

extension WorkflowDefinition.Transition {
    /// Whether only an import has it taken.
    fileprivate var isOfImport: Bool {
        !on.isEmpty && on.allSatisfy { $0 == .importClosed || $0 == .importActive }
    }
}

extension Reading {
    /// - Throws: `DeskFault.unknownKind` for a workflow that there is none of.
    package func processMap(_ workflow: String, on days: ClosedRange<Day>) throws -> ProcessMap {
        let definition = try rules.workflow(named: workflow)
        return ProcessMap(
            definition, on: days, calendar: rules.settings.calendar,
            matters: try passed(definition, on: days),
            waiting: try processes.waiting(in: workflow, definition.subject)
                .reduce(into: [:]) { found, next in
                    // What keeps to an earlier version is where this one has it.
                    guard let state = definition.successor(of: next.key) else { return }
                    let other = found[state]
                    found[state] = ProcessStore.Waiting(
                        count: next.value.count + (other?.count ?? 0),
                        oldest: min(next.value.oldest, other?.oldest ?? next.value.oldest))
                })
    }
}

extension ProcessMap.Station {
    /// How many are there now, and since when the first of them.
    package var waits: Int { waiting?.count ?? 0 }
    package var waitsSince: Instant? { waiting?.oldest }
}
