import Model
import Resources
import ServiceDesk
import ServiceTime

/// A row of the strategy and of the promises that are part of it.
enum StrategyRow: Identifiable, Sendable {
    case step(AnsweredStep)
    case promise(SegmentPromise)
    case draft(DraftedPromises)

    var id: String {
        switch self {
        case .step(let step): step.step.name
        case .promise(let promise): promise.promise.id
        case .draft(let draft): String(draft.draft.id)
        }
    }
}

/// A step of the strategy with what was answered, the newest first.
struct AnsweredStep: Sendable {
    let number: Int
    let step: StrategySteps.Step
    let answers: [StrategyText]
    /// Of the step that has them beside it.
    let promises: [SegmentPromise]

    static func all(_ reading: Reading, beside promises: [SegmentPromise]) throws -> [AnsweredStep] {
        let texts = try reading.strategyTexts()
        return try reading.rules.strategy().all.enumerated().map { place, step in
            AnsweredStep(
                number: place + 1, step: step, answers: (texts[step.name] ?? []).reversed(),
                promises: step.showsPromises ? promises : [])
        }
    }
}

extension SegmentPromise {
    /// Kept promises are counted over so many days.
    static let days = 90

    static func all(_ reading: Reading, at now: Instant) throws -> [SegmentPromise] {
        try reading.promisesBySegment(on: reading.rules.localDay(now), days: days, at: now)
    }
}

/// A draft beside what is in force.
struct DraftedPromises: Sendable {
    let draft: PromiseDraft
    let differences: [PromiseDifference]
    /// Why its text cannot be read any more; nothing is told of what it promises then.
    let problem: Phrase?
    /// What the promises of its forecast are called.
    let labels: [String: Label]

    var isOpen: Bool { draft.state == .open }

    init(_ draft: PromiseDraft, _ reading: Reading, at now: Instant) throws {
        let beside = try reading.comparison(of: draft, at: now)
        (self.draft, differences, problem) = (draft, beside.differences, beside.problem)
        let named = (draft.forecast?.lines ?? []).map { line in
            (
                line.promise,
                beside.drafted?[line.promise]?.label ?? reading.rules.promises.label(of: line.promise)
            )
        }
        labels = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }
}
