import DeskTesting
import Foundation
import Model
import Quality
import Records
import Resources
import Statistics

@testable import ServiceDesk

/// A desk on which the sides of one attribute, the hours until a repair is answered, were planted with known sizes.
struct PlantedDesk {
    /// Hours; `published` is what the promise says to customers.
    struct Plan {
        var expected = 8.0
        var believed = 8.0
        var standard = 8
        var delivered = 8.0
        var perceived = 8.0
        var published = 8
        var jobs = 40

        /// Six hours short in one gap, and in none of the other four.
        static func short(in gap: ServiceGap) -> Plan {
            switch gap {
            case .understanding:
                Plan(believed: 14, standard: 14, delivered: 14, perceived: 14, published: 14)
            case .procedural: Plan(standard: 14, delivered: 14, perceived: 14, published: 14)
            case .behavioural: Plan(delivered: 14, perceived: 14, published: 14)
            case .perception: Plan(perceived: 14)
            case .promotion: Plan(published: 2)
            case .total: Plan(perceived: 8)
            }
        }
    }

    let test: TemporaryDesk
    private let folder: TemporaryFolder
    private var chance: SeededChance

    static let attribute = "answer"
    static let days = Day(2026, 10, 26)...Day(2026, 11, 24)

    init(_ plan: Plan, seed: UInt64 = 11) throws {
        folder = try TemporaryFolder()
        test = try TemporaryDesk(rules: Self.rules(plan, in: folder))
        chance = SeededChance(seed: seed)
        try plant(plan)
    }

    var scope: GapScope { GapScope(Self.days) }

    func line(_ scope: GapScope? = nil) throws -> GapReport.Line? {
        try test.desk.read { try $0.gapReport(scope ?? self.scope, at: test.now) }.lines.first
    }

    func rows(_ gap: ServiceGap) throws -> [GapRow] {
        try test.desk.read { reading in
            try reading.gapRows(reading.rules.gapAttribute(Self.attribute), gap, scope, at: test.now)
        }
    }

    // MARK: Rules

    /// The house's own standard is set by itself, so that what is published may be stricter.
    private static func rules(_ plan: Plan, in folder: TemporaryFolder) throws -> Rules {
        let own = min(plan.standard, plan.published)
        let shipped = try ResourceLibrary().file("promises/repair.yaml").text
        let promised = shipped.replacing(
            "published: 24 hours\n    internal: 8 hours",
            with: "published: \(plan.published) hours\n    internal: \(own) hours", maxReplacements: 1)
        let gaps = """
            stands: 365
            attributes:
              - name: \(attribute)
                label: {en: Answered, zh-Hans: 答复}
                line: repair
                dimension: responsiveness
                unit: hours
                kinds: [repair]
                clocks: [respond]
                expected: {questionnaire: expectations, question: respond}
                believed: {questionnaire: managers-estimates, question: respond}
                perceived: {questionnaire: experience, question: respond}
                standard: \(own == plan.standard ? "clocks" : "\(plan.standard)")
                promised: clocks
                aim: 95 %
            """
        try FileManager.default.createDirectory(
            atPath: folder.file("promises"), withIntermediateDirectories: true)
        try Data(promised.utf8).write(to: URL(filePath: folder.file("promises/repair.yaml")))
        try Data(gaps.utf8).write(to: URL(filePath: folder.file("gaps.yaml")))
        return try Rules(library: ResourceLibrary(override: folder.path))
    }

    // MARK: Records

    /// Three hours at most to either side, and as much to one as to the other.
    private mutating func around(_ hours: Double, by most: Double = 3) -> Double {
        let even = Double(chance.below(2001)) / 1000 - 1
        return ((hours + even * most) * 10).rounded() / 10
    }

    private mutating func plant(_ plan: Plan) throws {
        let end = test.now
        for n in 0..<plan.jobs {
            test.now = end - .days(25) + .minutes(n * 600)
            let customer = try test.as("li") {
                try $0.addCustomer(
                    Samples.customer(
                        name: "客户\(n)", phone: "+86138\(10_000_000 + n)",
                        kind: n % 2 == 0 ? .consumer : .dealer)
                ).id
            }
            let wish = around(plan.expected)
            try answer("expectations", wish, as: "sun") { $0.customer = customer }
            let job = try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "不制冷")
                draft.product = n % 4 == 0 ? "washing-machine" : "air-conditioner"
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase.id
            }
            let took = around(plan.delivered, by: 2)
            test.now = test.now + .minutes(Int(took * 60))
            _ = try test.as("li") { try $0.take("settle", on: job, given: ["remedy": .text("电话指导")]) }
            let felt = around(took + plan.perceived - plan.delivered, by: 1)
            try answer("experience", max(0, felt), as: "sun") { $0.caseID = job }
        }
        test.now = end
        for n in 0..<14 where plan.jobs > 0 {
            let login = "m\(n)"
            try test.desk.act(by: .desk, at: test.now) { work in
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: "经理\(n)", roles: ["quality"], team: "质量"))
            }
            let belief = around(plan.believed)
            try answer("managers-estimates", belief, as: login) { _ in }
        }
    }

    private func answer(
        _ questionnaire: String, _ hours: Double, as login: String, _ about: (inout SurveyDraft) -> Void
    ) throws {
        var draft = SurveyDraft(questionnaire, ["respond": .number(hours)], source: .paper)
        about(&draft)
        _ = try test.as(login) { try $0.enter(draft) }
    }
}
