import Model
import Resources
import Testing

@testable import Quality

/// GB/T 27922-2011: 100 points, of what applies, then what stands beside the scale.
@Suite("The score of a self-assessment")
struct StandardScoreTests {
    /// One clause a point, so that points can be lost as one likes.
    private static func clause(_ name: String, _ points: Int) -> Standard.Clause {
        Standard.Clause(
            name: name, label: Label(en: name, zh: name), points: points, isSampled: true, evidence: nil)
    }

    private let standard: Standard = {
        let clauses = [
            clause("big", 60), clause("ten", 10), clause("nine", 9), clause("six", 6), clause("five", 5),
            clause("four", 4), clause("three", 3), clause("two", 2), clause("one", 1),
        ]
        let item = Standard.Item(name: "i", label: Label(en: "i", zh: "i"), points: 100, clauses: clauses)
        let group = Standard.Group(name: "g", label: item.label, points: 100, items: [item])
        return Standard(
            name: "own", label: item.label, pass: 70,
            grades: [.init(stars: 3, from: 80), .init(stars: 4, from: 90), .init(stars: 5, from: 95)],
            failing: 5, mostBonus: 1, groups: [group])
    }()

    private let now = Instant(milliseconds: 0)

    private func mark(_ clause: String, _ verdict: AssessmentMark.Verdict, _ failing: Double? = nil)
        -> AssessmentMark
    {
        AssessmentMark(assessment: 1, clause: clause, verdict: verdict, failing: failing, at: now)
    }

    /// All met but these.
    private func marks(_ others: [AssessmentMark], deductions: Int = 0, bonus: Int = 0) -> [AssessmentMark] {
        standard.clauses.map { mark($0.name, .met) } + others
            + Array(repeating: mark("", .deduction), count: deductions)
            + Array(repeating: mark("", .bonus), count: bonus)
    }

    /// DOMAIN: 95 apply, 86 are got.
    private var vector: [AssessmentMark] { [mark("five", .notApplicable), mark("nine", .failed)] }

    @Test("86 of 95 that apply are 90.526; less two deductions 88.526, which is three stars; five fail")
    func vector95() throws {
        let plain = StandardScore(standard, marks(vector))
        #expect(plain.got == 86 && plain.applicable == 95)
        #expect(abs(try #require(plain.score) - 90.526315789) < 1e-6 && plain.grade == .stars(4))
        let two = StandardScore(standard, marks(vector, deductions: 2))
        #expect(abs(try #require(two.score) - 88.526315789) < 1e-6 && two.grade == .stars(3))
        #expect(StandardScore(standard, marks(vector, deductions: 4)).grade == .stars(3))
        let five = StandardScore(standard, marks([], deductions: 5))
        #expect(five.score == 95 && five.grade == .failed && five.missing?.deductions == 1)
    }

    @Test("bounds belong to the better grade; all met is at the top, whatever bonus is given twice")
    func bounds() {
        #expect(StandardScore(standard, marks([mark("ten", .failed)])).grade == .stars(4))
        #expect(StandardScore(standard, marks([mark("five", .failed)])).grade == .stars(5))
        let passed = StandardScore(standard, marks([mark("big", .partly, 0.5)]))
        #expect(passed.score == 70 && passed.grade == .passed)
        #expect(StandardScore(standard, marks([mark("big", .partly, 0.51)])).grade == .failed)
        let top = StandardScore(standard, marks([], bonus: 2))
        #expect(top.score == 101 && top.missing == nil)
    }

    @Test("a deduction that was made good counts no more")
    func ended() {
        var marks = marks([], deductions: 1)
        marks[marks.count - 1].endedAt = now
        #expect(StandardScore(standard, marks).score == 100)
    }

    @Test("the newest mark of a clause counts; while some are not judged the grade is open")
    func newest() {
        let twice = StandardScore(standard, marks([mark("ten", .failed), mark("ten", .met)]))
        #expect(twice.score == 100)
        let open = StandardScore(standard, [mark("ten", .met)])
        #expect(open.grade == .open && open.score == 100 && open.open.count == 8 && open.missing == nil)
        #expect(StandardScore(standard, []).score == nil)
        let nothing = StandardScore(standard, standard.clauses.map { mark($0.name, .notApplicable) })
        #expect(nothing.score == nil && nothing.grade == .open)
    }

    @Test("the next star takes the fewest clauses, and of the last the cheapest that does")
    func missing() throws {
        // 85: five are missing for 90; the one that loses five does, not the one that loses six.
        let lost = [mark("six", .failed), mark("five", .failed), mark("four", .failed)]
        let one = try #require(StandardScore(standard, marks(lost)).missing)
        #expect(one.stars == 4 && one.points == 5 && one.clauses == ["five"])
        // 79: one is missing for three stars.
        let more = lost + [mark("three", .failed), mark("two", .failed), mark("one", .failed)]
        let next = try #require(StandardScore(standard, marks(more)).missing)
        #expect(next.stars == 3 && next.points == 1 && next.clauses == ["one"])
        // 60: ten are missing to pass.
        let failed = try #require(StandardScore(standard, marks([mark("big", .partly, 2 / 3.0)])).missing)
        #expect(failed.stars == nil && failed.from == 70 && failed.clauses == ["big"])
        // 94 with four deductions: one is missing for five stars, and one clause of two points makes up for it.
        let special = try #require(
            StandardScore(standard, marks([mark("two", .failed)], deductions: 4)).missing)
        #expect(special.stars == 5 && special.points == 1 && special.clauses == ["two"])
        #expect(special.deductions == 0)
        // Failed by deductions alone: one is to be made good, and no clause.
        let cured = try #require(StandardScore(standard, marks([], deductions: 5)).missing)
        #expect(cured.deductions == 1 && cured.points == 0 && cured.clauses.isEmpty)
    }
}
