extension String {
    /// Without white space at either end.
    package var trimmed: String {
        // Asking a character costs more than all the rest; most texts begin and end with plain ASCII.
        let plain: ClosedRange<UInt8> = 0x21...0x7E
        if let first = utf8.first, let last = utf8.last, plain.contains(first), plain.contains(last) {
            return self
        }
        var s = self[...]
        while s.first?.isWhitespace == true { s.removeFirst() }
        while s.last?.isWhitespace == true { s.removeLast() }
        return String(s)
    }
}
