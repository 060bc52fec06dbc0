package import Model
import Records
import Workflow

extension Work {
    /// Adds a product to a customer's file.
    package func addUnit(_ new: Unit) throws -> Unit {
        try require(.editUnit)
        guard try customers.find(new.customer) != nil else {
            throw DeskFault.unknown(new.customer.description)
        }
        guard !new.product.trimmed.isEmpty else { throw DeskFault.missing(field: "product") }
        try checkDays(new)
        var unit = new
        unit.createdAt = now
        unit = try units.insert(unit)
        try index(unit, isNew: true)
        try record(
            Subject(unit.id), "unit.added",
            ["product": .text(unit.product), "model": .text(unit.model), "serial": .text(unit.serial)],
            isFirst: true)
        return unit
    }

    /// Changes a unit over the version it was read at.
    /// - Parameter merging: joins it with what others changed since, where that is other fields.
    /// - Throws: `EditConflict` when someone else changed it since.
    package func editUnit(_ changed: Unit, merging: Bool = false) throws -> Unit {
        try require(.editUnit)
        let before = try reading.unit(changed.id)
        var unit = try settle(changed, over: before, merging: merging)
        guard !unit.product.trimmed.isEmpty else { throw DeskFault.missing(field: "product") }
        try checkDays(unit)
        try units.update(unit)
        unit.version += 1
        try index(unit)
        try record(Subject(unit.id), "unit.edited", unit.changes(since: before), version: unit.version)
        return unit
    }

    private func checkDays(_ unit: Unit) throws {
        if let bought = unit.boughtOn, let installed = unit.installedOn, installed < bought {
            throw DeskFault.badField(
                field: "installed", value: installed.description,
                expected: Phrase("desk.notBefore", ["day": .text(bought.description)]))
        }
    }

    private func index(_ unit: Unit, isNew: Bool = false) throws {
        try search.put(.unit, unit.id.number, texts: [unit.serial, unit.model, unit.product], isNew: isNew)
    }
}
