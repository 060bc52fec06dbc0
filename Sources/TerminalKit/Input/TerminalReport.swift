/// What a terminal says of itself when asked.
package enum TerminalReport: Hashable, Sendable {
    /// Whether its ground is light.
    case ground(isLight: Bool)
    /// The cells it gives a character of ambiguous width: 1 or 2.
    case ambiguous(Int)
}

/// A click or a turn of the wheel.
package struct Mouse: Hashable, Sendable {
    package enum Button: Hashable, Sendable {
        case left, wheelUp, wheelDown
    }

    package let button: Button
    package let point: Point

    package init(_ button: Button, at point: Point) {
        self.button = button
        self.point = point
    }
}

/// Reads the rest of a report whose beginning was recognised: a click in SGR form (`ESC [ < 0 ; 12 ; 3 M`, xterm's
/// mode 1006) or the ground's colour (`ESC ] 11 ; rgb:ffff/ffff/ffff ESC \\`).
package struct ReportReader: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case mouse, ground
    }

    enum Outcome: Hashable, Sendable {
        case unfinished
        /// Nil when it tells nothing of use (a button let go, another button).
        case read(InputEvent?)
        /// The byte is none of a report's: what was read is dropped, the byte is the keyboard's.
        case notOurs
    }

    private static let longest = 40
    private let kind: Kind
    private var text = ""

    init(_ kind: Kind) { self.kind = kind }

    mutating func feed(_ byte: UInt8) -> Outcome {
        let scalar = Unicode.Scalar(byte)
        switch (kind, scalar) {
        case (.mouse, "M"): return .read(mouse)
        case (.mouse, "m"): return .read(nil)
        case (.ground, "\u{7}"), (.ground, "\\"): return .read(ground)
        // The first half of the end mark.
        case (.ground, "\u{1B}"): return .unfinished
        case (.mouse, "0"..."9"), (.mouse, ";"), (.ground, "0"..."9"), (.ground, "a"..."f"),
            (.ground, "A"..."F"), (.ground, "/"):
            text.unicodeScalars.append(scalar)
            return text.utf8.count > Self.longest ? .notOurs : .unfinished
        default: return .notOurs
        }
    }

    private var mouse: InputEvent? {
        let numbers = text.split(separator: ";").compactMap { Int($0) }
        guard numbers.count == 3, let button = Self.buttons[numbers[0]] else { return nil }
        return .mouse(Mouse(button, at: Point(column: numbers[1] - 1, row: numbers[2] - 1)))
    }

    private static let buttons: [Int: Mouse.Button] = [0: .left, 64: .wheelUp, 65: .wheelDown]

    /// Light from half of full brightness on; the weights are those of ITU-R BT.601.
    private var ground: InputEvent? {
        let channels = text.split(separator: "/").compactMap { part -> Double? in
            guard let value = Int(part, radix: 16), part.count <= 4 else { return nil }
            return Double(value) / Double((1 << (4 * part.count)) - 1)
        }
        guard channels.count == 3 else { return nil }
        let brightness = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2]
        return .terminal(.ground(isLight: brightness > 0.5))
    }
}
