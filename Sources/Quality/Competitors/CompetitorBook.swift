import Model
package import Resources

/// In what services are compared between companies, as `competitors.yaml` says it.
package struct CompetitorBook: Sendable {
    /// In the file's order.
    package let services: [ComparedService]
    /// What was seen of a company counts for so many days.
    package let stands: Int
    /// Our own figures are those of so many days.
    package let days: Int

    package var measures: [ServiceMeasure] { services.flatMap(\.measures) }

    package subscript(id: String) -> ServiceMeasure? { measures.first { $0.id == id } }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, _ words: OwnSourceWords) throws {
        let (book, faults) = try Self.read(file, words)
        if let first = faults.first { throw first }
        self = book
    }

    private init(_ services: [ComparedService], stands: Int, days: Int) {
        (self.services, self.stands, self.days) = (services, stands, days)
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, _ words: OwnSourceWords) -> [RuleFault] {
        RuleFault.all { try read(file, words).faults }
    }

    /// A file that is no YAML ends it at once; a wrong measure only itself.
    private static func read(_ file: ResourceFile, _ words: OwnSourceWords) throws -> (
        book: CompetitorBook, faults: [RuleFault]
    ) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("stands", "days", "services")
        let (stands, days) = (try length(root, "stands"), try length(root, "days"))
        var (services, faults): ([ComparedService], [RuleFault]) = ([], [])
        for node in try root.need("services").items {
            do {
                var service = try service(node)
                guard !services.contains(where: { $0.name == service.name }) else {
                    throw node.fault("competitor.file.double", ["name": .text(service.name)])
                }
                for one in try node.need("measures").items {
                    do {
                        let measure = try self.measure(one, of: service.name, words)
                        guard !service.measures.contains(where: { $0.name == measure.name }) else {
                            throw one.fault("competitor.file.double", ["name": .text(measure.name)])
                        }
                        service.measures.append(measure)
                    } catch let fault as RuleFault { faults.append(fault) }
                }
                services.append(service)
            } catch let fault as RuleFault { faults.append(fault) }
        }
        return (CompetitorBook(services, stands: stands, days: days), faults)
    }

    private static func length(_ root: RuleNode, _ key: String) throws -> Int {
        let days = try root.integer(key)
        guard (1...3660).contains(days) else { throw try root.need(key).fault("competitor.file.notDays") }
        return days
    }

    private static func service(_ node: RuleNode) throws -> ComparedService {
        try node.allowOnly("name", "label", "measures")
        return ComparedService(name: try node.text("name"), label: try node.label("label"), measures: [])
    }

    private static func measure(_ node: RuleNode, of service: String, _ words: OwnSourceWords) throws
        -> ServiceMeasure
    {
        try node.allowOnly("name", "label", "unit", "better", "promised", "delivered")
        var measure = ServiceMeasure(
            service: service, name: try node.text("name"), label: try node.label("label"),
            unit: try node.choice("unit", as: ServiceMeasure.Unit.self),
            better: try node.choice("better", as: ServiceMeasure.Better.self))
        measure.promised = try node["promised"].map { try $0.promised(in: measure.unit, words) }
        if let delivered = node["delivered"] {
            let source = try delivered.ownSource(words)
            guard source.tells(measure.unit) else { throw delivered.fault("competitor.file.otherUnit") }
            measure.delivered = source
        }
        return measure
    }
}
