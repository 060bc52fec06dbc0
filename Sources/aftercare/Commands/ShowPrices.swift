import ArgumentParser
import Dispatching
import Model
import ServiceDesk

struct ShowPrices: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract:
            "By what slots are ranked and days are planned: the price of each thing, and what it is for.",
        discussion: """
            The prices are those of dispatching.yaml. A slot or a plan costs the sum of what it adds of each; waiting and \
            lateness weigh by how severe the case is.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(PriceListView(place.rules.dispatching(), place.output))
    }
}
