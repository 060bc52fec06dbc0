import Dispatching
import Model
import ServiceDesk
import Wording

/// The objective of planning: what each thing costs, and how much a case's severity weighs.
struct PriceListView: Showable {
    let currency: String
    let prices: [Row]
    let priorities: [PriorityView]

    struct Row: Listable {
        let name: String
        let price: String
        /// What it is for, in the chosen language.
        let what: String
        private let sum: Money

        private enum CodingKeys: String, CodingKey { case name, price, what }

        init(_ item: Prices.Item, _ prices: Prices, _ output: Output) {
            name = item.rawValue
            sum = Money(minor: prices[item], currency: prices.currency)
            price = sum.description
            what = output.words("price.\(item.rawValue)")
        }

        static let titles = ["cli.title.name", "cli.title.price", "learn.title.what"]

        func cells(_ output: Output) -> [TextCell] {
            [TextCell(name, .strong), TextCell(output.wording.money(sum)), TextCell(what)]
        }
    }

    struct PriorityView: Encodable {
        let severity: String
        /// 100 is the price as it stands.
        let percent: Int
        private let label: String

        private enum CodingKeys: String, CodingKey { case severity, percent }

        init(_ severity: Severity, _ book: DispatchBook, _ output: Output) {
            self.severity = severity.rawValue
            percent = book.priorities[severity.rawValue] ?? 100
            label = output.wording.name(severity)
        }

        func said(_ output: Output) -> String {
            output.pair(label, output.wording.percent(Double(percent) / 100, decimals: 0))
        }
    }

    init(_ book: DispatchBook, _ output: Output) {
        currency = book.prices.currency
        prices = Prices.Item.allCases.map { Row($0, book.prices, output) }
        priorities = Severity.allCases.map { PriorityView($0, book, output) }
    }

    func lines(_ output: Output) -> [String] {
        output.table(prices)
            + ["", output.words("price.priorities")] + priorities.map { "  " + $0.said(output) }
    }
}
