/// The vehicles sorted into kinds, and what each visit is to each kind.
struct SearchFleet {
    let kinds: Int
    let kindOfVehicle: [Int32]
    /// By kind.
    let firstOfKind: [Int32]
    /// By vehicle, the next of its kind; the number of vehicles when it is the last.
    let nextOfKind: [Int32]
    /// Visit by visit, a line of all kinds.
    let errands: [SearchTables.Errand]

    init(_ problem: RoutingProblem) {
        struct Alike: Hashable {
            var vehicle: RoutingProblem.Vehicle
            var fees: [Int32]
            var services: [Int32]
        }
        let count = problem.visits.count
        var numbers: [Alike: Int32] = [:]
        var kindOfVehicle: [Int32] = []
        var columns: [[SearchTables.Errand]] = []
        for (k, vehicle) in problem.vehicles.enumerated() {
            func column(_ table: [Int32]?) -> [Int32] {
                table.map { table in (0..<count).map { table[$0 * problem.vehicles.count + k] } } ?? []
            }
            let fees = column(problem.fees)
            let alike = Alike(vehicle: vehicle, fees: fees, services: column(problem.services))
            if let number = numbers[alike] {
                kindOfVehicle.append(number)
                continue
            }
            numbers[alike] = Int32(numbers.count)
            kindOfVehicle.append(Int32(numbers.count - 1))
            columns.append(
                problem.visits.enumerated().map { v, visit in
                    let mayGo = problem.allows(visit, by: vehicle)
                    return SearchTables.Errand(
                        service: Int32(problem.serviceTime(of: v, by: k)),
                        fee: mayGo ? (fees.isEmpty ? 0 : fees[v]) : RoutingProblem.forbidden)
                })
        }
        (kinds, self.kindOfVehicle) = (numbers.count, kindOfVehicle)
        errands = (0..<count).flatMap { v in columns.map { $0[v] } }
        var next = [Int32](repeating: Int32(problem.vehicles.count), count: kinds)
        nextOfKind = kindOfVehicle.indices.reversed().map { k in
            let kind = Int(kindOfVehicle[k])
            defer { next[kind] = Int32(k) }
            return next[kind]
        }.reversed()
        firstOfKind = next
    }
}

extension RoutingProblem {
    /// Whether the skills suffice, and the tools, where no depot has any.
    func allows(_ visit: Visit, by vehicle: Vehicle) -> Bool {
        visit.skills & ~vehicle.skills == 0 && (depot != nil || visit.tools & ~vehicle.tools == 0)
    }

    var isRich: Bool {
        depot != nil
            || visits.contains {
                $0.windows.count != 1 || $0.windows[0].fee != 0 || ($0.due != nil && $0.latePrice != 0)
                    || $0.parts.contains { $0 > 0 }
            }
            || vehicles.contains {
                $0.pause != nil || !$0.gaps.isEmpty || $0.lastStart != nil
                    || ($0.overtime > 0 && $0.overtimePrice != 0)
                    || ($0.fairWork != nil && $0.unfairPrice != 0) || $0.durationPrice != 0
            }
    }
}
