/// Reads what a terminal reports: a click in SGR form (`[<0;12;3M`, xterm's mode 1006) or in the old one, or the
/// ground's colour (`]11;rgb:ffff/ffff/ffff`).
package enum ReportReader {
    package enum Kind: Hashable, Sendable {
        case mouse, oldMouse, ground

        /// Without the Esc.
        package var beginning: String {
            switch self {
            case .mouse: "[<"
            case .oldMouse: "[M"
            case .ground: "]11;rgb:"
            }
        }
    }

    /// Nil when it tells nothing of use (a button let go, another button), or is none.
    static func event(of sequence: ControlSequence) -> InputEvent? {
        if sequence.bytes.count == 3 { return oldClick(sequence.bytes.map(Int.init)) }
        if let rest = rest(of: sequence.text, after: .mouse) { return click(rest) }
        if let rest = rest(of: sequence.text, after: .ground) { return ground(rest) }
        return nil
    }

    private static func rest(of text: String, after kind: Kind) -> Substring? {
        text.hasPrefix(kind.beginning) ? text.dropFirst(kind.beginning.count) : nil
    }

    private static let buttons: [Int: Mouse.Button] = [0: .left, 64: .wheelUp, 65: .wheelDown]

    private static func click(_ text: Substring) -> InputEvent? {
        let parts = text.dropLast().split(separator: ";", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count <= 5 ? Int($0) : nil }
        guard text.last == "M", parts.count == 3, numbers.count == 3 else { return nil }
        return event(numbers[0], column: numbers[1], row: numbers[2])
    }

    /// Each number is one byte, 32 more than it says.
    private static func oldClick(_ bytes: [Int]) -> InputEvent? {
        event(bytes[0] - 32, column: bytes[1] - 32, row: bytes[2] - 32)
    }

    private static func event(_ button: Int, column: Int, row: Int) -> InputEvent? {
        guard let button = buttons[button], column > 0, row > 0 else { return nil }
        return .mouse(Mouse(button, at: Point(column: column - 1, row: row - 1)))
    }

    /// Light from half of full brightness on; the weights are those of ITU-R BT.601.
    private static func ground(_ text: Substring) -> InputEvent? {
        let channels = text.split(separator: "/", omittingEmptySubsequences: false).compactMap {
            part -> Double? in
            guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                let value = Int(part, radix: 16)
            else { return nil }
            return Double(value) / Double((1 << (4 * part.utf8.count)) - 1)
        }
        guard channels.count == 3 else { return nil }
        let brightness = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2]
        return .terminal(.ground(isLight: brightness > 0.5))
    }
}
