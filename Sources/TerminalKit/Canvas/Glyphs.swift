/// The few shapes the chrome uses. The drawn ones are of ambiguous width, so terminals that make those wide,
/// and users who ask for plain text, get the ASCII ones.
package struct Glyphs: Hashable, Sendable {
    package let horizontal: String
    package let vertical: String
    package let corners: [String]
    /// A filled and an empty cell of a bar.
    package let full: String
    package let empty: String
    /// Heights of a column within one cell, from an eighth to the whole.
    package let levels: [String]
    /// Ever denser fillings, from none to full.
    package let shades: [String]
    /// The turns of a `Spinner`.
    package let spinner: [String]
    private let hasBraille: Bool

    package static let drawn = Glyphs(
        horizontal: "─", vertical: "│", corners: ["┌", "┐", "└", "┘"], full: "█", empty: "░",
        levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], shades: [" ", "░", "▒", "▓", "█"],
        spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"], hasBraille: true)
    package static let ascii = Glyphs(
        horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"], full: "#", empty: ".",
        levels: ["_", ".", ":", "-", "=", "+", "*", "#"], shades: [" ", ".", ":", "+", "#"],
        spinner: ["|", "/", "-", "\\"], hasBraille: false)

    /// The dots of one cell of a plot, two wide and four high: as Braille, or in two rows as `'`, `.` and `:`.
    /// - Parameter mask: bit `2 * row + column`, from the upper left.
    func dots(_ mask: UInt8) -> String {
        guard mask != 0 else { return " " }
        guard hasBraille else {
            return mask & 0b0000_1111 == 0 ? "." : mask & 0b1111_0000 == 0 ? "'" : ":"
        }
        // Braille counts its dots down the left column, then the right one, the lowest two last.
        let order: [UInt32] = [0, 3, 1, 4, 2, 5, 6, 7]
        let bits = (0..<8).reduce(UInt32(0)) { bits, place in
            mask & (1 << UInt8(place)) == 0 ? bits : bits | 1 << order[place]
        }
        return Unicode.Scalar(0x2800 + bits).map(String.init) ?? " "
    }
}
