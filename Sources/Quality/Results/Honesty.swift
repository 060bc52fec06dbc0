import Statistics

/// What was recorded at the door beside what customers say in the independent call, by who recorded it: how often they
/// differ, and whether somebody's do more often than chance would have it.
package struct Honesty: Sendable {
    package struct Row: Sendable, Hashable {
        /// The technician's number.
        package var technician: Int64
        /// Sheets about this technician's visits.
        package var sheets: Int
        /// Sheets in which something differs.
        package var differing: Int
        /// How often each difference was found, by the consequence's name.
        package var kinds: [String: Int]
        package var share: Share
        /// How likely chance alone is to set this technician so far apart from all others, made strict for so many at once.
        package var probability: Double

        /// Not by chance, and more than others: to be looked into.
        package var standsOut: Bool
    }

    package let rows: [Row]
    package let all: Share

    /// Below which chance is not believed; custom.
    package static let believed = 0.05

    /// - Parameter sheets: whose visit each is about, and which differences it shows.
    package init(_ sheets: [(technician: Int64, found: [String])]) {
        let differing = sheets.count { !$0.found.isEmpty }
        let whole = Share(differing, of: sheets.count)
        all = whole
        let groups = Dictionary(grouping: sheets, by: \.technician).sorted { $0.key < $1.key }
        let counts = groups.map { _, group in (hits: group.count { !$0.found.isEmpty }, count: group.count) }
        let probabilities = FisherTest.adjusted(
            counts.map {
                FisherTest.probability(
                    $0.hits, of: $0.count, differing - $0.hits, of: sheets.count - $0.count)
            })
        rows = groups.indices.map { place in
            let (technician, group) = groups[place]
            let share = Share(counts[place].hits, of: counts[place].count)
            var kinds: [String: Int] = [:]
            for name in group.flatMap(\.found) { kinds[name, default: 0] += 1 }
            return Row(
                technician: technician, sheets: group.count, differing: share.hits, kinds: kinds,
                share: share,
                probability: probabilities[place],
                standsOut: probabilities[place] < Self.believed && share.value > whole.value)
        }.sorted { ($1.share.value, $1.sheets) < ($0.share.value, $0.sheets) }
    }
}
