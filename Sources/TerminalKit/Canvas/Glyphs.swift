/// The few shapes the chrome uses. The drawn ones are of ambiguous width, so terminals that make those wide,
/// and users who ask for plain text, get the ASCII ones.
package struct Glyphs: Hashable, Sendable {
    package let horizontal: String
    package let vertical: String
    package let corners: [String]
    /// A filled and an empty cell of a bar.
    package let full: String
    package let empty: String

    package static let drawn = Glyphs(
        horizontal: "─", vertical: "│", corners: ["┌", "┐", "└", "┘"], full: "█", empty: "░")
    package static let ascii = Glyphs(
        horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"], full: "#", empty: ".")
}
