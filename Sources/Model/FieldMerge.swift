/// Two people changed one record: what each did to each field since both read it, and what comes of it. Pure.
///
///     let merge = FieldMerge(["summary", "queue"], base: read, mine: typed, theirs: found)
///     merge.conflicts.isEmpty ? merge.merged(choosing: [:]) : nil
package struct FieldMerge: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        /// As both read it.
        package let base: String
        package let mine: String
        package let theirs: String

        package var standing: Standing {
            switch (mine == base, theirs == base) {
            case (true, true): .untouched
            case (false, true): .onlyMine
            case (true, false): .onlyTheirs
            case (false, false): mine == theirs ? .agreed : .conflict
            }
        }
    }

    package enum Standing: Hashable, Sendable {
        case untouched, onlyMine, onlyTheirs
        /// Both made the same of it.
        case agreed
        /// Each made something else of it; a person must choose.
        case conflict
    }

    /// Whose text a field gets, or one of its own.
    package enum Choice: Hashable, Sendable {
        case mine, theirs
        case text(String)
    }

    package let fields: [Field]

    /// - Parameter names: which fields, in the order people see them; one that is not given is empty.
    package init(
        _ names: [String], base: [String: String], mine: [String: String], theirs: [String: String]
    ) {
        fields = names.map {
            Field(name: $0, base: base[$0] ?? "", mine: mine[$0] ?? "", theirs: theirs[$0] ?? "")
        }
    }

    package var conflicts: [Field] { fields.filter { $0.standing == .conflict } }

    /// What the record becomes: each side's own changes, and in conflicts what was chosen. A choice wins everywhere.
    /// - Returns: nil while a conflict is undecided.
    package func merged(choosing choices: [String: Choice]) -> [String: String]? {
        var merged: [String: String] = [:]
        for field in fields {
            switch (choices[field.name], field.standing) {
            case (.text(let text)?, _): merged[field.name] = text
            case (.mine?, _), (nil, .onlyMine): merged[field.name] = field.mine
            case (.theirs?, _), (nil, .onlyTheirs), (nil, .untouched), (nil, .agreed):
                merged[field.name] = field.theirs
            case (nil, .conflict): return nil
            }
        }
        return merged
    }
}
