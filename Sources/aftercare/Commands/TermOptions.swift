import ArgumentParser
import Model
import ServiceDesk

/// What a technician can do and on what terms. A list given replaces the one there was; an empty one takes it away.
struct TermOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A skill's level, 1 to 5; others are at 1. May be given several times.", valueName: "skill=3"))
    var level: [String] = []
    @Option(
        help: ArgumentHelp(
            "A certificate and its last valid day. May be given several times.", valueName: "name=2027-06-30")
    )
    var certificate: [String] = []
    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "A rest of some minutes within a window of the day. May be given several times.",
            valueName: "11:30-13:30=30"))
    var rest: [String] = []
    @Option(help: "Minutes that a day may last beyond the shift, at a price.") var overtime: Int?
    @Option(
        help:
            "The depot where the day starts, as parts.yaml names it, in place of home; an empty one is home.")
    var depot: String?
    @Option(
        help: ArgumentHelp("Where the day ends, when not where it starts.", valueName: "latitude,longitude"))
    var end: Place?
    @Option(
        help: ArgumentHelp(
            "Time needed on site, as a percentage of the usual. May be given several times.",
            valueName: "product=90"))
    var pace: [String] = []

    /// - Throws: `UsageFault.notATerm` for what cannot be read.
    func apply(to terms: inout TechnicianTerms) throws {
        if !level.isEmpty { terms.levels = try numbers(level, like: "gas=3") }
        if !pace.isEmpty { terms.pace = try numbers(pace, like: "air-conditioner=90") }
        if let overtime { terms.overtime = overtime }
        if let depot { terms.depot = depot }
        if let end { terms.end = end }
        if !certificate.isEmpty {
            terms.certificates = try pairs(certificate, like: "gas-fitter=2027-06-30") { Day($0) }
        }
        if !rest.isEmpty {
            terms.breaks = try rest.filter { !$0.isEmpty }.map { text in
                let parts = text.split(separator: "=")
                guard parts.count == 2, let hours = DayWindow(text: String(parts[0])), let n = Int(parts[1])
                else { throw UsageFault.notATerm(text, example: "11:30-13:30=30") }
                return RestTerm(from: hours.from, to: hours.to, minutes: n)
            }
        }
    }

    private func numbers(_ texts: [String], like example: String) throws -> [String: Int] {
        try pairs(texts, like: example) { Int($0) }
    }

    private func pairs<Value>(_ texts: [String], like example: String, _ read: (String) -> Value?) throws
        -> [String: Value]
    {
        try texts.filter { !$0.isEmpty }.reduce(into: [:]) { found, text in
            guard let sign = text.lastIndex(of: "="), sign > text.startIndex,
                let value = read(String(text[text.index(after: sign)...]))
            else { throw UsageFault.notATerm(text, example: example) }
            found[String(text[..<sign])] = value
        }
    }
}
