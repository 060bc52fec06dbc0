import ArgumentParser
import Foundation
import Model
import Quality
import ServiceDesk

struct QualityCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "Cases and calls drawn and judged by score cards, and what agents are told of it.",
        discussion: """
            Each week some cases and calls of each agent are drawn, by chance and by risk, and judged by the cards of \
            scorecards.yaml. Some are scored by two people, neither of whom knows of the other; where their scores are too far \
            apart a third person settles what holds.
            """,
        subcommands: [
            CheckScoreCards.self, ShowScoreCard.self, DrawReviews.self, TakeReview.self, ReleaseReview.self,
            ScoreReview.self, ListReviews.self, ShowReview.self, ListScoreDifferences.self, SettleReview.self,
            CoachAgent.self, ListOwnReviews.self, AnswerCoaching.self, ListAgentScores.self,
            ListMissedItems.self, ShowAgreement.self, CalibrationCommands.self,
        ])
}

extension ReviewID: ExpressibleByArgument {}
extension CoachingID: ExpressibleByArgument {}

struct CheckScoreCards: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in scorecards.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.checkScoreCards(), praise: "scoring.sound")
    }
}

struct ShowScoreCard: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "A score card with its items, and how much is drawn for it.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The card; all of them, when none is given.") var name: String?

    func run(at place: Workplace) throws {
        let names = try name.map { [$0] } ?? place.rules.scoreCards().cards.map(\.name)
        try place.output.show(
            ScoreCardsView(cards: names.map { try ScoreCardView(place.rules.scoreCard($0), place.output) }))
    }
}

struct DrawReviews: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw what is to be judged of a week that is over; a week is drawn once.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The card; all of them, when none is given.") var card: String?
    @Option(help: ArgumentHelp("A day of the week; last week, when none is given.", valueName: "date"))
    var week: String?
    @Option(
        help: ArgumentHelp(
            "Draws the same from the same; by chance, when none is given.", valueName: "number"))
    var seed: Int64?

    func run(in session: Session) throws {
        let instants = session.place.instants
        let day = try week.map(instants.day) ?? instants.today - 7
        let names = try card.map { [$0] } ?? session.rules.scoreCards().cards.map(\.name)
        let seed = seed ?? Int64.random(in: 1...999_999_999)
        try session.output.list(
            session.act { work in
                try names.map { try work.drawReviews($0, weekOf: day, seed: seed) }
            } thenShow: { drawn, v in
                try drawn.map { try DrawView($0.draw, isNew: $0.isNew, v) }
            })
    }
}

struct TakeReview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "Take the oldest that waits to be scored, with its card.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Only of this card.") var card: String?

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.takeNextReview(card)
            } thenShow: {
                try ReviewSheetView($1.reading.reviewSheet($0.id, for: session.actor), $1)
            })
    }
}

struct ReleaseReview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give back unscored what you have in hand, or, if you draw and settle, what others have.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The review, such as R12.") var id: ReviewID

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.releaseReview(id)
            } thenShow: { _, v in
                try ReviewView(v.reading.reviewSheet(id, for: session.actor).review, v)
            })
    }
}

/// Answers to the items of a card, as people write them.
struct ScoreAnswers: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Answers: yes or no, a level of a scale, na where it does not apply.", valueName: "item=answer"))
    var answers: [String] = []
    @Option(help: ArgumentHelp("A remark on one item; may be given for several.", valueName: "item=text"))
    var about: [String] = []

    func byItem() throws -> [String: String] {
        try Self.byItem(answers, .answerPairs)
    }

    func remarks() throws -> [String: String] {
        try Self.byItem(about, .remarkPairs)
    }

    private static func byItem(_ texts: [String], _ rule: CommandFault) throws -> [String: String] {
        var found: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, found[parts[0]] == nil else { throw rule }
            found[parts[0]] = parts[1]
        }
        return found
    }
}

struct ScoreReview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score a case or a call by every item of its card; it stands once given.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The review, such as R12.") var id: ReviewID
    @OptionGroup var answers: ScoreAnswers
    @Option(help: "A remark.") var note = ""

    func run(in session: Session) throws {
        let (answers, remarks) = (try answers.byItem(), try answers.remarks())
        try session.output.show(
            session.act {
                try $0.scoreReview(id, answers, notes: remarks, note: note)
            } thenShow: { _, v in
                try ReviewSheetView(v.reading.reviewSheet(id, for: session.actor), v)
            })
    }
}

struct SettleReview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Settle what holds where two scores differ, as a third person who sees both.",
        discussion: "Only items that were not answered alike need an answer.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The review, such as R12.") var id: ReviewID
    @OptionGroup var answers: ScoreAnswers
    @Option(help: "Why, for both to learn from.") var note: String

    func run(in session: Session) throws {
        let (answers, remarks) = (try answers.byItem(), try answers.remarks())
        try session.output.show(
            session.act {
                try $0.settleReview(id, answers, notes: remarks, note: note)
            } thenShow: { _, v in
                try ReviewSheetView(v.reading.reviewSheet(id, for: session.actor), v)
            })
    }
}

struct CoachAgent: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "coach", abstract: "Tell the agent what was good and what would be better.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The finished review, such as R12.") var id: ReviewID
    @Argument(help: "What they are told.") var text: String

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.coach(id, text)
            } thenShow: {
                try CoachingView($0, $1)
            })
    }
}

struct AnswerCoaching: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Acknowledge what you were told, with or without a word of your own."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The note, by its number in `quality mine`, such as N3.") var id: CoachingID
    @Argument(help: "What you say to it.") var text = ""

    func run(in session: Session) throws {
        try session.output.show(
            session.act {
                try $0.answerCoaching(id, text)
            } thenShow: {
                try CoachingView($0, $1)
            })
    }
}
