import ArgumentParser
import Model
import ServiceDesk

struct UnitCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit", abstract: "Installed products of customers.",
        subcommands: [AddUnit.self, ShowUnit.self, EditUnit.self])
}

/// What can be said of a unit, when added and when edited.
struct UnitOptions: ParsableArguments {
    @Option(help: "Model.") var model: String?
    @Option(help: "Serial number.") var serial: String?
    @Option(help: ArgumentHelp("The day of the invoice.", valueName: "date")) var bought: Day?
    @Option(help: ArgumentHelp("The day it was delivered.", valueName: "date")) var delivered: Day?
    @Option(help: ArgumentHelp("The day it was installed.", valueName: "date")) var installed: Day?
    @Option(help: ArgumentHelp("What it cost.", valueName: "amount")) var price: Money?
    @Flag(inversion: .prefixedNo, help: "Whether the invoice was seen.") var invoice: Bool?
    @Flag(inversion: .prefixedNo, help: "Whether it was sold online or by phone.") var remote: Bool?
    @Option(help: ArgumentHelp("Who sold it, a dealer such as K9.", valueName: "customer")) var dealer:
        CustomerID?

    func apply(to unit: inout Unit) {
        if let model { unit.model = model }
        if let serial { unit.serial = serial }
        if let bought { unit.boughtOn = bought }
        if let delivered { unit.deliveredOn = delivered }
        if let installed { unit.installedOn = installed }
        if let price { unit.price = price }
        if let invoice { unit.hasInvoice = invoice }
        if let remote { unit.soldRemotely = remote }
        if let dealer { unit.dealer = dealer }
    }
}

struct AddUnit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a product to a customer's file.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var said: UnitOptions
    @Argument(help: "The customer, such as K1.") var customer: CustomerID
    @Option(help: "The product, as products.yaml names it, such as air-conditioner.") var product: String

    func run(in session: Session) throws {
        let unit = try session.act { work in
            let owner = try work.reading.customer(customer)
            var unit = Unit(
                id: UnitID(0), customer: customer, product: product, addressID: owner.addresses.first?.id,
                createdAt: session.now)
            said.apply(to: &unit)
            return try work.addUnit(unit)
        } thenShow: {
            UnitView($0, $1)
        }
        try session.output.show(unit)
    }
}

struct EditUnit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a unit; what is not said stays.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var said: UnitOptions
    @OptionGroup var over: OverVersion
    @Argument(help: "The unit, such as U1.") var id: UnitID
    @Option(help: "The product.") var product: String?

    func run(in session: Session) throws {
        let unit = try session.act { work in
            let unit = try over.edited(work.reading.unit(id)) { unit in
                if let product { unit.product = product }
                said.apply(to: &unit)
            }
            return try work.editUnit(unit, merging: over.merge)
        } thenShow: {
            UnitView($0, $1)
        }
        try session.output.show(unit)
    }
}

struct ShowUnit: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One unit.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The unit, such as U1.") var id: UnitID

    func run(in session: Session) throws {
        try session.output.show(session.read { UnitView(try $0.reading.unit(id), $0) })
    }
}
