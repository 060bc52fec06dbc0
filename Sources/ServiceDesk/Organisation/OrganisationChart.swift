package import Model
import Records
import ServiceTime

/// The posts of the house with those who are on record in them on a day, what is vacant, and who stands in.
package struct OrganisationChart: Sendable, Hashable {
    package struct Holder: Sendable, Hashable {
        package var staff: Staff
        /// Some of that day.
        package var isAway: Bool
        /// Who decides in their place on that day.
        package var deputy: StaffID?
    }

    package struct Seat: Sendable, Hashable {
        package enum Cover: Sendable, Hashable {
            /// Two or more are in the post.
            case eachOther
            case by([StaffID])
            case missing
        }

        package var post: Organisation.Post
        package var holders: [Holder]
        package var cover: Cover

        package var vacant: Int { max(0, post.wanted - holders.count) }
    }

    package struct Team: Sendable, Hashable {
        package var team: Organisation.Team
        package var depth: Int
        package var seats: [Seat]
    }

    package var day: Day
    /// Each after the one it is under.
    package var teams: [Team]
    /// Active people whom no post has.
    package var unplaced: [Staff]

    package var seats: [Seat] { teams.flatMap(\.seats) }
    package var wanted: Int { seats.reduce(0) { $0 + $1.post.wanted } }
    package var vacant: Int { seats.reduce(0) { $0 + $1.vacant } }
    package var uncovered: [Seat] { seats.filter { $0.cover == .missing } }
}

extension OrganisationChart {
    /// - Parameters:
    ///   - staff: those who are active.
    ///   - away: who is away on that day; `deputies`: by whom each is stood in for.
    init(
        _ organisation: Organisation, staff: [Staff], away: Set<StaffID>, deputies: [StaffID: StaffID],
        on day: Day
    ) {
        func holders(_ post: Organisation.Post) -> [Staff] { staff.filter(post.isHeld) }
        func cover(_ post: Organisation.Post) -> Seat.Cover {
            let mine = Set(holders(post).map(\.id))
            if mine.count > 1 { return .eachOther }
            let others = post.cover.compactMap(organisation.post).flatMap(holders).map(\.id)
                .filter { !mine.contains($0) }
            return others.isEmpty
                ? .missing : .by(others.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        }
        self.day = day
        // A tree: what is under a team stands right after it.
        func branch(under name: String?, _ depth: Int) -> [Team] {
            organisation.teams.filter { $0.under == name }.flatMap { team in
                [
                    Team(
                        team: team, depth: depth,
                        seats: team.posts.map { post in
                            Seat(
                                post: post,
                                holders: holders(post).map {
                                    Holder(
                                        staff: $0, isAway: away.contains($0.id), deputy: deputies[$0.id])
                                }, cover: cover(post))
                        })
                ] + branch(under: team.name, depth + 1)
            }
        }
        teams = branch(under: nil, 0)
        unplaced = staff.filter { person in !organisation.posts.contains { $0.isHeld(by: person) } }
    }
}

extension Reading {
    package func organisationChart(on day: Day) throws -> OrganisationChart {
        let away = try dispatch.absences(in: rules.span(day...day)).filter { !$0.isLate }.map(\.staff)
        let deputies = try empowerments.deputies(from: day).filter { $0.days.first <= day }
        return OrganisationChart(
            try rules.organisation(), staff: try staff.all().filter(\.active), away: Set(away),
            deputies: Dictionary(deputies.map { ($0.staff, $0.deputy) }) { _, last in last }, on: day)
    }
}
