import Foundation

/// Takes passwords out of what is said: a line may have held an address where none belongs, and be quoted.
enum Secrets {
    static func hidden(_ text: String) -> String {
        let inURL = text.replacingOccurrences(
            of: #"(://[^:/?#\s]*):[^\s]*@"#, with: "$1:…@", options: .regularExpression)
        return inURL.replacingOccurrences(
            of: #"((?:ssl)?password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&"]+)"#, with: "$1…",
            options: [.regularExpression, .caseInsensitive])
    }
}
