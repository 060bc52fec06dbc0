import ArgumentParser
import Model
import Resources
import ServiceDesk
import Wording
import Workflow

struct KnowledgeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Canned answers and scripts.",
        subcommands: [CheckKnowledge.self, ListKnowledge.self, ShowKnowledge.self, SearchKnowledge.self])
}

struct CheckKnowledge: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in the answers' files, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let rules = place.rules
        let kinds = rules.workflows.kinds(of: .case).map(\.name)
        let faults = KnowledgeBook.check(
            files: try rules.library.files(in: "knowledge"), settings: rules.settings, kinds: kinds)
        let count = faults.isEmpty ? try rules.knowledge().entries.count : 0
        try place.output.show(
            faults: faults, praise: "knowledge.sound", counted: .init(name: "entries", count: count))
    }
}

struct ListKnowledge: RuleCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The answers there are.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.list(place.rules.knowledge().entries.map { KnowledgeRow($0, place) })
    }
}

struct SearchKnowledge: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "The answers that hold all these words, those about the product and fault first.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "The product spoken about, such as air-conditioner.") var product: String?
    @Option(help: "Its fault, such as not-cooling.") var fault: String?
    @Argument(help: "Words, in any language; Chinese also by a title's initials.") var words: [String] = []

    func run(at place: Workplace) throws {
        let subject = KnowledgeBook.Subject(product: product ?? "", fault: fault ?? "")
        let found = try place.rules.knowledge().search(words.joined(separator: " "), about: subject)
        try place.output.list(found.map { KnowledgeRow($0, place) })
    }
}

struct KnowledgeRow: Listable {
    let name: String
    let kind: String
    let title: String
    let products: [String]
    let faults: [String]
    let place: String
    private let about: String

    private enum CodingKeys: String, CodingKey { case name, kind, title, products, faults, place }

    init(_ entry: KnowledgeEntry, _ workplace: Workplace) {
        let wording = workplace.output.wording
        (name, kind, products, faults) = (entry.name, entry.kind.rawValue, entry.products, entry.faults)
        place = entry.place
        title = wording.text(entry.title)
        about =
            products.isEmpty
            ? wording.say("knowledge.any")
            : wording.list(
                products.map { name in
                    workplace.rules.product(name).map { wording.text($0.label) } ?? name
                })
    }

    static let titles = ["cli.title.name", "cli.title.kind", "cli.title.label", "cli.title.about"]
    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(name, .strong), TextCell(output.wording.name(kind, of: "knowledgeKind")),
            TextCell(title),
            TextCell(about, .faint),
        ]
    }
}

struct ShowKnowledge: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "An answer as it is written, its placeholders open.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "Its name, such as ac-not-cooling.") var name: String

    func run(at place: Workplace) throws {
        guard let entry = try place.rules.knowledge()[name] else { throw KnowledgeFault.unknown(name) }
        try place.output.show(KnowledgeView(entry, place.output))
    }
}

/// What can be wrong with asking for an answer.
enum KnowledgeFault: Fault, Hashable {
    case unknown(String)

    var kind: FaultKind { .noSuchThing }
    var phrase: Phrase {
        switch self {
        case .unknown(let name): Phrase("knowledge.unknown", ["name": .text(name)])
        }
    }
}

struct KnowledgeView: Showable {
    let name: String
    let kind: String
    let title: String
    let text: String
    let place: String

    init(_ entry: KnowledgeEntry, _ output: Output) {
        (name, kind, place) = (entry.name, entry.kind.rawValue, entry.place)
        title = output.wording.text(entry.title)
        text = entry.text.text(in: output.wording.language).trimmed
    }

    func lines(_ output: Output) -> [String] {
        [title, "\(output.wording.name(kind, of: "knowledgeKind"))  \(place)", ""]
            + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
