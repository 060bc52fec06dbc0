/// Which of the languages there are serves what someone asked for.
///
///     LanguageChoice.best(for: "zh_CN.UTF-8")  // "zh-Hans"
///     LanguageChoice.first(of: [option, environment["AFTERCARE_LANG"], environment["LANG"]])
package enum LanguageChoice {
    /// The languages shipped; `Resources/locales` has a folder for each. The first is spoken where nothing was asked.
    package static let shipped = ["en", "zh-Hans"]

    /// The language for a BCP 47 tag (`zh-Hans`, `zh-CN`) or a POSIX locale (`zh_CN.UTF-8`): the same tag, else the
    /// same language whatever script or region; nil when there is none (or for `C`, `POSIX` and an empty text).
    package static func best(for wanted: String, among languages: [String] = shipped) -> String? {
        let tag = wanted.prefix { $0 != "." && $0 != "@" }.lowercased().map { $0 == "_" ? "-" : $0 }
        let exact = String(tag)
        if let same = languages.first(where: { $0.lowercased() == exact }) { return same }
        let language = exact.prefix { $0 != "-" }
        return languages.first { $0.lowercased().prefix { $0 != "-" } == language }
    }

    /// The language of the first wish that can be met, in order of precedence.
    package static func first(of wishes: [String?], among languages: [String] = shipped) -> String {
        for case let wish? in wishes {
            if let language = best(for: wish, among: languages) { return language }
        }
        return languages.first ?? "en"
    }
}
