package import Model
package import Records
import Workflow

/// A consistent look at the records, inside one snapshot. What screens and lists show comes from here.
package struct Reading {
    let db: any Connection
    package let rules: Rules
    /// Where the dispatching board is kept; nil inside a transaction that writes, which reads its own.
    let boards: BoardCache?
    let books: BookCache

    init(
        db: any Connection, rules: Rules, boards: BoardCache? = nil, books: BookCache = BookCache()
    ) {
        self.db = db
        self.rules = rules
        self.boards = boards
        self.books = books
    }

    package var customers: CustomerStore { CustomerStore(db) }
    package var units: UnitStore { UnitStore(db) }
    package var cases: CaseStore { CaseStore(db) }
    package var visits: VisitStore { VisitStore(db) }
    package var calls: CallStore { CallStore(db) }
    package var callMatters: CallMatterStore { CallMatterStore(db) }
    package var clocks: ClockStore { ClockStore(db) }
    package var staff: StaffStore { StaffStore(db) }
    package var approvals: ApprovalStore { ApprovalStore(db) }
    package var empowerments: EmpowermentStore { EmpowermentStore(db) }
    package var views: ViewStore { ViewStore(db) }
    var work: WorkStore { WorkStore(db) }
    package var notes: NoteStore { NoteStore(db) }
    package var notices: NoticeStore { NoticeStore(db) }
    package var drafts: DraftStore { DraftStore(db) }
    package var journal: Journal { Journal(db) }
    package var search: SearchIndex { SearchIndex(db) }
    package var settings: SettingsStore { SettingsStore(db) }
    package var timers: TimerStore { TimerStore(db) }
    package var dispatch: DispatchStore { DispatchStore(db) }
    package var history: HistoryStore { HistoryStore(db) }
    package var stock: StockStore { StockStore(db) }
    package var ways: WayStore { WayStore(db) }
    package var surveys: SurveyStore { SurveyStore(db) }
    package var presence: PresenceStore { PresenceStore(db) }
    package var counts: OverviewStore { OverviewStore(db) }
    package var campaigns: CampaignStore { CampaignStore(db) }
    package var competitors: CompetitorStore { CompetitorStore(db) }
    package var needNotes: NeedStore { NeedStore(db) }
    package var assessments: AssessmentStore { AssessmentStore(db) }
    package var audits: AuditStore { AuditStore(db) }
    package var conclusions: ConclusionStore { ConclusionStore(db) }
    var reports: ReportStore { ReportStore(db) }
    var gapStore: GapStore { GapStore(db) }
    var reviews: ReviewStore { ReviewStore(db) }
    var calibrations: CalibrationStore { CalibrationStore(db) }
    var campaignMembers: CampaignMemberStore { CampaignMemberStore(db) }

    /// - Throws: `DeskFault.unknown` naming the id.
    package func customer(_ id: CustomerID) throws -> Customer {
        guard let c = try customers.find(id) else { throw DeskFault.unknown(id.description) }
        return c
    }
    /// Just the name, for lists.
    package func customerName(_ id: CustomerID) throws -> String { try customers.name(id) }
    package func unit(_ id: UnitID) throws -> Unit {
        guard let u = try units.find(id) else { throw DeskFault.unknown(id.description) }
        return u
    }
    package func serviceCase(_ id: CaseID) throws -> ServiceCase {
        guard let c = try cases.find(id) else { throw DeskFault.unknown(id.description) }
        return c
    }
    package func visit(_ id: VisitID) throws -> Visit {
        guard let v = try visits.find(id) else { throw DeskFault.unknown(id.description) }
        return v
    }
    package func call(_ id: CallID) throws -> FollowUpCall {
        guard let c = try calls.find(id) else { throw DeskFault.unknown(id.description) }
        return c
    }
    package func survey(_ id: SurveyID) throws -> Survey {
        guard let s = try surveys.find(id) else { throw DeskFault.unknown(id.description) }
        return s
    }
    package func campaign(_ id: CampaignID) throws -> Campaign {
        guard let c = try campaigns.find(id) else { throw DeskFault.unknown(id.description) }
        return c
    }
    package func audit(_ id: AuditID) throws -> ServiceAudit {
        guard let a = try audits.find(id) else { throw DeskFault.unknown(id.description) }
        return a
    }
    package func approval(_ id: ApprovalID) throws -> Approval {
        guard let a = try approvals.find(id) else { throw DeskFault.unknown(id.description) }
        return a
    }

    /// The customer itself, or the one it was merged into.
    package func current(_ id: CustomerID) throws -> Customer {
        var c = try customer(id)
        while let into = c.mergedInto { c = try customer(into) }
        return c
    }

    /// Whom a phone belongs to now, newest first: someone merged is found as who they were merged into.
    package func customers(phone text: String, limit: Int) throws -> [Customer] {
        try current(try customers.find(phone: text, limit: limit))
    }

    /// The customers of some numbers as they are now, each once.
    private func current(_ ids: [CustomerID]) throws -> [Customer] {
        var found: [Customer] = []
        for id in ids where try customers.findWithoutContacts(id) != nil {
            let c = try current(id)
            if !found.contains(where: { $0.id == c.id }) { found.append(c) }
        }
        return found
    }

    func mustExist(_ subject: Subject) throws {
        switch subject.kind {
        case .customer: _ = try customer(CustomerID(subject.number))
        case .unit: _ = try unit(UnitID(subject.number))
        case .case: _ = try serviceCase(CaseID(subject.number))
        case .visit: _ = try visit(VisitID(subject.number))
        case .call: _ = try call(CallID(subject.number))
        case .survey: _ = try survey(SurveyID(subject.number))
        case .campaign: _ = try campaign(CampaignID(subject.number))
        case .audit: _ = try audit(AuditID(subject.number))
        case .calibration: _ = try calibration(CalibrationID(subject.number))
        case .approval, .staff, .desk: break
        }
    }

    /// The same, as far as somebody may read it. Customers and units are everybody's, for anybody may ring up.
    package func find(_ text: String, limit: Int = 20, by actor: Actor) throws -> SearchHits {
        guard let reach = try cases(reachedBy: .read, of: actor) else { return try find(text, limit: limit) }
        // What is out of reach is passed by.
        var hits = try find(text, limit: limit * 10)
        hits.customers = Array(hits.customers.prefix(limit))
        hits.units = Array(hits.units.prefix(limit))
        let near = try cases.within(reach, Set(hits.cases.map(\.id)))
        hits.cases = Array(hits.cases.filter { near.contains($0.id) }.prefix(limit))
        return hits
    }

    /// What a search finds: by id, by phone digits, by serial, by words. Newest first within each.
    package func find(_ text: String, limit: Int = 20) throws -> SearchHits {
        var hits = SearchHits()
        let text = text.trimmed
        guard !text.isEmpty else { return hits }
        if let first = text.first, first.isLetter, first.isASCII {
            if let id = CaseID(text), let c = try cases.find(id) { hits.cases.append(c) }
            if let id = CustomerID(text), let c = try customers.find(id) { hits.customers.append(c) }
            if let id = UnitID(text), let u = try units.find(id) { hits.units.append(u) }
        }
        let isDigits = text.unicodeScalars.allSatisfy {
            $0.properties.numericType != nil || "+-() （）－".unicodeScalars.contains($0)
        }
        var named = try current(search.find(.customer, text, limit: limit).map { CustomerID($0) })
        if isDigits { named = try customers(phone: text, limit: limit) + named }
        for c in named where !hits.customers.contains(where: { $0.id == c.id }) { hits.customers.append(c) }
        for number in try search.find(.unit, text, limit: limit)
        where !hits.units.contains(where: { $0.id.number == number }) {
            if let u = try units.find(UnitID(number)) { hits.units.append(u) }
        }
        for number in try search.find(.case, text, limit: limit)
        where !hits.cases.contains(where: { $0.id.number == number }) {
            if let c = try cases.find(CaseID(number)) { hits.cases.append(c) }
        }
        return hits
    }
}

package struct SearchHits: Sendable {
    package var customers: [Customer] = []
    package var units: [Unit] = []
    package var cases: [ServiceCase] = []

    package init() {}
    package var isEmpty: Bool { customers.isEmpty && units.isEmpty && cases.isEmpty }
}
