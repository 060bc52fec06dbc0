package import Model

extension FollowUpReport {
    /// What is counted of follow-up calls.
    package enum Figure: Sendable, Hashable, CaseIterable {
        case due
        case fate(FollowUpFate)
        case shareInTime, shareReached
        /// Those promised for a minute, and those of them that were kept, or rung up later.
        case promised
        case kept(Bool)

        package static let allCases: [Figure] =
            [.due] + FollowUpFate.allCases.map { .fate($0) }
            + [.shareInTime, .shareReached, .promised, .kept(true), .kept(false)]

        /// By which it is asked for.
        package var name: String {
            switch self {
            case .shareInTime: "shareInTime"
            case .shareReached: "shareReached"
            default: word
            }
        }

        /// By which languages know it.
        package var word: String {
            switch self {
            case .due: "due"
            case .fate(let fate): fate.rawValue
            case .shareInTime: "share"
            case .shareReached: "reached"
            case .promised: "promised"
            case .kept(let isKept): isKept ? "kept" : "behind"
            }
        }

        package var label: Phrase {
            switch self {
            case .promised, .kept: Phrase("boards.callBack.\(word)")
            default: Phrase("followup.report.\(word)")
            }
        }

        /// How it is counted.
        package var definition: Phrase { Phrase("boards.callOf.\(word)") }

        package var isBad: Bool { [.fate(.late), .fate(.overdue), .kept(false)].contains(self) }
        package var isShare: Bool { self == .shareInTime || self == .shareReached }

        /// The fates whose calls are behind it; nil for what was promised.
        fileprivate var fates: Set<FollowUpFate>? {
            switch self {
            case .due: Set(FollowUpFate.allCases)
            case .fate(let fate): [fate]
            case .shareInTime: FollowUpFate.judged
            case .shareReached: FollowUpFate.made
            case .promised, .kept: nil
            }
        }

        /// Of which promises alone it is.
        fileprivate var isKept: Bool? { if case .kept(let isKept) = self { isKept } else { nil } }

        package func count(_ figures: FollowUpFigures, _ promises: CallBackFigures?) -> Int {
            switch self {
            case .due: figures.due
            case .fate(let fate): figures[fate]
            case .shareInTime: figures.shareInTime?.of ?? 0
            case .shareReached: figures.shareReached?.of ?? 0
            case .promised: promises?.promised ?? 0
            case .kept(let isKept): (isKept ? promises?.kept : promises?.late) ?? 0
            }
        }

        package func share(_ figures: FollowUpFigures) -> (hits: Int, of: Int)? {
            switch self {
            case .shareInTime: figures.shareInTime
            case .shareReached: figures.shareReached
            default: nil
            }
        }
    }

    /// What it tells of a group; nothing of one it does not know. Of all, where the key is nil.
    package func of(_ key: String?) -> (figures: FollowUpFigures, promises: CallBackFigures?) {
        guard let key else { return (all, allCallBacks) }
        return (
            rows.first { $0.key == key }?.figures ?? FollowUpFigures(),
            callBacks.first { $0.key == key }?.figures
        )
    }
}

extension Reading {
    /// The very reasons and calls behind a figure of `followUps`, as many as it was counted of.
    /// - Parameter key: of a row of the report; nil for all.
    package func followUpRows(
        _ figure: FollowUpReport.Figure, due span: Window, by grouping: FollowUpReport.Grouping,
        key: String? = nil, at now: Instant, limit: Int
    ) throws -> [ReportRow] {
        guard let fates = figure.fates else {
            return try callBackRows(
                promised: span, kept: figure.isKept, by: grouping, key: key, limit: limit)
        }
        return try followUpRows(due: span, fates, by: grouping, key: key, at: now, limit: limit)
    }
}
