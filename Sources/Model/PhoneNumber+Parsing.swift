extension PhoneNumber {
    /// Reads a number as people type it: full-width digits, brackets, spaces, `+86` and `0086`, extensions
    /// (`-801`, `转801`, `ext 801`). Numbers of other countries need their `+` (or `00`); ten digits are a US number
    /// when `region` is `US` or `CA`.
    /// - Returns: nil only for a text without any digit.
    package init?(parsing typed: String, region: String = "CN") {
        var text = PhoneText(typed)
        guard !text.digits.isEmpty else { return nil }
        text.dropInternationalPrefix()
        func read(_ digits: String) -> String? {
            text.isInternational
                ? Self.international(digits[...]) : Self.national(digits[...], region: region)
        }
        let digits = text.digits
        if text.extensionDigits.isEmpty, text.groups.count > 1, let last = text.groups.last, last.count <= 6,
            let number = read(text.groups.dropLast().joined()), Self.mayHaveExtension(number)
        {
            self.init(typed: typed, normalised: number, extensionDigits: last)
        } else {
            self.init(typed: typed, normalised: read(digits) ?? digits, extensionDigits: text.extensionDigits)
        }
    }

    /// A number that is whole before its last group of digits: that group is an extension.
    private static func mayHaveExtension(_ number: String) -> Bool {
        switch PhoneNumber(typed: number, normalised: number).kind {
        case .landline, .sharedCost, .tollFree: true
        case .mobile, .service, .international, .unknown: false
        }
    }

    /// After the plus.
    private static func international(_ digits: Substring) -> String? {
        if digits.hasPrefix("86") {
            let rest = digits.dropFirst(2).drop { $0 == "0" }
            if ChineseNumbering.kind(ofNational: rest) != nil { return "+86" + rest }
            return ChineseNumbering.isService(rest) ? String(rest) : nil
        }
        if digits.hasPrefix("1") { return american(digits) }
        // E.164: at most 15 digits; fewer than 7 reach nobody.
        return (7...15).contains(digits.count) && !digits.hasPrefix("0") ? "+" + digits : nil
    }

    private static func national(_ digits: Substring, region: String) -> String? {
        switch region {
        case "CN":
            chinese(digits) ?? (digits.hasPrefix("86") && digits.count >= 12 ? international(digits) : nil)
        case "US", "CA": american(digits)
        default: nil
        }
    }

    /// As dialled within China: landlines, and nothing else but old habits with mobiles, with a leading 0.
    private static func chinese(_ digits: Substring) -> String? {
        if digits.hasPrefix("0") {
            let rest = digits.dropFirst()
            return ChineseNumbering.isLandline(rest) || ChineseNumbering.isMobile(rest) ? "+86" + rest : nil
        }
        switch ChineseNumbering.kind(ofNational: digits) {
        case .mobile, .sharedCost, .tollFree: return "+86" + digits
        default: return ChineseNumbering.isService(digits) ? String(digits) : nil
        }
    }

    /// North America: area and exchange of three digits, neither beginning with 0 or 1.
    private static func american(_ digits: Substring) -> String? {
        let rest = digits.count == 11 && digits.hasPrefix("1") ? digits.dropFirst() : digits
        guard rest.count == 10 else { return nil }
        return [rest.first, rest.dropFirst(3).first].allSatisfy { $0.map { $0 >= "2" } ?? false }
            ? "+1" + rest : nil
    }
}
