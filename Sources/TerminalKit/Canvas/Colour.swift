/// How many colours a terminal can show.
package enum ColourDepth: Int, Codable, Comparable, CaseIterable, Sendable {
    /// None: weight, underline and reverse carry the look (NO_COLOR, `TERM=dumb`, vt100).
    case mono
    case sixteen
    case palette
    case truecolor

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A colour a driver can set.
package enum Colour: Hashable, Sendable {
    /// An index of the terminal's palette, 0...255.
    case palette(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    /// The value every terminal gives an index from 16 on: a cube of six steps a side, then 24 greys.
    package static func value(ofIndex index: UInt8) -> Colour {
        precondition(index >= 16, "the first sixteen colours are the user's")
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            return .rgb(grey, grey, grey)
        }
        let level = { (step: UInt8) -> UInt8 in step == 0 ? 0 : 55 + 40 * step }
        let cube = index - 16
        return .rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    }
}

/// What a driver sets for a cell. No colour means the terminal's own.
package struct Rendition: Hashable, Sendable {
    package var foreground: Colour?
    package var background: Colour?
    package var bold = false
    package var dim = false
    package var underline = false
    package var reverse = false
}
