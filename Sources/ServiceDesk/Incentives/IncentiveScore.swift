package import Model
import Records
import Workflow

/// What a card comes to for one person.
package struct IncentiveScore: Sendable, Hashable {
    package var staff: StaffID
    package var name: String
    /// In the card's order.
    package var items: [Item]
    /// Of 100, over the items that count; nil where too little of the weight does.
    package var points: Double?
    /// The share of the bonus that is earned, 0 to 1; nil without points.
    package var bonus: Double?
    /// What they are clearly below: there is no bonus for it.
    package var failed: [ServiceFigure]
    /// Counts nothing; who rewards somebody is to read it.
    package var praise: [Praise] = []

    package struct Item: Sendable, Hashable {
        package var item: IncentiveCard.Item
        package var value: FigureValue
        /// Of its weight; nil where it is left out.
        package var points: Double?
    }

    init(_ card: IncentiveCard, _ staff: StaffID, _ name: String, _ values: [ServiceFigure: FigureValue]) {
        (self.staff, self.name) = (staff, name)
        items = card.items.map { item in
            let value = values[item.figure] ?? FigureValue(item.figure.unit, [])
            let counts = value.count >= card.least
            return Item(
                item: item, value: value,
                points: counts ? value.value.map { item.weight * item.attained($0) } : nil)
        }
        failed = items.compactMap { one in
            guard one.points != nil, let must = one.item.must, let high = one.value.high else { return nil }
            return high < must ? one.item.figure : nil
        }
        let whole = card.items.reduce(0) { $0 + $1.weight }
        let counted = items.reduce(0) { $0 + ($1.points == nil ? 0 : $1.item.weight) }
        guard counted > 0, counted >= card.enough * whole else { return }
        let points = 100 * items.reduce(0) { $0 + ($1.points ?? 0) } / counted
        self.points = points
        bonus = failed.isEmpty ? card.bonus.last { $0.from <= points }?.share ?? 0 : 0
    }
}

extension Reading {
    /// What each card comes to in some days, for everybody who has its role: the best first, those without a score last.
    package func incentives(_ days: ClosedRange<Day>, role: String? = nil, at now: Instant) throws -> [(
        card: IncentiveCard, scores: [IncentiveScore]
    )] {
        try rules.incentives(role).map { card in
            // Whom each score is shown to is decided below.
            let report = try serviceReport(
                days, by: card.field, figures: card.items.map(\.figure), at: now, for: .desk)
            var values: [Int64: [ServiceFigure: FigureValue]] = [:]
            for line in report.lines {
                guard let person = line.group.flatMap({ Int64($0) }) else { continue }
                values[person, default: [:]][line.figure] = line.now
            }
            let scores = try staff.all().filter { $0.active && $0.roles.contains(card.role) }.map { person in
                var score = IncentiveScore(card, person.id, person.name, values[person.id.number] ?? [:])
                score.praise = try praise(of: person.id, in: days)
                return score
            }
            return (card, scores.sorted { ($1.points ?? -1, $0.staff) < ($0.points ?? -1, $1.staff) })
        }
    }

    /// The same as one person may see it: all of it who judges others' work, else what is one's own.
    /// - Throws: `DeskFault.notAllowed` for somebody else's.
    package func incentives(
        _ days: ClosedRange<Day>, role: String? = nil, of login: String? = nil, for actor: Actor,
        at now: Instant
    ) throws -> [(card: IncentiveCard, scores: [IncentiveScore])] {
        let seesAll = actor.staffID == nil || rules.roles.allows(actor.roles, .scoreQuality)
        let person = try login.map { login in
            guard let found = try staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
            return found.id
        }
        guard seesAll || person == nil || person == actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.scoreQuality.rawValue)
        }
        let only = person ?? (seesAll ? nil : actor.staffID)
        return try incentives(days, role: role, at: now).compactMap { card, scores in
            let seen = scores.filter { only == nil || $0.staff == only }
            return seen.isEmpty ? nil : (card, seen)
        }
    }
}

extension Rules {
    /// - Throws: `IncentiveFault.noCard` naming those there are.
    fileprivate func incentives(_ role: String?) throws -> [IncentiveCard] {
        let all = try incentives().cards
        guard let role else { return all }
        let found = all.filter { $0.role == role }
        if found.isEmpty { throw IncentiveFault.noCard(role, known: all.map(\.role)) }
        return found
    }
}

/// What is wrong with what is asked of incentives.
package enum IncentiveFault: Fault, Hashable {
    case noCard(String, known: [String])

    package var kind: FaultKind { .noSuchThing }

    package var phrase: Phrase {
        switch self {
        case .noCard(let role, let known):
            Phrase("incentive.noCard", ["name": .text(role), "known": .list(known.map { .text($0) })])
        }
    }
}
