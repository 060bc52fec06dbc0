package import Model
package import ServiceDesk
package import Statistics
import Wording

/// What is said of posts, training and incentives, by commands and screens alike.
extension FigureWriter {
    /// `12% (9% to 15%)`
    package func interval(_ share: Estimate) -> String {
        guard let low = share.low, let high = share.high else { return wording.percent(share.value) }
        return wording.say(
            "process.share",
            [
                "share": .text(wording.percent(share.value)), "low": .text(wording.percent(low)),
                "high": .text(wording.percent(high)),
            ])
    }

    /// Somebody in a post, and that they are not there.
    /// - Parameter deputy: what their deputy is called; nil without one.
    package func holder(_ name: String, isAway: Bool, deputy: String?) -> String {
        if let deputy {
            return wording.say("organisation.deputised", ["person": .text(name), "deputy": .text(deputy)])
        }
        return isAway ? wording.say("organisation.away", ["person": .text(name)]) : name
    }

    /// Who stands in for a post.
    package func cover(_ cover: OrganisationChart.Seat.Cover, name: (StaffID) -> String) -> String {
        switch cover {
        case .eachOther: wording.say("organisation.eachOther")
        case .by(let people):
            wording.say("organisation.coveredBy", ["people": .list(people.map { .text(name($0)) })])
        case .missing: wording.say("organisation.noCover")
        }
    }

    /// Why somebody is to be trained, or that they went.
    /// - Parameter needed: the level that visits ask for.
    package func trained(_ person: TrainingPlan.Person, name: String, needed: Int) -> String {
        let key =
            switch person.reason {
            case .lacksSkill: "training.lacksSkill"
            case .belowLevel: "training.belowLevel"
            case .lower: "training.lower"
            case nil: "training.went"
            }
        return wording.say(
            key,
            [
                "person": .text(name), "fixed": .count(person.fixed), "count": .count(person.jobs),
                "share": .text(interval(person.share)), "level": .count(person.level ?? 0),
                "needed": .count(needed),
            ])
    }

    /// `-18 points (-31 to -6)`
    package func pointsApart(_ difference: Estimate?) -> String {
        guard let difference, let low = difference.low, let high = difference.high else {
            return figureSigns.none
        }
        func said(_ value: Double) -> PhraseFact { .text(wording.signed(value * 100, decimals: 0)) }
        return wording.say(
            "training.points", ["value": said(difference.value), "low": said(low), "high": said(high)])
    }

    /// Why there is no bonus, or no score; empty where there is one.
    package func why(_ score: IncentiveScore, _ card: IncentiveCard) -> String {
        guard let points = score.points else { return wording.say("incentive.tooFew") }
        guard score.failed.isEmpty else {
            let below = score.failed.map { PhraseFact.phrase($0.label) }
            return wording.say("incentive.below", ["figures": .list(below)])
        }
        guard let first = card.bonus.first, points < first.from else { return "" }
        return wording.say("incentive.short", ["points": .number(first.from)])
    }
}
