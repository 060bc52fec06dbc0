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
    package func editUnit(_ changed: Unit) throws -> Unit {
        try require(.editUnit)
        guard try units.find(changed.id) != nil else { throw DeskFault.unknown(changed.id.description) }
        try checkDays(changed)
        try units.update(changed)
        try index(changed)
        try record(
            Subject(changed.id), "unit.edited",
            [
                "product": .text(changed.product), "model": .text(changed.model),
                "serial": .text(changed.serial),
            ])
        return changed
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
