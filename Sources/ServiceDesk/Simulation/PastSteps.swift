import Model
import Records
import Simulation
import Workflow

/// Makes acts of what befell a past case: the steps of its journal and its visits, in the order they happened.
struct PastSteps {
    /// What happened beside the steps: to visits and calls, and to the case.
    enum Word {
        case booked(CasePattern.Leg)
        /// Booked, for nothing: it was called off later.
        case bookedInVain
        case calledOff
        /// The one booked as the first is 0.
        case over(Int)
        /// A call was planned; when its time begins is counted from then.
        case call(CasePattern.Call)
        /// The case became so many tiers more severe.
        case severity(Int)
        /// Booked and not over yet: what comes then is not known.
        case unknown
    }

    private let definition: WorkflowDefinition
    private let spent: (Instant, Instant) -> Span
    private var known: [CasePattern.Act] = []
    private var here: String
    private var since: Instant
    private var underWay = 0
    private var isKnown = true

    /// - Parameters:
    ///   - definition: the version in force.
    ///   - spent: the desk's hours between two instants.
    init(_ definition: WorkflowDefinition, opened: Instant, spent: @escaping (Instant, Instant) -> Span) {
        (self.definition, self.spent) = (definition, spent)
        (here, since) = (definition.initial, opened)
    }

    /// - Parameters:
    ///   - steps: after the opening, in their order.
    ///   - words: in their order; at the same moment before the steps that visits bring about, and after all others.
    mutating func acts(_ steps: some Sequence<ProcessStore.Step>, _ words: [(at: Instant, word: Word)])
        -> [CasePattern.Act]
    {
        var words = words[...]
        for step in steps {
            let transition = definition.transition(step.taken)
            let isOfVisits = transition?.isOfVisits ?? false
            while let word = words.first, word.at < step.at || word.at == step.at && isOfVisits {
                guard take(words.removeFirst()) else { return known }
            }
            if let taken = transition.flatMap({ deed($0) }) { add(taken, at: step.at) }
            if let next = definition.successor(of: step.to) { here = next }
        }
        for word in words { guard take(word) else { break } }
        return known
    }

    /// How long nothing has happened since the last act, in the desk's hours; zero where a visit is to come or under way.
    func quiet(until now: Instant) -> Span {
        isKnown && underWay == 0 && now > since ? spent(since, now) : .zero
    }

    /// - Returns: whether it is known what comes then.
    private mutating func take(_ word: (at: Instant, word: Word)) -> Bool {
        switch word.word {
        case .booked(let leg):
            add(.visit(leg), at: word.at)
            underWay += 1
        case .bookedInVain: add(.word(.visitBooked), at: word.at)
        case .calledOff: add(.word(.visitCancelled), at: word.at)
        case .severity(let tiers): add(.severity(tiers), at: word.at)
        // Planned by what happened last, it comes with that, and is not done in a state.
        case .call(var call):
            call.from = call.from + (word.at - since)
            known.append(CasePattern.Act(.call(call)))
        case .over(let number):
            known.append(CasePattern.Act(.over(number)))
            underWay -= 1
            since = max(since, word.at)
        case .unknown:
            isKnown = false
            return false
        }
        return true
    }

    private mutating func add(_ deed: CasePattern.Act.Deed, at: Instant) {
        known.append(
            CasePattern.Act(
                after: at > since ? spent(since, at) : .zero, deed, from: underWay == 0 ? here : nil))
        since = max(since, at)
    }

    /// Nil for what runs bring about themselves.
    private func deed(_ transition: WorkflowDefinition.Transition) -> CasePattern.Act.Deed? {
        guard transition.who == .desk else { return .step(transition.name) }
        guard !transition.isOfVisits, !definition.timed.contains(transition.name) else { return nil }
        return transition.on.first.map(CasePattern.Act.Deed.word)
    }
}

extension WorkflowDefinition {
    /// Transitions that come in time.
    fileprivate var timed: Set<String> { Set(states.flatMap(\.timers).map(\.transition)) }

    /// Whether the clocks of a metric stop as somebody is at the door or the visit is done, and by no step at the desk before.
    func isOfVisits(_ metric: String) -> Bool {
        let atTheDesk = states.filter(\.category.isOpen).flatMap(\.clocks.stop)
        return !atTheDesk.contains(metric)
            && (stops(metric, on: .visitOnSite) || stops(metric, on: .visitDone))
    }

    private func stops(_ metric: String, on signal: Signal) -> Bool {
        transitions.contains { transition in
            guard transition.on.contains(signal) else { return false }
            let stopped = transition.clocks.stop + (transition.to.flatMap(state)?.clocks.stop ?? [])
            return stopped.contains(metric)
        }
    }
}

extension WorkflowDefinition.Transition {
    /// Whether a visit brings it about.
    fileprivate var isOfVisits: Bool { who == .desk && on.contains(where: \.isOfVisits) }
}

extension Signal {
    fileprivate var isOfVisits: Bool {
        switch self {
        case .visitBooked, .visitEnRoute, .visitOnSite, .visitDone, .visitNoAccess, .visitPartsNeeded,
            .visitRevisit, .visitCancelled:
            true
        case .callScheduled, .callReachedSatisfied, .callReachedDissatisfied, .callUnreachable,
            .approvalGranted, .approvalRefused, .customerChased, .customerRepeated, .caseCalledOff,
            .campaignStopped, .customerDeclined, .importClosed, .importActive:
            false
        }
    }
}
