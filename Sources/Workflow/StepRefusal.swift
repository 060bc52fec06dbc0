package import Model

/// Why a transition is not taken. Names the missing field, the role, the way out.
package enum StepRefusal: Fault, Hashable {
    /// There is no such transition in the workflow.
    case unknownTransition(String, known: [String])
    /// It does not start from the present state.
    case notFromHere(transition: Label, state: Label, possible: [String])
    /// The subject is in a state the definition does not know (an older version's).
    case unknownState(String, workflow: Label)
    /// Only these roles may take it.
    case notYourRole(transition: Label, roles: [Label])
    /// The right to take steps does not reach this case.
    case outOfReach(transition: Label, reach: [Phrase])
    /// Only timers and reactions take it.
    case deskOnly(transition: Label)
    /// These fields are still empty.
    case missing(transition: Label, fields: [FieldDefinition])
    /// Its condition does not hold; why, in the definition's words.
    case condition(transition: Label, why: Label?)
    /// A note must say first why the matter is late, or came again.
    case noteWanted(transition: Label)
    /// The value does not fit the field.
    case badValue(field: FieldDefinition, value: FieldValue)
    /// The transition does not ask for such a field.
    case notAskedFor(field: String, transition: Label, asked: [String])

    package var kind: FaultKind {
        switch self {
        case .notYourRole, .outOfReach, .deskOnly: .notAllowed
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .unknownTransition(let name, let known):
            Phrase("workflow.unknownTransition", ["name": .text(name), "known": .names(known)])
        case .notFromHere(let transition, let state, let possible):
            possible.isEmpty
                ? Phrase(
                    "workflow.nothingFromHere", ["transition": .label(transition), "state": .label(state)])
                : Phrase(
                    "workflow.notFromHere",
                    ["transition": .label(transition), "state": .label(state), "possible": .names(possible)])
        case .unknownState(let name, let workflow):
            Phrase("workflow.unknownStateNow", ["state": .text(name), "workflow": .label(workflow)])
        case .noteWanted(let transition):
            Phrase("workflow.noteWanted", ["transition": .label(transition)])
        case .notYourRole(let transition, let roles):
            Phrase(
                "workflow.notYourRole",
                ["transition": .label(transition), "roles": .list(roles.map(PhraseFact.label))])
        case .outOfReach(let transition, let reach):
            Phrase(
                "workflow.outOfReach",
                ["transition": .label(transition), "reach": .list(reach.map(PhraseFact.phrase))])
        case .deskOnly(let transition):
            Phrase("workflow.deskOnly", ["transition": .label(transition)])
        case .missing(let transition, let fields):
            Phrase(
                "workflow.missing",
                [
                    "transition": .label(transition),
                    "fields": .list(
                        fields.map {
                            .phrase(
                                Phrase("workflow.field", ["label": .label($0.label), "name": .text($0.name)]))
                        }),
                ])
        case .condition(let transition, let why?):
            Phrase("workflow.condition", ["transition": .label(transition), "why": .label(why)])
        case .condition(let transition, nil):
            Phrase("workflow.conditionUnsaid", ["transition": .label(transition)])
        case .badValue(let field, let value): Self.badValue(field, value)
        case .notAskedFor(let field, let transition, let asked):
            asked.isEmpty
                ? Phrase("workflow.nothingAsked", ["field": .text(field), "transition": .label(transition)])
                : Phrase(
                    "workflow.notAskedFor",
                    ["field": .text(field), "transition": .label(transition), "asked": .names(asked)])
        }
    }

    private static func badValue(_ field: FieldDefinition, _ value: FieldValue) -> Phrase {
        var facts: [String: PhraseFact] = [
            "field": .label(field.label), "name": .text(field.name), "value": .text(value.plain),
        ]
        if field.type == .choice { facts["choices"] = .names(field.choices.map(\.name)) }
        return Phrase("workflow.badValue.\(field.type.rawValue)", facts)
    }
}

extension PhraseFact {
    /// Names as people type them.
    static func names(_ names: [String]) -> PhraseFact { .list(names.map(PhraseFact.text)) }
}
