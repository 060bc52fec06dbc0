import Model
import Records

/// A round of quality tracking that begins tomorrow.
enum DemoCampaign {
    /// So many customers of the sample.
    private static let size = 12

    static func begin(at desk: ServiceDesk, by staff: DemoStaff, now: Instant) throws {
        let query = try CampaignQuery("bought<-1d", rules: desk.rules, today: desk.rules.localDay(now))
        var draft = CampaignDraft(
            name: "质量跟踪", reason: CampaignDraft.tracking, query: query,
            sampling: try CampaignSampling("\(size) by product", rules: desk.rules))
        (draft.perDay, draft.startsOn) = (5, desk.rules.localDay(now) + 1)
        do {
            _ = try desk.begin(draft, by: .staff(staff.first("supervisor")), at: now)
        } catch CampaignFault.nobody {
            // A desk of very few customers may have none who can be called.
        }
    }
}
