package import Model

/// What is wrong with answers to a questionnaire, or with asking for it.
package enum SurveyFault: Fault, Hashable {
    case noQuestionnaire(String, known: [String])
    case noQuestion(String, in: String)
    /// A column that is neither a question nor one of what may stand beside them.
    case noSuchColumn(String, in: String, known: [String])
    case notAnAnswer(String, to: Question)
    case owed(Question)
    /// Answered, though these answers lead past it.
    case notAsked(Question)
    /// What the points of the dimensions sum to in place of 100.
    case points(Int)
    /// A file says something else under a name and version that answers were given to.
    case changedWithoutVersion(String, Int)
    case aboutNothing(Questionnaire.About)
    /// Nobody asks what customers think of their own work.
    case ownWork(login: String)
    /// It was answered for this visit or case before.
    case already(SurveyID)
    case inFuture(Day)
    case noAnswers
    /// This call asks no questionnaire.
    case notInCall(CallID)
    /// Nobody corrects or judges what customers say of their own work.
    case ownSheet(login: String)
    case withdrawn(SurveyID)
    case nothingChanged(SurveyID)
    /// A sheet was not corrected so often.
    case noRevision(Int, of: SurveyID, newest: Int)
    /// What this sheet says is not otherwise than was recorded in this.
    case noDifference(String, in: SurveyID, known: [String])
    case decidedBefore(String, in: SurveyID, by: String)
    /// The questionnaire names no case that looks into such a difference.
    case noFollowUp(String, in: String)
    /// A file's header names no question at all.
    case noColumns(String)
    case several([SurveyFault])

    /// One as it is, several as one; none, and nothing is thrown.
    package static func raise(_ faults: [SurveyFault]) throws {
        if let first = faults.first { throw faults.count == 1 ? first : .several(faults) }
    }

    package var kind: FaultKind {
        switch self {
        case .noQuestionnaire, .noDifference, .noRevision: .noSuchThing
        case .decidedBefore: .tryAgain
        case .aboutNothing: .usage
        case .ownWork, .ownSheet: .notAllowed
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noQuestionnaire(let name, let known):
            Phrase("survey.noQuestionnaire", ["name": .text(name), "known": Self.names(known)])
        case .noQuestion(let name, let questionnaire):
            Phrase("survey.noQuestion", ["name": .text(name), "questionnaire": .text(questionnaire)])
        case .noSuchColumn(let name, let questionnaire, let known):
            Phrase(
                "survey.noSuchColumn",
                ["name": .text(name), "questionnaire": .text(questionnaire), "known": Self.names(known)])
        case .notAnAnswer(let text, let question):
            Phrase(
                "survey.notAnAnswer",
                ["text": .text(text), "question": .text(question.name), "allowed": .phrase(question.allowed)])
        case .owed(let question):
            Phrase("survey.owed", ["question": .text(question.name), "ask": .label(question.ask)])
        case .notAsked(let question): Phrase("survey.notAsked", ["question": .text(question.name)])
        case .points(let sum): Phrase("survey.points", ["sum": .count(sum)])
        case .changedWithoutVersion(let name, let version):
            Phrase("survey.changedWithoutVersion", ["name": .text(name), "version": .count(version)])
        case .aboutNothing(let about):
            Phrase("survey.aboutNothing", ["about": .phrase(Phrase("survey.about.\(about.rawValue)"))])
        case .ownWork(let login): Phrase("survey.ownWork", ["login": .text(login)])
        case .already(let id): Phrase("survey.already", ["id": .text(id.description)])
        case .inFuture(let day): Phrase("survey.inFuture", ["day": .day(day)])
        case .noAnswers: Phrase("survey.noAnswers")
        case .notInCall(let id): Phrase("survey.notInCall", ["id": .text(id.description)])
        case .ownSheet(let login): Phrase("survey.ownSheet", ["login": .text(login)])
        case .withdrawn(let id): Phrase("survey.isWithdrawn", ["id": .text(id.description)])
        case .nothingChanged(let id): Phrase("survey.nothingChanged", ["id": .text(id.description)])
        case .noRevision(let revision, let id, let newest):
            Phrase(
                "survey.noRevision",
                ["revision": .text("\(revision)"), "id": .text(id.description), "newest": .text("\(newest)")])
        case .noDifference(let name, let id, let known):
            Phrase(
                known.isEmpty ? "survey.noDifferences" : "survey.noDifference",
                ["name": .text(name), "id": .text(id.description), "known": Self.names(known)])
        case .decidedBefore(let name, let id, let login):
            Phrase(
                "survey.decidedBefore",
                ["name": .text(name), "id": .text(id.description), "login": .text(login)])
        case .noFollowUp(let name, let questionnaire):
            Phrase("survey.noFollowUp", ["name": .text(name), "questionnaire": .text(questionnaire)])
        case .noColumns(let path): Phrase("survey.noColumns", ["path": .text(path)])
        case .several(let faults):
            faults.dropFirst().reduce(faults.first?.phrase ?? Phrase("survey.noAnswers")) { said, fault in
                Phrase("survey.both", ["first": .phrase(said), "second": .phrase(fault.phrase)])
            }
        }
    }

    private static func names(_ names: [String]) -> PhraseFact { .list(names.map { .text($0) }) }
}

extension Question {
    /// What is an answer to it, in words.
    package var allowed: Phrase {
        switch kind {
        case .single(let choices): Phrase("survey.allowed.single", ["choices": Self.words(choices)])
        case .multiple(let choices): Phrase("survey.allowed.multiple", ["choices": Self.words(choices)])
        case .number(let from, let to, let digits):
            Phrase(
                "survey.allowed.number",
                ["from": .number(from), "to": .number(to), "count": .count(digits)])
        case .date: Phrase("survey.allowed.date")
        case .text: Phrase("survey.allowed.text")
        case .scale, .nps, .ces, .csat:
            Phrase(
                "survey.allowed.scale",
                ["from": .count(kind.scale?.lowerBound ?? 0), "to": .count(kind.scale?.upperBound ?? 0)])
        }
    }

    private static func words(_ choices: [Choice]) -> PhraseFact { .list(choices.map { .text($0.name) }) }
}
