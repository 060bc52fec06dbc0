extension Unicode.Scalar {
    /// Whether it does something to whatever shows it, rather than being shown: controls (C0, DEL, C1), marks and
    /// overrides of writing direction, and the two line breaks of Unicode's own. Tab, line feed and carriage return count
    /// as well.
    package var acts: Bool {
        switch value {
        case 0x00..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
