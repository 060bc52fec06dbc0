import Dispatching
package import Model
import Records
import ServiceTime

/// Who of the technicians can do what, how well, and until when their papers are good.
package struct SkillMatrix: Sendable, Hashable {
    /// A certificate somebody has.
    package struct Paper: Sendable, Hashable {
        package enum Standing: String, Sendable { case valid, soon, expired }

        package var name: String
        /// Its last valid day.
        package var until: Day
        package var standing: Standing
    }

    package struct Person: Sendable, Hashable {
        package var staff: Staff
        /// By skill, 1 (can do it) to 5 (teaches it).
        package var levels: [String: Int]
        /// By name.
        package var papers: [Paper]
    }

    /// What visits ask for, or somebody can do.
    package struct Skill: Sendable, Hashable {
        package var name: String
        package var products: [String]
        package var people: Int
        /// Those at level 3 or above.
        package var skilled: Int
        package var best: Int

        /// While one is away nobody else can.
        package var hangsOnOne: Bool { people == 1 }
    }

    /// What visits ask for by law or contract.
    package struct Certificate: Sendable, Hashable {
        package var name: String
        /// Whether some visit needs it, by the rules of dispatching.
        package var isNeeded: Bool
        /// By how their papers stand.
        package var valid: Int
        package var soon: Int
        package var expired: Int
    }

    package var day: Day
    package var people: [Person]
    package var skills: [Skill]
    package var certificates: [Certificate]

    /// A paper that ends within so many days is to be renewed.
    package static let notice = 60

    /// What stands for a skill at the head of a column: A, B … Z, then AA.
    package static func letter(_ place: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (place >= letters.count ? String(letters[place / letters.count - 1]) : "")
            + String(letters[place % letters.count])
    }
}

extension SkillMatrix {
    /// - Parameters:
    ///   - wanted: the skills that products ask for, each with those products.
    ///   - needed: certificates that some visit asks for.
    init(_ staff: [Staff], wanted: [String: [String]], needed: Set<String>, on day: Day) {
        self.day = day
        people = staff.map { person in
            Person(
                staff: person,
                levels: Dictionary(
                    person.skills.map { ($0, person.terms.levels[$0] ?? 1) }, uniquingKeysWith: { a, _ in a }),
                papers: person.terms.certificates.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map {
                    name, until in
                    let standing: Paper.Standing =
                        until < day ? .expired : until <= day + Self.notice ? .soon : .valid
                    return Paper(name: name, until: until, standing: standing)
                })
        }
        let known = Set(wanted.keys).union(people.flatMap(\.levels.keys)).filter { !$0.isEmpty }
        skills = known.sorted().map { [people] skill in
            let levels = people.compactMap { $0.levels[skill] }
            return Skill(
                name: skill, products: wanted[skill] ?? [], people: levels.count,
                skilled: levels.count { $0 >= 3 }, best: levels.max() ?? 0)
        }
        let papers = people.flatMap(\.papers)
        certificates = needed.union(papers.map(\.name)).sorted().map { name in
            let mine = papers.filter { $0.name == name }
            return Certificate(
                name: name, isNeeded: needed.contains(name), valid: mine.count { $0.standing == .valid },
                soon: mine.count { $0.standing == .soon }, expired: mine.count { $0.standing == .expired })
        }
    }
}

extension Reading {
    package func skillMatrix(on day: Day) throws -> SkillMatrix {
        let needs = try rules.dispatching().demands
        var wanted = Dictionary(grouping: rules.settings.products, by: \.skill).mapValues { $0.map(\.name) }
        for demand in needs {
            guard let skill = demand.needs.skill else { continue }
            let known = wanted[skill] ?? []
            wanted[skill] = known + [demand.product].compactMap(\.self).filter { !known.contains($0) }
        }
        return SkillMatrix(
            try fieldStaff(), wanted: wanted, needed: Set(needs.compactMap(\.needs.certificate)), on: day)
    }
}
