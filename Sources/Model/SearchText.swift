// Stand-in so that Records compiles meanwhile; replace the whole file.
package enum SearchText {
    package static func tokens(of text: String) -> [String] { text.split(separator: " ").map(String.init) }
    package static func query(_ text: String) -> [String] { tokens(of: text) }
}
extension SearchText { package static func initials(of name: String) -> String? { nil } }
