import Foundation
import Model
import Resources

extension DispatchBook {
    static func travel(_ node: RuleNode, _ companion: (String) throws -> ResourceFile) throws -> Travel {
        try node.allowOnly("detour", "speed", "least", "unknown", "hours", "zones", "table", "service")
        let usual = try profile(node, else: nil)
        var zones: [String: SpeedProfile] = [:]
        for (key, value) in node["zones"]?.entries ?? [] {
            try value.allowOnly("speed", "hours")
            zones[key.string ?? ""] = try profile(value, else: usual)
        }
        var travel = Travel(speeds: SpeedTable(usual, zones: zones))
        travel.detour = try number(node.need("detour"), "detour", in: 1...5)
        travel.least = try whole(node.need("least"), "least", in: 0...120)
        travel.unknown = try whole(node.need("unknown"), "unknown", in: 0...480)
        if node["table"] != nil {
            let file = try companion(try node.text("table"))
            do { travel.table = try KnownWays(csv: file.text) } catch let problem as KnownWays.Problem {
                throw RuleFault(
                    file: file.name, line: problem.line,
                    problem: Phrase("dispatching.notWay", ["text": .text(problem.text)]))
            }
        }
        travel.service = try node["service"].map(service)
        return travel
    }

    /// Its address alone, or with the figures.
    private static func service(_ node: RuleNode) throws -> MapService {
        if node.string == nil { try node.allowOnly("url", "most", "near", "keep", "wait") }
        let url = node.string == nil ? try node.need("url") : node
        let text = url.string ?? ""
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme),
            !(parts.host ?? "").isEmpty, parts.user == nil, parts.query == nil, parts.fragment == nil
        else { throw url.fault("dispatching.notService", ["url": .text(text)]) }
        var service = MapService(url: text.hasSuffix("/") ? String(text.dropLast()) : text)
        func figure(_ key: String, in range: ClosedRange<Int>, _ path: WritableKeyPath<MapService, Int>)
            throws
        {
            guard let value = node[key] else { return }
            service[keyPath: path] = try whole(value, key, in: range)
        }
        if node.string == nil {
            try figure("most", in: 2...10_000, \.most)
            try figure("near", in: 1...1000, \.near)
            try figure("keep", in: 1...3650, \.keep)
            try figure("wait", in: 1...300, \.wait)
        }
        return service
    }

    /// - Parameter usual: what holds where nothing else is said.
    private static func profile(_ node: RuleNode, else usual: SpeedProfile?) throws -> SpeedProfile {
        var hours: [Double]
        if let speed = node["speed"] {
            hours = Array(repeating: try number(speed, "speed", in: 1...200), count: 24)
        } else if let usual {
            hours = usual.hours
        } else {
            throw node.fault("rule.missing", ["key": .text("speed")])
        }
        for (key, value) in node["hours"]?.entries ?? [] {
            let speed = try number(value, key.string ?? "", in: 1...200)
            for hour in try range(key) { hours[hour] = speed }
        }
        return SpeedProfile(hours: hours)
    }

    /// `07:00-09:00`: whole hours of the day.
    private static func range(_ node: RuleNode) throws -> Range<Int> {
        let ends = (node.string ?? "").split(separator: "-").map { part -> Int? in
            let hm = part.split(separator: ":").compactMap { Int($0) }
            return hm.count == 2 && hm[1] == 0 && (0...24).contains(hm[0]) ? hm[0] : nil
        }
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else {
            throw node.fault("dispatching.notHours", ["value": .text(node.string ?? "")])
        }
        return from..<to
    }

    private static func number(_ node: RuleNode, _ key: String, in range: ClosedRange<Double>) throws
        -> Double
    {
        guard let number = node.double, range.contains(number) else {
            throw node.fault(
                "dispatching.notInRange",
                [
                    "key": .text(key), "value": .text(node.string ?? ""),
                    "least": .number(range.lowerBound), "most": .number(range.upperBound),
                ])
        }
        return number
    }
}
