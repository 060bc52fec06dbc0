import Model
package import Resources

extension KnowledgeBook {
    /// - Parameters:
    ///   - settings: whose products and faults entries may name.
    ///   - kinds: the case kinds there are.
    /// - Throws: the first `RuleFault`, with file and line.
    package init(files: [ResourceFile], settings: DeskSettings, kinds: [String]) throws {
        let (entries, faults) = try Self.read(files, settings, kinds)
        if let first = faults.first { throw first }
        self.init(entries)
    }

    /// Everything wrong in the files, with file and line.
    package static func check(files: [ResourceFile], settings: DeskSettings, kinds: [String]) -> [RuleFault] {
        files.flatMap { file -> [RuleFault] in
            RuleFault.all { try read([file], settings, kinds).faults }
        } + doubles(files)
    }

    /// Files that are no YAML end it at once; a wrong entry only itself.
    private static func read(_ files: [ResourceFile], _ settings: DeskSettings, _ kinds: [String]) throws
        -> (entries: [KnowledgeEntry], faults: [RuleFault])
    {
        var entries: [KnowledgeEntry] = []
        var faults: [RuleFault] = []
        for file in files {
            let root = try RuleNode.parse(file)
            try root.allowOnly("entries")
            for (key, node) in try root.need("entries").entries {
                do {
                    let entry = try entry(key.string ?? "", node, settings, kinds)
                    if let other = entries.first(where: { $0.name == entry.name }) {
                        throw key.fault(
                            "knowledge.double", ["name": .text(entry.name), "place": .text(other.place)])
                    }
                    entries.append(entry)
                } catch let fault as RuleFault {
                    faults.append(fault)
                }
            }
        }
        return (entries, faults)
    }

    /// Names used in more than one file; within a file `read` finds them.
    private static func doubles(_ files: [ResourceFile]) -> [RuleFault] {
        var places: [String: String] = [:]
        return files.flatMap { file -> [RuleFault] in
            let keys = (try? RuleNode.parse(file))?["entries"]?.entries.map(\.key) ?? []
            return keys.compactMap { key in
                let name = key.string ?? ""
                defer { places[name] = "\(file.name):\(key.line)" }
                guard let other = places[name], !other.hasPrefix(file.name + ":") else { return nil }
                return key.fault("knowledge.double", ["name": .text(name), "place": .text(other)])
            }
        }
    }

    private static func entry(
        _ name: String, _ node: RuleNode, _ settings: DeskSettings, _ kinds: [String]
    ) throws -> KnowledgeEntry {
        try node.allowOnly("kind", "title", "products", "faults", "kinds", "words", "text")
        let products = try node.words(of: settings.products.map(\.name), "products")
        let among = settings.products.filter { products.isEmpty || products.contains($0.name) }
        return KnowledgeEntry(
            name: name, kind: try node.choice("kind", as: KnowledgeEntry.Kind.self),
            title: try node.label("title"), products: products,
            faults: try node.words(of: Set(among.flatMap { $0.faults.map(\.name) }).sorted(), "faults"),
            kinds: try node.words(of: kinds, "kinds"), words: try node.words("words"),
            text: try text(node), place: "\(node.file):\(node.line)")
    }

    /// Both languages say the same, so both leave the same open.
    private static func text(_ node: RuleNode) throws -> Label {
        let text = try node.label("text")
        let known = KnowledgeEntry.Placeholder.allCases.map(\.rawValue)
        let marks = text.texts.mapValues(\.placeholders)
        if let unknown = marks.values.joined().sorted().first(where: { !known.contains($0) }) {
            throw try node.need("text").fault(
                "knowledge.placeholder",
                ["name": .text(unknown), "choices": .list(known.map { .text($0) })])
        }
        let all = marks.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        for (language, own) in marks.sorted(by: { $0.key < $1.key }) {
            if let missing = all.subtracting(own).sorted().first {
                throw try node.need("text").fault(
                    "knowledge.unlike", ["name": .text(missing), "language": .text(language)])
            }
        }
        return text
    }
}
