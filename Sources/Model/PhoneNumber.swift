/// A phone number: what was typed, kept as it was, and one form to compare by. Nothing typed is refused: what is no
/// number of any plan known here is kept with its bare digits, and `isPlausible` says so.
///
///     let phone = PhoneNumber(parsing: "（021）6888 8888 转 801")
///     phone?.normalised  // "+862168888888"
///     phone?.display     // "021-68888888-801"
package struct PhoneNumber: Hashable, Sendable, Codable {
    package var typed: String
    /// E.164 (`+8613800138000`) where the number is one; else the bare digits (`95533`, a foreign fragment).
    package var normalised: String
    /// The extension dialled after the connection (`801` of `021-68888888转801`).
    package var extensionDigits: String
    /// When somebody found, by ringing it up, that it is not the customer's; nil for all we know it is.
    package var wrongSince: Instant?

    package init(
        typed: String, normalised: String, extensionDigits: String = "", wrongSince: Instant? = nil
    ) {
        self.typed = typed
        self.normalised = normalised
        self.extensionDigits = extensionDigits
        self.wrongSince = wrongSince
    }

    package var isWrong: Bool { wrongSince != nil }

    /// Whether both are one number, however they were typed.
    package func isSame(as other: PhoneNumber) -> Bool {
        normalised == other.normalised && extensionDigits == other.extensionDigits
    }

    package enum Kind: String, Sendable, CaseIterable {
        case mobile, landline
        /// 400: callable from everywhere, the caller pays the local part.
        case sharedCost = "shared cost"
        /// 800: free, from landlines only.
        case tollFree = "toll free"
        /// 95533, 12315, 110: answered by an organisation; no customer's own number.
        case service
        /// Of another country's plan.
        case international
        /// Incomplete, mistyped, or of a plan not known here.
        case unknown
    }

    package var kind: Kind {
        if let national = chineseNational { return ChineseNumbering.kind(ofNational: national) ?? .unknown }
        if normalised.hasPrefix("+") { return .international }
        return ChineseNumbering.isService(normalised) ? .service : .unknown
    }

    /// Whether a customer can be called back on it as it stands; a form warns when not, and keeps it all the same.
    package var isPlausible: Bool { kind != .unknown && kind != .service }

    // MARK: Showing

    /// As it is written in its country: `138 0013 8000`, `010-12345678`, `400-618-9123`; otherwise as it was typed.
    package var display: String {
        guard let national = chineseNational else {
            return normalised.hasPrefix("+") ? withExtension(Self.grouped(international: normalised)) : typed
        }
        switch kind {
        case .mobile where national.count == 11: return withExtension(national.grouped(3, 4, by: " "))
        case .landline:
            let area = ChineseNumbering.areaLength(ofNational: national)
            return withExtension("0" + national.grouped(area, by: "-"))
        case .sharedCost, .tollFree: return withExtension(national.grouped(3, 3, by: "-"))
        case .mobile: return withExtension(String(national))
        case .service, .international, .unknown: return typed
        }
    }

    /// For those who may not see it whole: `138****8000`, `010-****5678`. Numbers that belong to no person stay whole.
    package var masked: String {
        let digits = normalised.drop { $0 == "+" }
        switch kind {
        case .mobile: return digits.dropFirst(2).prefix(3) + "****" + digits.suffix(4)
        case .landline:
            let national = digits.dropFirst(2)
            return
                "0\(national.prefix(ChineseNumbering.areaLength(ofNational: national)))-****\(digits.suffix(4))"
        case .sharedCost, .tollFree, .service: return display
        case .international: return "+****" + digits.suffix(4)
        case .unknown: return digits.count > 7 ? "****" + digits.suffix(4) : "****"
        }
    }

    private func withExtension(_ number: String) -> String {
        extensionDigits.isEmpty ? number : "\(number)-\(extensionDigits)"
    }

    private static func grouped(international number: String) -> String {
        guard number.hasPrefix("+1"), number.count == 12 else { return number }
        return "+1 " + number.dropFirst(2).grouped(3, 3, by: "-")
    }

    /// What follows `+86`.
    private var chineseNational: Substring? {
        normalised.hasPrefix("+86") ? normalised.dropFirst(3) : nil
    }

    // MARK: Searching

    /// The digits as dialled within China, without a leading 0; a foreign number's with its country code.
    package var searchDigits: String { Self.searchDigits(of: normalised) }

    /// The same of something typed, which may be the beginning of a number only.
    package static func searchDigits(of typed: String) -> String {
        var text = PhoneText(typed)
        text.dropInternationalPrefix()
        var digits = text.digits[...]
        if text.isInternational, digits.hasPrefix("86") { digits = digits.dropFirst(2) }
        return String(digits.drop { $0 == "0" })
    }

    /// Whether the number ends in these digits, of which there are at least four.
    package func matches(_ digits: String) -> Bool {
        let sought = PhoneText(digits).digits
        guard sought.count >= 4 else { return false }
        if searchDigits.hasSuffix(sought) { return true }
        let national = Self.searchDigits(of: digits)
        return national.count >= 4 && searchDigits.hasSuffix(national)
    }
}

extension [PhoneNumber] {
    /// The first of each number, however it was typed.
    package var eachOnce: [PhoneNumber] {
        reduce(into: []) { numbers, phone in
            if !numbers.contains(where: phone.isSame) { numbers.append(phone) }
        }
    }
}

extension Substring {
    /// The first groups by their lengths, then the rest: `138 0013 8000` for `(3, 4, by: " ")`.
    fileprivate func grouped(_ lengths: Int..., by separator: String) -> String {
        var rest = self
        var groups: [Substring] = []
        for length in lengths {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return (groups + [rest]).joined(separator: separator)
    }
}
