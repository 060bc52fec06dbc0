/// One thing a terminal sent.
package enum InputUnit: Hashable, Sendable {
    case byte(UInt8)
    /// A key the terminal library recognised.
    case key(Key)
    /// The marks around bracketed paste.
    case pasteBegins, pasteEnds
    /// The beginning of a report that has no fixed form; its rest follows as bytes.
    case reportBegins(ReportReader.Kind)
    case report(TerminalReport)
}

/// Turns what a terminal sends into events. A pure value; its states are: text (assembling UTF-8), escape (an
/// Esc that may be alone, the start of Alt-x, or of Esc-digit for an F key), paste (everything until the
/// end mark is text), and report (a click, or an answer of the terminal).
///
/// Because an Esc alone is known only by what does not follow, the driver calls `pause()` once nothing has
/// come for `escapeHold`, and `abandonPaste()` when a paste has stalled.
package struct InputDecoder: Hashable, Sendable {
    /// How long an Esc waits for the digit or letter after it, pressed by hand.
    package static let escapeHold: Duration = .milliseconds(250)
    /// How long a paste without its end mark may be silent before it counts as ended.
    package static let pasteHold: Duration = .seconds(2)
    /// Bytes of one paste that are kept; more is dropped and counted.
    package static let pasteLimit = 1 << 20

    /// Bytes that made no text.
    package var droppedBytes: Int { text.dropped + droppedPaste }
    /// Whether an Esc waits for `pause()`.
    package private(set) var holdsEscape = false
    package var isPasting: Bool { paste != nil }
    /// Whether something unfinished waits for `pause()` or `abandonPaste()`.
    package var isWaiting: Bool { holdsEscape || isPasting || report != nil }

    private var text = UTF8Assembler()
    private var paste: String?
    private var report: ReportReader?
    private var pasteEndedInReturn = false
    private var droppedPaste = 0

    package init() {}

    /// - Returns: the events this unit completes, none or several, in order.
    package mutating func feed(_ unit: InputUnit) -> [InputEvent] {
        if paste != nil { return feedPaste(unit) }
        if let events = feedReport(unit) { return events }
        switch unit {
        case .byte(0x1B):
            text.discard()
            // Esc Esc is one Esc that need not wait.
            if holdsEscape { return pause() }
            holdsEscape = true
            return []
        case .byte(let byte):
            guard let scalar = text.feed(byte) else { return [] }
            return typed(scalar).map { [.key($0)] } ?? releasedEscape() + [.key(Self.key(of: scalar))]
        case .key(let key):
            text.discard()
            return releasedEscape() + [.key(key)]
        case .pasteBegins:
            text.discard()
            paste = ""
            pasteEndedInReturn = false
            return releasedEscape()
        case .pasteEnds:
            return []
        case .reportBegins(let kind):
            text.discard()
            report = ReportReader(kind)
            return releasedEscape()
        case .report(let report):
            return [.terminal(report)]
        }
    }

    /// Nil when no report is being read, or the unit belongs to none.
    private mutating func feedReport(_ unit: InputUnit) -> [InputEvent]? {
        guard var reader = report else { return nil }
        report = nil
        guard case .byte(let byte) = unit else { return nil }
        switch reader.feed(byte) {
        case .unfinished:
            report = reader
            return []
        case .read(let event): return event.map { [$0] } ?? []
        case .notOurs: return nil
        }
    }

    /// Nothing came for `escapeHold`: an Esc that waited is an Esc.
    package mutating func pause() -> [InputEvent] {
        report = nil
        text.discard()
        return releasedEscape()
    }

    /// Nothing came for `pasteHold` in the middle of a paste: its end mark is lost, what came is the paste.
    package mutating func abandonPaste() -> [InputEvent] {
        paste == nil ? [] : feedPaste(.pasteEnds)
    }

    private mutating func releasedEscape() -> [InputEvent] {
        defer { holdsEscape = false }
        return holdsEscape ? [.key(.escape)] : []
    }

    /// The key that a scalar makes together with the Esc before it; nil when there is none or they are two
    /// keys.
    private mutating func typed(_ scalar: Unicode.Scalar) -> Key? {
        guard holdsEscape else { return nil }
        switch scalar {
        case "0"..."9":
            holdsEscape = false
            let digit = Int(scalar.value) - 0x30
            return .f(digit == 0 ? 10 : digit)
        case "!"..."~":
            holdsEscape = false
            return .alt(Character(scalar))
        case "\u{8}", "\u{7F}":  // Alt-Backspace deletes a word everywhere, as Ctrl-W does
            holdsEscape = false
            return .ctrl("w")
        default: return nil
        }
    }

    private static func key(of scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x00: .ctrl(" ")
        case 0x01...0x1A: .ctrl(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
        case 0x1C...0x1F: .ctrl(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
        default: .character(Character(scalar))
        }
    }

    private mutating func feedPaste(_ unit: InputUnit) -> [InputEvent] {
        switch unit {
        case .byte(let byte):
            guard let scalar = text.feed(byte) else { return [] }
            addToPaste(scalar)
        case .key(.tab): addToPaste("\t")
        case .key(.enter): addToPaste("\n")
        case .key, .pasteBegins, .reportBegins, .report:
            break
        case .pasteEnds:
            text.discard()
            defer { paste = nil }
            return paste.map { [.paste($0)] } ?? []
        }
        return []
    }

    private mutating func addToPaste(_ scalar: Unicode.Scalar) {
        let followsReturn = pasteEndedInReturn
        pasteEndedInReturn = scalar == "\r"
        guard (paste?.utf8.count ?? 0) < Self.pasteLimit else {
            droppedPaste += 1
            return
        }
        switch scalar.value {
        case 0x0D: paste?.append("\n")
        case 0x0A: if !followsReturn { paste?.append("\n") }
        case 0x09: paste?.append("\t")
        case 0x00..<0x20, 0x7F..<0xA0: break
        default: paste?.unicodeScalars.append(scalar)
        }
    }
}
