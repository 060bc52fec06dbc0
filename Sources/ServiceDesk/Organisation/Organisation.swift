package import Model

/// The house as `organisation.yaml` wants it: teams and posts, and the standards that control the service.
package struct Organisation: Sendable, Hashable {
    package struct Team: Sendable, Hashable {
        package var name: String
        package var label: Label
        /// One named before it; nil at the top.
        package var under: String?
        package var posts: [Post]
    }

    package struct Post: Sendable, Hashable {
        package var name: String
        package var label: Label
        /// Whoever has one of them is in it.
        package var roles: [String]
        /// Of those teams alone, as staff records name them; none for all.
        package var teams: [String]
        package var wanted: Int
        /// Posts whose people stand in.
        package var cover: [String]
        /// By what it is reckoned how many it takes; nil for what no record tells.
        package var takes: Load?

        package enum Load: String, Sendable, CaseIterable { case calls, visits }

        func isHeld(by person: Staff) -> Bool {
            !Set(roles).isDisjoint(with: person.roles) && (teams.isEmpty || teams.contains(person.team))
        }
    }

    /// What a figure of the service reports is to come to, and who answers for it.
    package struct Control: Sendable, Hashable {
        package var figure: ServiceFigure
        /// A share from 0 to 1, or minutes; both.
        package var target: Double
        /// From here on it is missed; on the worse side of the target.
        package var warn: Double
        package var owner: String
        package var days: Int
    }

    /// In the file's order; each after the one it is under.
    package var teams: [Team]
    package var controls: [Control]
    /// How many vehicles there are, and how many calls can be had at once; nil where the file does not say.
    package var vehicles: Int?
    package var lines: Int?

    package var posts: [Post] { teams.flatMap(\.posts) }
    package func post(_ name: String) -> Post? { posts.first { $0.name == name } }
    /// The one post that takes it.
    package func post(taking load: Post.Load) -> Post? { posts.first { $0.takes == load } }

    /// How far below the top a team is, from 0.
    package func depth(of team: Team) -> Int {
        team.under.flatMap { above in teams.first { $0.name == above } }.map { depth(of: $0) + 1 } ?? 0
    }
}
