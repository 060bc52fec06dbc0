package import Model
import Quality
import ServiceTime
package import Statistics

/// What is told of a need; languages write the numbers.
extension NeedsTable.Line {
    /// `6.3/7`; nil where nobody was asked.
    package var importanceSaid: Phrase? {
        guard let importance, let scale = need.asked?.scale else { return nil }
        return Phrase(
            "need.importance",
            ["value": .number((importance.value * 10).rounded() / 10), "scale": .count(scale)])
    }

    /// `M must-be`, `M/O ~` where chance may decide between them, with a mark where few answered; nil where nobody did.
    package var kanoSaid: Phrase? {
        guard let kano, let category = kano.category else { return nil }
        let mark = PhraseFact.text(SampleGrade(kano.count).markApart)
        guard let other = kano.runnerUp else {
            return Phrase(
                "need.kano.clear",
                ["letter": .text(category.letter), "category": .phrase(category.label), "mark": mark])
        }
        return Phrase(
            "need.kano.mixed",
            ["first": .text(category.letter), "second": .text(other.letter), "mark": mark])
    }

    /// The median, `≤ 24 h` of what is best short; nil where nobody said.
    package var wantedSaid: Phrase? {
        guard let median = wanted?.median?.value, let unit = need.unit else { return nil }
        return need.better.said(unit.said(median))
    }

    /// What we promise, or that we promise nothing.
    package var answerSaid: Phrase {
        let said = need.unit.flatMap { unit in answer.value.map { unit.said($0) } }
        // What is reckoned was never published.
        let published = answer.isReckoned ? answer.promise?.published?.phrase : said
        let value = published.map { need.better.said($0) }
        switch (answer.promise, answer.isPromised) {
        case (let promise?, true):
            guard let value else { return Phrase("need.promised.kept", ["promise": .label(promise.label)]) }
            return Phrase(
                "need.promised.target", ["value": .phrase(value), "promise": .label(promise.label)])
        case (let promise?, false):
            return Phrase("need.promised.lapsed", ["promise": .label(promise.label)])
        case (nil, true): return value ?? Phrase("need.promised.none")
        case (nil, false): return Phrase("need.promised.none")
        }
    }

    /// `72 %`; nil where nothing tells it.
    package var fulfilsSaid: Phrase? { answer.fulfils?.shareSaid }
}

extension ServiceMeasure.Better {
    /// A wish, or a promise: at most, or at least.
    fileprivate func said(_ value: Phrase) -> Phrase {
        switch self {
        case .less: Phrase("need.atMost", ["value": .phrase(value)])
        case .more: Phrase("need.atLeast", ["value": .phrase(value)])
        case .none: value
        }
    }
}

extension Estimate {
    /// Of a share from 0 to 1: `72 %`, with a mark where few told it.
    package var shareSaid: Phrase {
        Phrase(
            "need.share",
            [
                "share": .number((value * 100).rounded()),
                "mark": .text(count.map { SampleGrade($0).markApart } ?? ""),
            ])
    }
}
