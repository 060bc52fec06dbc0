/// Lets global options stand anywhere on the line, although the parser knows them at the command only:
///
///     aftercare --json case --as li list --all   →   aftercare case list --json --as li --all
///     aftercare --lang en help case list         →   aftercare case list --help
///
/// Only what stands before the command's last word is moved; what follows it is the command's own to read.
struct ArgumentNormaliser {
    /// The nouns and verbs there are: a node without children is a command.
    let root: CommandNode

    /// A command line taken apart.
    struct Line: Equatable {
        /// The nouns and the verb, as far as they were recognised: `["case", "list"]`.
        var path: [String]
        /// Global options that stood before or between them.
        var moved: [String]
        /// Whether `help` stood before them, or nothing but a request for help came.
        var asksHelp = false
        /// Whether the last word recognised is a noun: it takes no options, and its verb is still to come.
        var lacksVerb = false
        /// Everything after the last word recognised.
        var rest: [String]
        /// The first word that should have been a noun or verb and is none; nil when all is well.
        var unknown: String?

        /// What the parser is given. It takes a request for help for the program's own only where nothing else is said, and
        /// answers a noun alone with its help.
        var arguments: [String] {
            if asksHelp { return path + ["--help"] }
            return lacksVerb ? path + rest : path + moved + rest
        }
    }

    func read(_ arguments: [String]) -> Line {
        var line = Line(path: [], moved: [], rest: [])
        var node = root
        var position = 0
        while position < arguments.count {
            let word = arguments[position]
            if let taken = GlobalNames.length(of: word) {
                line.moved += arguments[position..<min(position + taken, arguments.count)]
                position += taken
            } else if line.path.isEmpty, word == CommandNode.help,
                root.children.contains(where: { $0.name == word })
            {
                line.asksHelp = true
                position += 1
            } else if let child = node.children.first(where: { $0.name == word }) {
                line.path.append(word)
                node = child
                position += 1
            } else {
                if !node.children.isEmpty, !word.hasPrefix("-") { line.unknown = word }
                break
            }
        }
        line.lacksVerb = !line.path.isEmpty && !node.children.isEmpty
        line.rest = Self.joiningNumbers(arguments.dropFirst(position))
        if line.path.isEmpty, let first = line.rest.first, ["--help", "-h"].contains(first) {
            line.asksHelp = true
        }
        return line
    }

    /// A number below zero is taken for an option, and the option before it for one without its value: `--limit -5` is
    /// `--limit=-5`.
    private static func joiningNumbers(_ words: ArraySlice<String>) -> [String] {
        var joined: [String] = []
        for word in words {
            let isNumber = word.hasPrefix("-") && word.dropFirst().first?.isNumber == true
            if isNumber, !joined.contains("--"), let option = joined.last, option.hasPrefix("--"),
                !option.contains("=")
            {
                joined[joined.count - 1] = "\(option)=\(word)"
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// What stands under the last word recognised, for "did you mean".
    func choices(under path: [String]) -> [String] {
        path.reduce(root) { node, word in node.children.first { $0.name == word } ?? node }.children.map(
            \.name)
    }
}

struct CommandNode: Equatable {
    /// The word before a command that asks for its help.
    static let help = "help"

    var name: String
    var children: [CommandNode] = []
}

/// The global options by name, and what can be known of them before anything is parsed: in which language and form
/// even a usage error is to be said.
enum GlobalNames {
    static let withValue: Set<String> = ["--db", "--config", "--as", "--lang", "--now"]
    static let flags: Set<String> = ["--json"]

    /// How many words the option that begins here takes; nil when it is not a global option.
    static func length(of word: String) -> Int? {
        if flags.contains(word) { return 1 }
        if withValue.contains(word) { return 2 }
        guard let equals = word.firstIndex(of: "="), withValue.contains(String(word[..<equals])) else {
            return nil
        }
        return 1
    }

    /// The last value given to a global option anywhere on the line; nil when it is not there.
    static func value(of name: String, in arguments: [String]) -> String? {
        var found: String?
        for (position, word) in arguments.enumerated() {
            if word == "--" { break }
            if word == name, position + 1 < arguments.count { found = arguments[position + 1] }
            if word.hasPrefix(name + "=") { found = String(word.dropFirst(name.count + 1)) }
        }
        return found
    }

    static func wantsJSON(_ arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains("--json")
    }
}
