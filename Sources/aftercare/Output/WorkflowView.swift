import Model
import Wording
import Workflow

/// A workflow with its states, transitions and fields.
struct WorkflowView: Showable {
    let name: String
    let version: Int
    let subject: String
    let label: String
    let file: String
    let initial: String
    let states: [StateView]
    let transitions: [TransitionView]
    let fields: [FieldView]
    private let definition: WorkflowDefinition

    private enum CodingKeys: String, CodingKey {
        case name, version, subject, label, file, initial, states, transitions, fields
    }

    init(_ w: WorkflowDefinition, _ output: Output) {
        (name, version, subject, file, initial) = (w.name, w.version, w.subject.rawValue, w.file, w.initial)
        label = output.wording.text(w.label)
        states = w.states.map { StateView($0, output) }
        transitions = w.transitions.map { TransitionView($0, output) }
        fields = w.fields.map { FieldView($0, output) }
        definition = w
    }

    func lines(_ output: Output) -> [String] {
        [WorkflowTable.text(definition, language: output.wording.language) { output.wording.say($0) }]
    }
}

struct StateView: Encodable {
    let name: String
    let label: String
    let category: StateCategory
    /// Metrics whose clocks it starts, pauses and stops.
    let starts: [String]
    let pauses: [String]
    let stops: [String]
    let timers: [TimerView]

    init(_ s: WorkflowDefinition.State, _ output: Output) {
        (name, category) = (s.name, s.category)
        label = output.wording.text(s.label)
        (starts, pauses, stops) = (s.clocks.start, s.clocks.pause, s.clocks.stop)
        timers = s.timers.map(TimerView.init)
    }
}

/// A timed transition: `after` a length of time counted on a calendar, or `at` the moment a field holds.
struct TimerView: Encodable {
    let take: String
    @OrNull var after: String?
    @OrNull var calendar: String?
    @OrNull var at: String?

    init(_ t: TimerOrder) {
        take = t.transition
        switch t.moment {
        case .after(let amount, let name):
            (_after, _calendar, _at) = (OrNull(amount.description), OrNull(name), OrNull(nil))
        case .at(let field): (_after, _calendar, _at) = (OrNull(nil), OrNull(nil), OrNull(field))
        }
    }
}

struct TransitionView: Encodable {
    let name: String
    let label: String
    let from: [String]
    /// Null for one that stays in the state it is taken in.
    @OrNull var to: String?
    /// Roles; empty for anyone, `desk` for timers and reactions only.
    let who: [String]
    let requires: [String]
    let optional: [String]

    init(_ t: WorkflowDefinition.Transition, _ output: Output) {
        (name, from) = (t.name, t.from)
        label = output.wording.text(t.label)
        _to = OrNull(t.to)
        who = t.who.names
        requires = t.require + t.anew
        optional = t.may
    }
}

struct FieldView: Encodable {
    let name: String
    let label: String
    let type: String
    let choices: [String]

    init(_ f: FieldDefinition, _ output: Output) {
        (name, type, choices) = (f.name, f.type.rawValue, f.choices.map(\.name))
        label = output.wording.text(f.label)
    }
}

extension WorkflowDefinition.Who {
    var names: [String] {
        switch self {
        case .anyone: []
        case .roles(let roles): roles.filter { !$0.hasEveryRight }.map(\.name)
        case .desk: ["desk"]
        }
    }
}
