import Model

/// What one command alone can find wrong with its words.
enum CommandFault: Fault, Hashable {
    // What it is about
    /// A matter of another kind than the command is about.
    case subject(example: String)
    case quoteNeedsVisit
    case partNeedsCase
    case noticeOrAll
    case numberOrClaim
    case partOrOrder
    case orderTakesCount
    case notWhole(String)
    case lineTwice(Int)
    case clauseAlone
    case versionOfOneWay
    /// Several words of the form `item=answer`.
    case answerPairs
    /// Several words of the form `item=text`.
    case remarkPairs

    // What goes beside what
    case fieldsNeedStep
    case answerOrFile
    case aloneOrOffered
    case sumsOrNothing
    case trendInText
    case picturesInText
    case waterfallInText
    case groupInText

    // Numbers and days
    case tooFewInDemo
    case tooManyBusy(most: String)
    case dayNotWhole
    case awayWithinDay
    /// The first day is after the last, which nobody gave.
    case startsAfter(Day)

    // Files
    case questionnaireName
    case questionnaireThere(String)
    case fileThere(String)

    var kind: FaultKind { .usage }

    var phrase: Phrase { Phrase("cli.parser", ["detail": .phrase(detail)]) }

    private var detail: Phrase {
        switch self {
        case .subject(let example): Phrase("cli.must.subject", ["example": .text(example)])
        case .quoteNeedsVisit: Phrase("cli.must.quoteNeedsVisit")
        case .partNeedsCase: Phrase("cli.must.partNeedsCase")
        case .noticeOrAll: Phrase("cli.must.noticeOrAll")
        case .numberOrClaim: Phrase("cli.must.numberOrClaim")
        case .partOrOrder: Phrase("cli.must.partOrOrder")
        case .orderTakesCount: Phrase("cli.must.orderTakesCount")
        case .notWhole(let text): Phrase("cli.must.notWhole", ["value": .text(text)])
        case .lineTwice(let line): Phrase("cli.must.lineTwice", ["line": .count(line)])
        case .clauseAlone: Phrase("cli.must.clauseAlone")
        case .versionOfOneWay: Phrase("cli.must.versionOfOneWay")
        case .answerPairs: Phrase("cli.must.answerPairs")
        case .remarkPairs: Phrase("cli.must.remarkPairs")
        case .fieldsNeedStep: Phrase("cli.must.fieldsNeedStep")
        case .answerOrFile: Phrase("cli.must.answerOrFile")
        case .aloneOrOffered: Phrase("cli.must.aloneOrOffered")
        case .sumsOrNothing: Phrase("cli.must.sumsOrNothing")
        case .trendInText: Phrase("cli.must.trendInText")
        case .picturesInText: Phrase("cli.must.picturesInText")
        case .waterfallInText: Phrase("cli.must.waterfallInText")
        case .groupInText: Phrase("cli.must.groupInText")
        case .tooFewInDemo: Phrase("cli.must.tooFewInDemo")
        case .tooManyBusy(let most): Phrase("cli.must.tooManyBusy", ["most": .text(most)])
        case .dayNotWhole: Phrase("cli.must.dayNotWhole")
        case .awayWithinDay: Phrase("cli.must.awayWithinDay")
        case .startsAfter(let day): Phrase("cli.must.startsAfter", ["day": .day(day)])
        case .questionnaireName: Phrase("cli.must.questionnaireName")
        case .questionnaireThere(let name): Phrase("cli.must.questionnaireThere", ["name": .text(name)])
        case .fileThere(let path): Phrase("cli.must.fileThere", ["path": .text(path)])
        }
    }
}
