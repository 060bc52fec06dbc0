import Model

/// What can be wrong with the options of a command as a whole: some do not fit together, a number is out of its range, a value
/// is not written as it is read.
enum OptionFault: Fault, Hashable {
    /// They exclude each other.
    case apart([String])
    case without([String], others: [String])
    case alone(String)
    /// They may stand only beside all of the others.
    case with([String], others: [String])
    case withOne([String], others: [String])
    case together([String])
    case oneOf([String])
    case missing(String)
    /// Bounds are taken themselves.
    case between(String, low: String, high: String)
    /// Neither bound is taken.
    case strictlyBetween(String, low: String, high: String)
    /// The lower bound is taken, the upper is not.
    case inside(String, least: String, below: String)
    /// The upper bound is taken, the lower is not.
    case above(String, low: String, high: String)
    case least(String, low: String)
    /// The days of the option lie before those of the other.
    case order(String, other: String)
    case choices(String, [String])
    case written(String, example: String)

    var kind: FaultKind { .usage }

    var phrase: Phrase { Phrase("cli.parser", ["detail": .phrase(detail)]) }

    private var detail: Phrase {
        switch self {
        case .apart(let options): Phrase("cli.rule.apart", ["options": .words(options)])
        case .without(let options, let others):
            Phrase("cli.rule.without", ["options": .words(options), "others": .words(others)])
        case .alone(let option): Phrase("cli.rule.alone", ["option": .text(option)])
        case .with(let options, let others):
            Phrase("cli.rule.with", ["options": .words(options), "others": .words(others)])
        case .withOne(let options, let others):
            Phrase("cli.rule.withOne", ["options": .words(options), "others": .words(others)])
        case .together(let options): Phrase("cli.rule.together", ["options": .words(options)])
        case .oneOf(let options): Phrase("cli.rule.oneOf", ["options": .words(options)])
        case .missing(let option): Phrase("cli.argument.missing", ["argument": .text(option)])
        case .between(let option, let low, let high):
            Phrase("cli.rule.between", ["option": .text(option), "low": .text(low), "high": .text(high)])
        case .strictlyBetween(let option, let low, let high):
            Phrase(
                "cli.rule.strictlyBetween", ["option": .text(option), "low": .text(low), "high": .text(high)])
        case .inside(let option, let least, let below):
            Phrase("cli.rule.inside", ["option": .text(option), "low": .text(least), "high": .text(below)])
        case .above(let option, let low, let high):
            Phrase("cli.rule.above", ["option": .text(option), "low": .text(low), "high": .text(high)])
        case .least(let option, let low):
            Phrase("cli.rule.least", ["option": .text(option), "low": .text(low)])
        case .order(let option, let other):
            Phrase("cli.rule.order", ["option": .text(option), "other": .text(other)])
        case .choices(let option, let known):
            Phrase("cli.rule.choices", ["option": .text(option), "known": .words(known)])
        case .written(let option, let example):
            Phrase("cli.rule.written", ["option": .text(option), "example": .text(example)])
        }
    }
}
