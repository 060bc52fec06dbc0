package import Model

/// In what words the filter of a view is written: those of cases, or those of visits, calls or requests.
package protocol ViewWords: Sendable {
    /// Of what the view is; nil of cases.
    var subject: WorkKind? { get }
    /// A filter in the names of the rule files, which everybody's desk understands whatever language it was typed in.
    /// - Throws: `FilterFault`.
    func spelled(_ filter: String) throws -> String
    /// Whether a filter is another one for each who asks.
    /// - Throws: `FilterFault`.
    func isOfOne(_ filter: String) throws -> Bool
    /// What a kept view shows.
    func saved(_ kept: KeptView) -> SavedView
}

extension FilterWords: ViewWords {
    package var subject: WorkKind? { nil }
    package func spelled(_ filter: String) throws -> String { try CaseFilter.spelled(filter, words: self) }
    package func isOfOne(_ filter: String) throws -> Bool {
        try CaseFilter(filter, words: self).terms.contains { $0.term == .mine }
    }
    package func saved(_ kept: KeptView) -> SavedView { SavedView(kept, words: self) }
}

extension WorkWords: ViewWords {
    package var subject: WorkKind? { kind }
    package func spelled(_ filter: String) throws -> String { try WorkFilter.spelled(filter, words: self) }
    package func isOfOne(_ filter: String) throws -> Bool { try WorkFilter(filter, words: self).isOfOne }
    package func saved(_ kept: KeptView) -> SavedView { SavedView(kept, words: self) }
}

extension Reading {
    /// What the filter of a view may say.
    /// - Parameter kind: of what it is; nil of cases.
    package func viewWords(
        of kind: WorkKind?, in language: String? = nil, said: (String) -> [String] = { _ in [] }
    ) throws -> any ViewWords {
        try kind.map { try workWords(of: $0, in: language, said: said) }
            ?? filterWords(in: language, said: said)
    }
}
