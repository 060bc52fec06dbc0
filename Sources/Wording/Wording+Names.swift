package import Model

/// A closed set of words of the model that people see by name; each word's key is `family.word`, spaces as hyphens:
/// `category.waiting-for-us`.
package protocol Named: RawRepresentable where RawValue == String {
    static var family: String { get }
}

extension Severity: Named { package static let family = "severity" }
extension StateCategory: Named { package static let family = "category" }
extension Channel: Named { package static let family = "channel" }
extension CustomerKind: Named { package static let family = "customerKind" }
extension DealerType: Named { package static let family = "dealerType" }
extension ClockState: Named { package static let family = "clockState" }
extension ClockEventKind: Named { package static let family = "clockEvent" }
extension CampaignState: Named { package static let family = "campaignState" }
extension CampaignStanding: Named { package static let family = "campaignStanding" }
extension CallBarrier: Named { package static let family = "callBarrier" }
extension ApprovalState: Named { package static let family = "approvalState" }
extension SubjectKind: Named { package static let family = "subject" }

extension Wording {
    /// `Urgent`, `紧急`
    package func name(_ value: some Named) -> String { say(Wording.key(value)) }

    /// A word of an open set that an organisation may extend (`callReason`, `decision`, `metric`); itself when the
    /// files have no name for it.
    package func name(_ word: String, of family: String) -> String {
        let key = Wording.key(word, of: family)
        return has(key) ? say(key) : word
    }

    static func key<Value: Named>(_ value: Value) -> String { key(value.rawValue, of: Value.family) }

    private static func key(_ word: String, of family: String) -> String {
        "\(family).\(String(word.map { $0 == " " ? "-" : $0 }))"
    }
}
