import Model

/// Conditions on days: windows after an event, and the warranty.
extension Judge {
    func day(in days: ClosedRange<Int>, since: Anchor, on: Condition.Judged) -> Finding {
        guard let start = anchorDay(since) else { return .needs([need(since)]) }
        let window = DayWindow(
            since: since, start: start, from: days.lowerBound, last: start + days.upperBound)
        return within(
            window, on: on, keys: ("dayIn", "dayPast"),
            ["from": .count(days.lowerBound), "to": .count(days.upperBound)])
    }

    func within(_ period: Period, since: Anchor, on: Condition.Judged) -> Finding {
        guard let start = anchorDay(since) else { return .needs([need(since)]) }
        let window = DayWindow(since: since, start: start, from: 1, last: period.lastDay(after: start))
        return within(window, on: on, keys: ("periodIn", "periodPast"), ["period": .phrase(period.phrase)])
    }

    /// Days counted from an event.
    private struct DayWindow {
        var since: Anchor
        var start: Day
        /// The first day's number; the day of the event itself belongs to a window that opens with day 1.
        var from: Int
        var last: Day
    }

    private func within(
        _ window: DayWindow, on: Condition.Judged, keys: (inside: String, past: String),
        _ bounds: [String: PhraseFact]
    ) -> Finding {
        let judged = on == .fault ? facts.judgedOn : facts.today
        let end =
            ruleSet.warranty.lastDayMoves ? Coverage.moved(window.last, isWorkday: isWorkday) : window.last
        let number = judged - window.start
        let details = bounds.merging([
            "day": .day(judged), "number": .count(number), "anchor": .phrase(window.since.phrase),
            "start": .day(window.start), "end": .day(end),
        ]) { mine, _ in mine }
        if number < 0 { return .fails(.why("beforeAnchor", details)) }
        if number < window.from && !(window.from == 1 && number == 0) {
            return .fails(.why("dayEarly", details))
        }
        return judged <= end
            ? .holds(.why(keys.inside, details), until: end) : .fails(.why(keys.past, details))
    }

    /// - Parameters:
    ///   - whole: whether the unit's period counts even when a part is at fault.
    ///   - since: where it starts, if not where the set's warranties do, `offset` days later.
    func warranty(whole: Bool, since: Anchor?, offset: Int) -> Finding {
        let part = whole ? nil : facts.part
        guard let period = period(of: part) else {
            return .fails(.why("notListed", ["product": .text(facts.product)]))
        }
        let anchor = since ?? ruleSet.warranty.since
        guard let start = anchorDay(anchor) else { return .needs([need(anchor)]) }
        let cover = Coverage(
            period: period, from: start + offset, part: part, terms: ruleSet.warranty, repairs: facts.repairs,
            today: facts.today, isWorkday: isWorkday)
        let details: [String: PhraseFact] = [
            "day": .day(facts.judgedOn), "part": partFact(part), "period": .phrase(period.phrase),
            "start": .day(cover.start), "end": .day(cover.end), "count": .count(cover.added),
        ]
        let key =
            cover.restartedOn != nil
            ? "Restarted" : cover.extended ? "Extended" : cover.added > 0 ? "Added" : ""
        if facts.judgedOn < cover.start && cover.restartedOn == nil {
            return .fails(.why("beforeWarranty", details))
        }
        return facts.judgedOn <= cover.end
            ? .holds(.why("warrantyIn" + key, details), until: cover.end)
            : .fails(.why("warrantyOver" + key, details))
    }

    /// The period of a part, or of the unit where the part has none of its own.
    private func period(of part: String?) -> Period? {
        part.flatMap { row?.parts[$0] } ?? row?.whole
    }

    /// A part by its label, else the unit.
    func partFact(_ part: String?) -> PhraseFact {
        part.flatMap { ruleSet.parts[$0] }.map { .label($0.label) }
            ?? .phrase(Phrase("entitlement.part.whole"))
    }

    private func anchorDay(_ anchor: Anchor) -> Day? {
        switch anchor {
        case .bought: facts.boughtOn ?? facts.deliveredOn
        case .received: facts.receivedOn
        case .made: facts.madeOn
        }
    }

    private func need(_ anchor: Anchor) -> Need {
        switch anchor {
        case .bought: .boughtOn
        case .received: .deliveredOn
        case .made: .madeOn
        }
    }
}

extension Anchor {
    var phrase: Phrase { Phrase("entitlement.anchor.\(rawValue)") }
}
