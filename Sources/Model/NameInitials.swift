import Foundation

extension SearchText {
    /// The initials a name is typed by: `王小明` is `wxm`, `John Smith` is `js`; nil for a name without letters.
    /// Characters without a known reading are passed over.
    package static func initials(of name: String) -> String? {
        var name = name[...]
        var initials = ""
        if let surname = surnames.first(where: { name.hasPrefix($0.key) }) {
            initials = surname.value
            name = name.dropFirst(surname.key.count)
        }
        // The transformation takes long; most names of one script need none.
        let isLatin = name.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
        let latin =
            isLatin
            ? String(name) : String(name).applyingTransform(.mandarinToLatin, reverse: false) ?? String(name)
        for word in latin.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            guard let first = tokens(of: String(word)).first?.first, first.isASCII else { continue }
            initials.append(first)
        }
        return initials.isEmpty ? nil : initials
    }

    /// Surnames that are read otherwise than the same character elsewhere.
    private static let surnames: [String: String] = [
        "单": "s", "仇": "q", "解": "x", "查": "z", "区": "o", "曾": "z", "翟": "z", "种": "c", "召": "s", "秘": "b",
        "缪": "m", "覃": "q", "乐": "y", "折": "s", "盖": "g", "员": "y", "尉迟": "yc", "万俟": "mq", "长孙": "zs",
        "粘": "n", "薄": "b", "繁": "p", "祭": "z", "逄": "p", "冼": "x",
    ]
}
