package import Dispatching
package import Model
package import Simulation
import Statistics

/// What a simulated desk is told by, besides its promises.
package enum RunFigure: String, Sendable, CaseIterable {
    /// Hours until somebody was at the door.
    case lead
    /// Hours that a visit which could be made waited for a technician.
    case wait
    /// Visits a day.
    case visits
    /// Work and ways, as a share of shifts.
    case utilisation
    /// Visits nobody had at the end of each day: the mean, and on the last.
    case backlog, backlogAtEnd
    /// Cases that were open at the end of each day.
    case open
    /// The share of cases that were called off.
    case calledOff
    /// Hours of work and ways outside shifts, a day.
    case overtime
    /// Wages, overtime and missed promises, a day, by the prices of `dispatching.yaml`; in units of its currency.
    case cost

    package var isShare: Bool { self == .utilisation || self == .calledOff }

    package func value(_ tally: Tally, days: Int, _ prices: Prices) -> Double? {
        switch self {
        case .lead: tally.lead.count > 0 ? tally.lead.mean : nil
        case .wait: tally.wait.count > 0 ? tally.wait.mean : nil
        case .visits: Double(tally.visits) / Double(days)
        case .utilisation: tally.utilisation
        case .backlog: Self.mean(tally.backlog)
        case .backlogAtEnd: tally.backlog.last.map(Double.init)
        case .open: Self.mean(tally.open)
        case .calledOff: tally.cases > 0 ? Double(tally.calledOff) / Double(tally.cases) : nil
        case .overtime: tally.overtime / Double(days)
        case .cost: Self.cost(tally, prices) / Double(days)
        }
    }

    private static func mean(_ counts: [Int]) -> Double {
        Double(counts.reduce(0, +)) / Double(max(1, counts.count))
    }

    /// An hour of a technician costs what it does on the road; one outside shifts costs its price on top.
    private static func cost(_ tally: Tally, _ prices: Prices) -> Double {
        let missed = tally.terms.reduce(0) { $0 + $1.count - $1.kept }
        let hours = tally.paid.reduce(0, +) * Double(prices.travelHour)
        let late = tally.overtime * Double(prices.travelHour + prices.overtimeHour)
        return (hours + late + Double(missed) * Double(prices.missedPromise)) / 100
    }
}

/// What is wrong with a question to a simulation.
package enum SimulationFault: Fault, Hashable {
    /// Too few past cases.
    case tooFewCases(Int, needed: Int)
    case noPromise(String, known: [String])
    /// None of the cases is owed a promise that is simulated.
    case nothingPromised

    /// Fewer tell nothing of hours and days.
    package static let fewestCases = 20

    package var kind: FaultKind {
        switch self {
        case .tooFewCases: .badData
        case .noPromise, .nothingPromised: .noSuchThing
        }
    }

    package var phrase: Phrase {
        switch self {
        case .tooFewCases(let count, let needed):
            Phrase("simulate.tooFewCases", ["count": .count(count), "needed": .count(needed)])
        case .noPromise(let id, let known):
            Phrase(
                "simulate.noPromise", ["promise": .text(id), "known": .list(known.map { .text($0) })])
        case .nothingPromised: Phrase("simulate.nothingPromised")
        }
    }
}
