package import Model

/// Parts that technicians can have with them from some moment on: fetched from a depot before they set out, or once an order
/// has come.
package struct PartSupply: Sendable, Hashable {
    package var from: Instant
    package var quantity: Int
    /// Who can fetch them; nil is everybody.
    package var technicians: Set<StaffID>?

    package init(from: Instant, quantity: Int, technicians: Set<StaffID>? = nil) {
        (self.from, self.quantity, self.technicians) = (from, quantity, technicians)
    }

    func isFor(_ t: Technician) -> Bool { technicians?.contains(t.id) ?? true }
}

extension VisitTask {
    /// From when on a technician can have a part with them.
    enum PartReady: Equatable {
        case carried
        case from(Instant)
        /// Others can, who fetch where it lies.
        case elsewhere
        /// Nobody knows when it comes.
        case never
    }

    func ready(_ part: String, _ count: Int, for t: Technician) -> PartReady {
        var need = count - (t.stock[part] ?? 0)
        if need <= 0 { return .carried }
        let supply = supply[part] ?? []
        for more in supply.sorted(by: { $0.from < $1.from }) where more.isFor(t) {
            need -= more.quantity
            if need <= 0 { return .from(more.from) }
        }
        return supply.isEmpty || supply.contains { $0.isFor(t) } ? .never : .elsewhere
    }

    /// How many of a part come from the vehicle: all that the technician does not fetch for this visit.
    func fromVehicle(_ part: String, of t: Technician) -> Int {
        let fetched = (supply[part] ?? []).filter { $0.isFor(t) && $0.from < latest }
        return max(0, (parts[part] ?? 0) - fetched.reduce(0) { $0 + $1.quantity })
    }

    /// Nobody starts before this: what was asked, or when the technician has all the parts.
    func start(for t: Technician) -> Int64 {
        if parts.isEmpty { return earliest.milliseconds }
        return parts.reduce(earliest) { start, need in
            guard case .from(let moment) = ready(need.key, need.value, for: t) else { return start }
            return max(start, moment)
        }.milliseconds
    }
}
