import Entitlement
import Model

/// A few thousand different cases: every mixture of product, day, papers, repairs and circumstances that matters.
enum ManyCases {
    static let all: [EntitlementCase] = products.flatMap { product, part in
        days.flatMap { today in
            papers.flatMap { evidence in
                repairs.flatMap { repairs in
                    circumstances.map { circumstances in
                        EntitlementCase(
                            product: product, boughtOn: day("2026-01-10"), deliveredOn: nil,
                            madeOn: evidence.isEmpty ? day("2025-12-01") : nil,
                            price: Money("3000"), evidence: evidence, part: part, faultID: "f",
                            causes: circumstances[.serious] == true ? ["misuse"] : [], repairs: repairs,
                            circumstances: circumstances, today: today)
                    }
                }
            }
        }
    }

    /// What both markets' rules answer to them.
    static let rights = Result {
        let book = try Shipped.book()
        return try all.flatMap { facts in
            try ["CN", "EU"].flatMap { try book.assess(facts, market: $0).rights }
        }
    }

    private static let products: [(String, String?)] = [
        ("colour-tube-television", nil), ("colour-tube-television", "tube"), ("mobile-phone", nil),
        ("mobile-phone", "battery"), ("computer", "disk"), ("range-hood", nil),
    ]
    private static let days = [
        "2026-01-09", "2026-01-12", "2026-01-20", "2026-05-20", "2026-12-30", "2027-02-20", "2030-01-01",
    ].map(day)
    private static let papers: [Set<Evidence>] = [
        [], [.invoice, .repairRecords, .defectReport], [.invoice],
    ]
    private static let repairs: [[RepairEvent]] = [
        [],
        [repair("2026-02-01", "2026-02-05", fault: "f"), repair("2026-03-01", "2026-03-02", fault: "f")],
        [repair("2026-02-01", delay: .parts)], [repair("2026-02-01", delay: .repairer)],
        [repair("2026-02-01")],
        [exchange("2026-03-01")],
        [exchange("2026-03-01", part: "battery"), exchange("2026-04-01", part: "battery")],
        [repair("2026-09-01", "2026-09-05", fault: "f")],
    ]
    private static let circumstances: [[Circumstance: Bool]] = [
        [:], [.soldRemotely: true], [.soldRemotely: true, .intact: true, .excludedFromReturn: true],
        [.sameModelAvailable: true, .minor: true, .remedyRefused: true, .durable: false],
        [.sameModelAvailable: false, .intact: false, .serious: true],
    ]
}
