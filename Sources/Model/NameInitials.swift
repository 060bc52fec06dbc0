extension SearchText {
    /// The initials a name is typed by: `王小明` is `wxm`, `John Smith` is `js`; nil for a name without letters.
    /// Characters without a known reading are passed over.
    package static func initials(of name: String) -> String? {
        let initials = Pinyin.syllables(of: name, isName: true).compactMap(\.first).filter(\.isASCII)
        return initials.isEmpty ? nil : String(initials)
    }
}
