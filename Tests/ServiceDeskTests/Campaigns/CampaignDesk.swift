import DeskTesting
import Model
import Records

@testable import ServiceDesk

/// A desk with customers to choose from: numbers 1 to 12 own an air-conditioner each, bought month by month in 2025; of every
/// third it is a refrigerator. Number 4 wants no calls, number 5 has no telephone.
struct CampaignDesk {
    let test: TemporaryDesk

    init() throws {
        let test = try TemporaryDesk()
        self.test = test
        try test.as("li") { work in
            for n in 1...12 {
                var customer = Samples.customer(name: "客户\(n)", phone: "+861380013800\(n % 10)")
                customer.addresses[0].district = n <= 6 ? "浦东新区" : "徐汇区"
                if n == 4 { customer.mayCall = false }
                if n == 5 { customer.contacts[0].phones = [] }
                let id = try work.addCustomer(customer).id
                _ = try work.addUnit(
                    Unit(
                        id: UnitID(0), customer: id, product: n % 3 == 0 ? "refrigerator" : "air-conditioner",
                        model: "KFR-\(n)", serial: "SN25\(n < 10 ? "0" : "")\(n)", boughtOn: Day(2025, n, 15),
                        createdAt: work.now))
            }
        }
    }

    func query(_ text: String) throws -> CampaignQuery {
        try CampaignQuery(text, rules: test.desk.rules, today: test.desk.rules.localDay(test.now))
    }

    func draft(
        _ query: String = "bought:2025", _ sample: String = "all", named name: String = "质量跟踪",
        mustReach: Bool = false
    ) throws -> CampaignDraft {
        var draft = CampaignDraft(
            name: name, reason: mustReach ? CampaignDraft.recall : CampaignDraft.tracking,
            query: try self.query(query),
            sampling: try CampaignSampling(sample, rules: test.desk.rules))
        draft.mustReach = mustReach
        return draft
    }

    func sample(_ draft: CampaignDraft) throws -> CampaignSample {
        try test.desk.read { try $0.sample(draft, at: test.now) }
    }

    /// The numbers of the customers a query finds who may be called.
    func found(_ query: String) throws -> [Int64] {
        do {
            return try sample(draft(query)).members.map(\.customer.number)
        } catch let fault as CampaignFault {
            guard case .nobody = fault else { throw fault }
            return []
        }
    }

    @discardableResult
    func begin(_ draft: CampaignDraft, by login: String = "chen") throws -> Campaign {
        try test.desk.begin(draft, by: test.desk.actor(named: login), at: test.now)
    }

    func progress(_ id: CampaignID) throws -> CampaignProgress {
        try test.desk.read { try $0.progress(of: id, at: test.now) }
    }

    /// The clerk's next call, ended in some way.
    func call(_ transition: String, _ given: [String: FieldValue] = [:]) throws {
        try test.as("zhao") { work in
            let next = try work.claimNextCall()
            _ = try work.recordCall(next.id, transition, given: given)
        }
    }

    /// The customer of the clerk's next call is reached; questionnaires are not what campaigns are about.
    func reach() throws { try call("without-questions", ["unasked": .text("客户没时间")]) }
}
