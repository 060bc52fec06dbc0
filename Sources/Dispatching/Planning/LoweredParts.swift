import Model

/// Parts as a routing problem has them: how many a visit takes from the vehicle, whoever comes, and how many each carries.
///
/// Who can fetch what a visit needs takes fewer from the vehicle than others, and a problem knows no such difference. So others
/// keep back what they would need more of, as long as they have it to spare; the rest of such visits are not theirs.
struct LoweredParts {
    /// By visit, each kind.
    private(set) var wanted: [[Int]]
    /// By technician, each kind.
    private(set) var carried: [[Int]]
    private var barred: Set<Pair> = []

    private struct Pair: Hashable {
        var visit: Int
        var technician: Int
    }

    /// - Parameter visits: with who alone can do it, and who has it as booked.
    init(
        _ visits: [(visit: DayVisit, only: StaffID?)], _ technicians: [Technician],
        booked: (DayVisit) -> StaffID?
    ) {
        let kinds = Array(
            Set(visits.flatMap(\.visit.task.parts.keys)).sorted().prefix(PackedParts.kinds))
        wanted = visits.map { _ in kinds.map { _ in 0 } }
        carried = technicians.map { technician in kinds.map { technician.stock[$0] ?? 0 } }
        guard !kinds.isEmpty else { return }
        func need(_ visit: DayVisit, _ technician: Technician) -> [Int] {
            kinds.map { visit.task.fromVehicle($0, of: technician) }
        }
        for entry in visits where entry.only != nil && entry.only == booked(entry.visit) {
            for (t, technician) in technicians.enumerated() where technician.id == entry.only {
                carried[t].lose(need(entry.visit, technician))
            }
        }
        // Nobody gives away what those visits need that are theirs already.
        var spare = carried
        let open = visits.enumerated().filter { $1.only == nil && !$1.visit.task.parts.isEmpty }
        for (_, entry) in open {
            for (t, technician) in technicians.enumerated() where technician.id == booked(entry.visit) {
                spare[t].lose(need(entry.visit, technician))
            }
        }
        for (number, entry) in open {
            let needs = technicians.map { need(entry.visit, $0) }
            wanted[number] = kinds.indices.map { k in needs.map { $0[k] }.min() ?? 0 }
            for (t, technician) in technicians.enumerated() where needs[t] != wanted[number] {
                var more = needs[t]
                more.lose(wanted[number])
                if technician.id != booked(entry.visit) {
                    guard zip(spare[t], more).allSatisfy({ $1 == 0 || $0 >= $1 }) else {
                        barred.insert(Pair(visit: number, technician: t))
                        continue
                    }
                    spare[t].lose(more)
                }
                carried[t].lose(more)
            }
        }
    }

    func bars(_ technician: Int, from visit: Int) -> Bool {
        barred.contains(Pair(visit: visit, technician: technician))
    }
}

extension [Int] {
    /// Less as many of each kind.
    fileprivate mutating func lose(_ other: [Int]) { for index in indices { self[index] -= other[index] } }
}
