package import Model

extension Overview {
    package enum Outlook: String, Sendable, Hashable {
        case holds, misses, unknown
    }

    /// The answer to whether today will hold, with the figures it rests on.
    package var verdict: (outlook: Outlook, phrase: Phrase) {
        let whole = whole
        let due = whole.due(within: Overview.ahead)
        let hours = PhraseFact.count(Overview.ahead)
        let missed = Self.fact(whole.figures.overdue)
        guard due.count > 0 else {
            return (
                whole.figures.overdue.count == 0 ? .holds : .unknown,
                Phrase("overview.verdict.nothingDue", ["missed": missed, "hours": hours])
            )
        }
        let forecast = whole.forecast
        let rate = PhraseFact.number((forecast.rate * 10).rounded() / 10)
        if forecast.rate == 0 {
            let looked = PhraseFact.number((rateHours * 10).rounded() / 10)
            return (
                .unknown,
                Phrase(
                    "overview.verdict.noRate",
                    ["missed": missed, "hours": hours, "due": Self.fact(due), "looked": looked])
            )
        }
        if forecast.missed < 0.5 {
            return (
                .holds,
                Phrase(
                    "overview.verdict.holds",
                    ["missed": missed, "hours": hours, "due": Self.fact(due), "rate": rate])
            )
        }
        return (
            .misses,
            Phrase(
                "overview.verdict.misses",
                [
                    "missed": missed, "hours": hours, "due": Self.fact(due), "rate": rate,
                    "expected": .count(Int(forecast.missed.rounded())), "low": .count(forecast.low),
                    "high": .count(forecast.high),
                ])
        )
    }

    private static func fact(_ count: CappedCount) -> PhraseFact {
        count.isCapped
            ? .phrase(Phrase("queue.capped", ["count": .count(count.count)])) : .count(count.count)
    }
}
