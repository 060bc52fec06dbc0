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

/// Turns what a terminal sends into events. A pure value; its states are: text (assembling UTF-8), escape (an Esc that
/// may be alone, the start of Alt-x, of Esc-digit for an F key, or of a sequence), sequence (a key or report that the
/// terminal library did not recognise, because it came in two pieces or because nobody knows it), and paste.
///
/// What is unfinished is known only by what does not follow, so the driver calls `pause()` once nothing has come for
/// `hold`, and `lull()` whenever it has read all there was.
package struct InputDecoder: Hashable, Sendable {
    /// How long an Esc waits for the digit or letter after it, pressed by hand.
    package static let escapeHold: Duration = .milliseconds(250)
    /// How long half a sequence, or a paste without its end mark, waits for the rest over a line that stalls.
    package static let lineHold: Duration = .seconds(2)
    /// Bytes of one paste that are kept; more is dropped and counted.
    package static let pasteLimit = 1 << 20

    /// Bytes that made no text.
    package var droppedBytes: Int { text.dropped + droppedInPastes + (paste?.droppedBytes ?? 0) }
    /// Whether an Esc waits for `pause()`.
    package private(set) var holdsEscape = false
    package var isPasting: Bool { paste != nil }
    /// How long to wait before `pause()`; nil when nothing is unfinished.
    package var hold: Duration? {
        if let paste { return paste.hasStalled ? nil : Self.lineHold }
        return sequence != nil ? Self.lineHold : holdsEscape ? Self.escapeHold : nil
    }

    private var text = UTF8Assembler()
    private var paste: PasteReader?
    private var droppedInPastes = 0
    private var sequence: ControlSequence?
    /// Its Esc was given up for one pressed by hand, and has been told.
    private var isLate = false
    private var followsReleasedEscape = false
    /// What came since the last lull while a paste is stalled.
    private var burst: [InputUnit] = []

    package init() {}

    /// - Returns: the events this unit completes, none or several, in order.
    package mutating func feed(_ unit: InputUnit) -> [InputEvent] {
        if paste != nil { return feedPaste(unit) }
        if sequence != nil { return feedSequence(unit) }
        let mayBeLate = followsReleasedEscape
        followsReleasedEscape = false
        if mayBeLate, unit == .byte(UInt8(ascii: "[")) {
            (sequence, isLate) = (ControlSequence(after: UInt8(ascii: "[")), true)
            return []
        }
        switch unit {
        case .byte(0x1B):
            text.discard()
            // Esc Esc is one Esc that need not wait.
            if holdsEscape { return releasedEscape() }
            holdsEscape = true
            return []
        case .byte(let byte):
            if holdsEscape, let begun = ControlSequence(after: byte) {
                (sequence, holdsEscape) = (begun, false)
                return []
            }
            guard let scalar = text.feed(byte) else { return [] }
            return typed(scalar).map { [.key($0)] } ?? releasedEscape() + [.key(Self.key(of: scalar))]
        case .key(let key):
            text.discard()
            return releasedEscape() + [.key(key)]
        case .pasteBegins:
            text.discard()
            paste = PasteReader()
            return releasedEscape()
        case .pasteEnds:
            return []
        case .reportBegins(let kind):
            text.discard()
            sequence = ControlSequence(kind)
            return releasedEscape()
        case .report(let report):
            return releasedEscape() + [.terminal(report)]
        }
    }

    /// Nothing came for `hold`: an Esc that waited is an Esc, half a sequence is dropped, and a paste that stalled is
    /// told as far as it came. What still comes of it is told as pastes too, until a key is pressed alone.
    package mutating func pause() -> [InputEvent] {
        if paste != nil {
            defer { paste?.hasStalled = true }
            return takenPaste()
        }
        text.discard()
        if let sequence {
            self.sequence = nil
            if isLate { return lateAsTyped(sequence) }
            return sequence.isBare ? [.key(Self.alt(sequence.text))] : []
        }
        followsReleasedEscape = holdsEscape
        return releasedEscape()
    }

    /// Everything that had come was read; what follows was sent later.
    package mutating func lull() -> [InputEvent] {
        if let sequence, isLate {
            self.sequence = nil
            return lateAsTyped(sequence)
        }
        guard paste?.hasStalled == true, !burst.isEmpty else { return [] }
        let units = burst
        burst = []
        if Self.isOneKey(units), paste?.goesOnEnding(with: units[0]) == false {
            endPaste()
            return units.flatMap { feed($0) }
        }
        return added(units) + takenPaste()
    }

    // MARK: Escape

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
            return Self.alt(String(scalar))
        case "\u{8}", "\u{7F}":  // Alt-Backspace deletes a word everywhere, as Ctrl-W does
            holdsEscape = false
            return .ctrl("w")
        default: return nil
        }
    }

    /// With Caps Lock on, a terminal sends the large letter: it is the same key.
    private static func alt(_ letter: String) -> Key { .alt(Character(letter.lowercased())) }

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

    // MARK: Sequences

    private mutating func feedSequence(_ unit: InputUnit) -> [InputEvent] {
        guard var sequence, case .byte(let byte) = unit else {
            // A whole key: what came before it is broken off.
            sequence = nil
            return feed(unit)
        }
        self.sequence = nil
        switch sequence.feed(byte) {
        case .unfinished:
            self.sequence = sequence
            return []
        case .done: return events(of: sequence)
        case .brokenOff: return (isLate ? lateAsTyped(sequence) : []) + feed(unit)
        case .altKey: return [.key(Self.alt(sequence.text))] + feed(unit)
        }
    }

    private mutating func events(of sequence: ControlSequence) -> [InputEvent] {
        let unit = KeySequences.units[sequence.text]
        if isLate {
            isLate = false
            // Its Esc was told as one: the key it would have been is not pressed as well.
            return unit == nil ? lateAsTyped(sequence) : []
        }
        if let event = ReportReader.event(of: sequence) { return [event] }
        switch unit {
        case .reportBegins, .byte, nil: return []
        case .key, .pasteBegins, .pasteEnds, .report: return unit.map { feed($0) } ?? []
        }
    }

    private mutating func lateAsTyped(_ sequence: ControlSequence) -> [InputEvent] {
        isLate = false
        return sequence.text.map { .key(.character($0)) }
    }

    // MARK: Pastes

    private mutating func feedPaste(_ unit: InputUnit) -> [InputEvent] {
        // Only what else comes at once tells a key pressed alone from the rest of a paste.
        if paste?.hasStalled == true, unit != .pasteEnds, burst.count < Self.pasteLimit {
            burst.append(unit)
            return []
        }
        let before = added(burst)
        burst = []
        return before + (paste == nil ? feed(unit) : added([unit]))
    }

    /// Takes units into the paste up to its end, and those after it as they are.
    private mutating func added(_ units: [InputUnit]) -> [InputEvent] {
        for (index, unit) in units.enumerated() where add(unit) {
            let events = endedPaste()
            return events + units[(index + 1)...].flatMap { feed($0) }
        }
        return []
    }

    /// - Returns: whether it ends the paste.
    private mutating func add(_ unit: InputUnit) -> Bool {
        switch unit {
        case .byte(let byte): return paste?.feed(byte) ?? false
        case .pasteEnds: return true
        case .key(.tab): paste?.add("\t")
        case .key(.enter): paste?.add("\n")
        case .key, .pasteBegins, .reportBegins, .report: break
        }
        return false
    }

    private mutating func endedPaste() -> [InputEvent] {
        let isFirst = paste?.hasStalled != true
        let events = takenPaste()
        endPaste()
        // A paste of nothing is one as well; the end of a stalled one says nothing new.
        return events.isEmpty && isFirst ? [.paste("")] : events
    }

    private mutating func endPaste() {
        droppedInPastes += paste?.droppedBytes ?? 0
        paste = nil
        burst = []
    }

    private mutating func takenPaste() -> [InputEvent] {
        guard let text = paste?.takeText(), !text.isEmpty else { return [] }
        return [.paste(text)]
    }

    /// Whether a person pressed one key, as nobody pastes one character at a time.
    private static func isOneKey(_ units: [InputUnit]) -> Bool {
        if units.count == 1 { return true }
        var bytes: [UInt8] = []
        for case .byte(let byte) in units { bytes.append(byte) }
        return bytes.count == units.count && bytes.count <= 4
            && String(validating: bytes, as: UTF8.self)?.unicodeScalars.count == 1
    }
}
