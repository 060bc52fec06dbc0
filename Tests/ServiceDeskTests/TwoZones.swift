import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

/// A desk with somebody who may read the cases of one zone, and a case in it and in another one. One technician goes to both
/// zones, another only to the other one.
struct TwoZones {
    let test: TemporaryDesk
    let near: ServiceCase
    let far: ServiceCase
    let t1: StaffID
    let t2: StaffID

    private static let roles = """

          zone clerk:
            label: {en: Zone clerk, zh-Hans: 片区专员}
            rights: [read, case.do, visit.book, visit.plan, call.schedule, call.make, note.add]
            reach: own zones
        """

    /// The folder with the rules made of it, which read some files when first asked.
    private static let made = Result { () throws -> (folder: TemporaryFolder, rules: Rules) in
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("roles.yaml").text + roles
        try Data(text.utf8).write(to: URL(filePath: folder.file("roles.yaml")))
        return (folder, try Rules(library: ResourceLibrary(override: folder.path)))
    }

    init() throws {
        let test = try TemporaryDesk(rules: Self.made.get().rules)
        (t1, t2) = try test.as("admin") { work in
            for (login, zone) in [("clerk", "浦东"), ("other", "徐汇")] {
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: ["zone clerk"], zones: [zone]))
            }
            var first = try #require(try work.reading.staff.find(login: "t1"))
            var second = try #require(try work.reading.staff.find(login: "t2"))
            first.zones = ["浦东", "徐汇"]
            second.zones = ["徐汇"]
            second.skills.append("air-conditioner")
            for person in [first, second] { try work.editStaff(person) }
            return (first.id, second.id)
        }
        self.test = test
        near = try Self.log("浦东", "+8613800140001", at: test)
        far = try Self.log("徐汇", "+8613800140002", at: test)
    }

    /// - Parameter isInZone: whether its address names the zone beside the district.
    static func log(_ zone: String, _ phone: String, isInZone: Bool = true, at test: TemporaryDesk)
        throws -> ServiceCase
    {
        try test.as("li") { work in
            var customer = Samples.customer(name: zone, phone: phone)
            (customer.addresses[0].zone, customer.addresses[0].district) = (isInZone ? zone : "", zone)
            var draft = CaseDraft(
                kind: CaseKind("repair"), customer: try work.addCustomer(customer).id, summary: "空调不制冷")
            (draft.product, draft.fault) = ("air-conditioner", "not-cooling")
            return try work.log(draft).serviceCase
        }
    }

    func book(_ id: CaseID, with technician: StaffID) throws -> Visit {
        try test.as("wang") { work in
            var wish = VisitWish(caseID: id)
            wish.technician = technician
            return try work.book(wish, slot: #require(try work.reading.slots(wish, at: work.now).first))
        }
    }

    func day(of visit: Visit) -> Day { test.desk.rules.localDay(visit.planned.start) }

    /// What somebody reads.
    func read<T>(as login: String, _ body: (Reading, Actor) throws -> T) throws -> T {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try body($0, actor) }
    }

    /// Whether somebody is refused because of how far their right to read reaches.
    func isOutOfReach(as login: String, _ body: (Reading, Actor) throws -> Void) throws -> Bool {
        do {
            try read(as: login, body)
            return false
        } catch let fault as DeskFault {
            guard case .outOfReach(_, _, "read", _, _) = fault else { throw fault }
            return true
        }
    }
}
