import Model
import Records

/// Who works at the demo desk. The sign-in names of the first of each role are told to whoever practises.
struct DemoStaff {
    var byRole: [String: [Staff]] = [:]

    /// Agents take calls; there is always one.
    var agents: [Staff] { byRole["agent", default: []] }
    func first(_ role: String) -> Staff { byRole[role, default: agents][0] }

    static func hire(_ work: Work, _ plan: DemoPlan, _ data: DemoData) throws -> DemoStaff {
        var staff = DemoStaff()
        func add(_ person: Staff, _ role: String) throws {
            staff.byRole[role, default: []].append(try work.addStaff(person))
        }
        for (group, login, name) in data.people.staff {
            let role = roles[group] ?? group
            try add(
                Staff(
                    id: StaffID(0), login: login, name: name, roles: [role],
                    team: teams[role] ?? "", languages: speaks(role)),
                role)
        }
        for index in 0..<plan.technicians {
            try add(technician(index, work.rules, plan, data), work.technicianRole)
        }
        try stock(work, staff.byRole[work.technicianRole, default: []])
        return staff
    }

    /// Who speaks with customers speaks with all of them.
    private static func speaks(_ role: String) -> [String] {
        ["agent", "follow-up clerk"].contains(role) ? ["zh-Hans", "en"] : ["zh-Hans"]
    }

    /// Depots as full as can be, and in each vehicle two of what its technician may need.
    private static func stock(_ work: Work, _ technicians: [Staff]) throws {
        let (book, products) = (try work.rules.parts(), work.rules.settings.products)
        for part in book.parts {
            for depot in book.depots {
                try work.receive(part.code, part.reorder?.to ?? 2, at: .depot(depot.name))
            }
            let skills = Set(
                products.filter { product in part.uses.contains { $0.product == product.name } }.map(\.skill))
            for person in technicians where !skills.isDisjoint(with: person.skills) {
                try work.receive(part.code, 2, at: .vehicle(person.id))
            }
        }
    }

    /// Technicians come in pairs, each pair in a city: one for cooling and washing, one for the rest; a lone one can do
    /// everything.
    private static func technician(_ index: Int, _ rules: Rules, _ plan: DemoPlan, _ data: DemoData) -> Staff
    {
        var chance = Chance(seed: plan.seed, stream: 3, index: index)
        let city = data.cities[cityOfPair(index / 2, plan, data)]
        let skills = Set(rules.settings.products.map(\.skill)).sorted()
        let heavy = ["air-conditioner", "refrigerator", "washing-machine"].filter(skills.contains)
        let mine =
            plan.technicians == 1 ? skills : index % 2 == 0 ? heavy : skills.filter { !heavy.contains($0) }
        let home = chance.pick(city.districts).place
        return Staff(
            id: StaffID(0), login: "t\(index + 1)",
            name: data.people.technicians[index % data.people.technicians.count],
            roles: [rules.settings.technicianRole], team: city.city,
            skills: index == plan.technicians - 1 && index % 2 == 0 ? skills : mine, languages: ["zh-Hans"],
            zones: city.districts.map(\.name), home: home)
    }

    /// The city a pair of technicians works in.
    private static func cityOfPair(_ pair: Int, _ plan: DemoPlan, _ data: DemoData) -> Int {
        pair % cityCount(plan, data)
    }

    /// How many cities are served: each has a pair at least.
    static func cityCount(_ plan: DemoPlan, _ data: DemoData) -> Int {
        min(data.cities.count, max(1, plan.technicians / 2))
    }

    private static let roles = [
        "agents": "agent", "senior agents": "senior agent", "dispatchers": "dispatcher",
        "supervisors": "supervisor", "follow-up clerks": "follow-up clerk", "managers": "manager",
    ]
    private static let teams = ["agent": "客服一组", "senior agent": "客服一组", "follow-up clerk": "回访组"]
}

extension Work {
    fileprivate var technicianRole: String { rules.settings.technicianRole }
}
