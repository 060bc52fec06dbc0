import Model
package import Resources

extension Organisation {
    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, roles: [String]) throws {
        let (read, faults) = try Self.read(file, roles: roles)
        if let first = faults.first { throw first }
        self = read
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, roles: [String]) -> [RuleFault] {
        RuleFault.all { try read(file, roles: roles).faults }
    }

    /// A file that is no YAML ends it at once; a wrong team, post or standard only itself.
    private static func read(_ file: ResourceFile, roles: [String]) throws -> (
        read: Organisation, faults: [RuleFault]
    ) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("teams", "controls", "resources")
        var reader = OrganisationReader(roles: roles)
        for node in try root.need("teams").items { reader.attempt { try $0.team(node) } }
        reader.checkCovers()
        for node in root["controls"]?.items ?? [] { reader.attempt { try $0.control(node) } }
        if let node = root["resources"] { reader.attempt { try $0.resources(node) } }
        return (reader.made, reader.faults)
    }
}

/// Reads a piece at a time, so that one wrong piece does not hide the next.
private struct OrganisationReader {
    let roles: [String]
    var made = Organisation(teams: [], controls: [])
    var faults: [RuleFault] = []
    /// Where each post says who covers it.
    private var covers: [(post: String, node: RuleNode)] = []

    init(roles: [String]) { self.roles = roles }

    mutating func attempt(_ body: (inout Self) throws -> Void) {
        do { try body(&self) } catch let fault as RuleFault { faults.append(fault) } catch {}
    }

    mutating func team(_ node: RuleNode) throws {
        try node.allowOnly("name", "label", "under", "posts")
        let name = try node.text("name")
        guard !made.teams.contains(where: { $0.name == name }) else { throw Self.double(node, name) }
        let under = try node["under"].map { try $0.word(of: made.teams.map(\.name), "under") }
        made.teams.append(.init(name: name, label: try node.label("label"), under: under, posts: []))
        for post in node["posts"]?.items ?? [] { attempt { try $0.post(post) } }
    }

    private mutating func post(_ node: RuleNode) throws {
        try node.allowOnly("name", "label", "roles", "teams", "wanted", "cover", "takes")
        let name = try node.text("name")
        guard made.post(name) == nil else { throw Self.double(node, name) }
        let held = try node.need("roles").items.map { try $0.word(of: roles, "roles") }
        let wanted = try Self.count(node, "wanted")
        let takes = try node["takes"].flatMap {
            Organisation.Post.Load(
                rawValue: try $0.word(of: Organisation.Post.Load.allCases.map(\.rawValue), "takes"))
        }
        // Whose people are missing could not be told.
        if let takes, made.post(taking: takes) != nil { throw Self.double(node, takes.rawValue) }
        let post = Organisation.Post(
            name: name, label: try node.label("label"), roles: held, teams: try node.words("teams"),
            wanted: wanted, cover: try node.words("cover"), takes: takes)
        made.teams[made.teams.count - 1].posts.append(post)
        if let cover = node["cover"] { covers.append((name, cover)) }
    }

    /// Who covers whom is checked when all posts are known.
    mutating func checkCovers() {
        let known = made.posts.map(\.name)
        for (post, node) in covers {
            for item in node.items {
                attempt { _ in
                    guard try item.word(of: known, "cover") != post else {
                        throw item.fault("organisation.file.coversItself", ["post": .text(post)])
                    }
                }
            }
        }
    }

    mutating func control(_ node: RuleNode) throws {
        try node.allowOnly("figure", "target", "warn", "owner", "days")
        // Who reads the standards sees them.
        let known = ServiceFigure.allCases.filter { $0.moreIsBetter != nil && $0.right == nil }
        let word = try node.need("figure").word(of: known.map(\.rawValue), "figure")
        guard let figure = known.first(where: { $0.rawValue == word }) else { return }
        guard !made.controls.contains(where: { $0.figure == figure }) else { throw Self.double(node, word) }
        let (target, warn) = (try Self.value(node, "target", figure), try Self.value(node, "warn", figure))
        guard figure.moreIsBetter == true ? warn <= target : warn >= target else {
            throw try node.need("warn").fault("organisation.file.warnIsBetter")
        }
        let owner = try node.need("owner").word(of: made.posts.map(\.name), "owner")
        let days = try node.integer("days")
        guard (1...3660).contains(days) else {
            throw try node.need("days").fault("organisation.file.notDays")
        }
        made.controls.append(
            .init(figure: figure, target: target, warn: warn, owner: owner, days: days))
    }

    mutating func resources(_ node: RuleNode) throws {
        try node.allowOnly("vehicles", "lines")
        made.vehicles = try node["vehicles"].map { _ in try Self.count(node, "vehicles") }
        made.lines = try node["lines"].map { _ in try Self.count(node, "lines") }
    }

    private static func count(_ node: RuleNode, _ key: String) throws -> Int {
        let count = try node.integer(key)
        guard (0...100_000).contains(count) else {
            throw try node.need(key).fault("organisation.file.notCount")
        }
        return count
    }

    /// `85 %`; `4 h` or `30 min` in minutes.
    private static func value(_ node: RuleNode, _ key: String, _ figure: ServiceFigure) throws -> Double {
        let child = try node.need(key)
        if figure.unit == .share {
            guard let share = child.share else { throw child.fault("organisation.file.notShare") }
            return share
        }
        let words = (child.string ?? "").split(separator: " ")
        guard words.count == 2, let count = Double(words[0]), count > 0, count <= 100_000,
            let minutes = ["h": 60.0, "min": 1.0][String(words[1])]
        else { throw child.fault("organisation.file.notTime") }
        return count * minutes
    }

    private static func double(_ node: RuleNode, _ name: String) -> RuleFault {
        node.fault("organisation.file.double", ["name": .text(name)])
    }
}
