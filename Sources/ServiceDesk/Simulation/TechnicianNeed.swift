import Model
import Records
import ServiceTime
package import Simulation

/// How many technicians the days to come take, by what they are owed.
package struct TechnicianNeed: Sendable, Hashable {
    /// The promise that most cases are owed.
    package var promise: String
    package var have: Int
    /// The fewest who keep it so often; nil where not even `most` do.
    package var needed: Int?
    package var most: Int
    /// How often those there are keep it.
    package var kept: Double?
}

extension PastDesk {
    /// - Parameters:
    ///   - asIs: the desk of the days to come, with those who work now.
    ///   - share: how often the promise must be kept.
    /// - Returns: nil where none is owed that can be simulated.
    /// - Throws: `CourseFault`.
    package func technicianNeed(_ asIs: Simulator, keeping share: Double, runs: Int, seed: UInt64) throws
        -> TechnicianNeed?
    {
        let tallies = try asIs.runs(runs, seed: seed)
        guard let term = mostOwed(tallies) else { return nil }
        let have = asIs.desk.technicians.count
        let (team, most) = (Team(asIs.desk.technicians, tallies), 3 * max(2, have))
        let found = try asIs.fewest(
            keeping: share, term: term, most: most, runs: runs, seed: seed, team: team.of)
        return TechnicianNeed(
            promise: terms[term].promise, have: have, needed: found?.technicians, most: most,
            kept: tallies.kept(term)?.mean)
    }
}
