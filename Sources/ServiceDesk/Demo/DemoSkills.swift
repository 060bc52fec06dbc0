import Model
import Records

/// What the technicians of the demo desk can do, as their last assessment found it, and their papers: one is over here and
/// there, another ends within weeks, so that there is something to renew.
enum DemoSkills {
    private static let electrician = "低压电工作业证"
    /// Of those for cooling and washing, and of the others.
    private static let own = (heavy: "制冷与空调作业证", light: "燃气器具安装维修证")
    /// In how many days each paper ends, technician by technician.
    private static let (first, second) = (
        [200, 35, -12, 720, 55, 410, -40, 900], [540, -25, 300, 48, 830, 120, 20, 610]
    )
    private static let levels = [3, 2, 4, 1, 5]

    static func assess(at desk: ServiceDesk, now: Instant) throws {
        let today = desk.rules.localDay(now)
        try desk.act(by: .desk, at: now - .days(10)) { work in
            let role = work.rules.settings.technicianRole
            let people = try work.staff.all().filter { $0.roles.contains(role) }
            for (index, person) in people.enumerated() {
                var assessed = person
                for (place, skill) in person.skills.sorted().enumerated() {
                    assessed.terms.levels[skill] = levels[(index * 2 + place) % levels.count]
                }
                let isHeavy = person.skills.contains("refrigerator")
                assessed.terms.certificates = [
                    electrician: today + first[index % first.count],
                    (isHeavy ? own.heavy : own.light): today + second[index % second.count],
                ]
                try work.editStaff(assessed)
            }
        }
    }
}
