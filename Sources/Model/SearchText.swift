// stub, replaced by the words branch
package enum SearchText {
    package static func tokens(of text: String) -> [String] { text.split(separator: " ").map(String.init) }
    package static func query(_ text: String) -> [String] { tokens(of: text) }
}
