/// What a technician can do and on what terms they work, besides skills, zones and shift.
package struct TechnicianTerms: Hashable, Sendable, Codable {
    /// Of skills, 1 (can do it) to 5 (teaches it); a skill not named is at 1.
    package var levels: [String: Int] = [:]
    /// Papers, each with its last valid day.
    package var certificates: [String: Day] = [:]
    package var breaks: [RestTerm] = []
    /// Minutes that a day may last beyond the shift, at a price.
    package var overtime = 0
    /// The depot where the day starts, in place of home; empty is home.
    package var depot = ""
    /// Where the day ends, when not where it starts.
    package var end: Place?
    /// Time needed on site as a percentage of the usual, by product.
    package var pace: [String: Int] = [:]

    package init() {}

    package init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        levels = try c.decodeIfPresent([String: Int].self, forKey: .levels) ?? [:]
        certificates = try c.decodeIfPresent([String: Day].self, forKey: .certificates) ?? [:]
        breaks = try c.decodeIfPresent([RestTerm].self, forKey: .breaks) ?? []
        overtime = try c.decodeIfPresent(Int.self, forKey: .overtime) ?? 0
        depot = try c.decodeIfPresent(String.self, forKey: .depot) ?? ""
        end = try c.decodeIfPresent(Place.self, forKey: .end)
        pace = try c.decodeIfPresent([String: Int].self, forKey: .pace) ?? [:]
    }
}

/// A rest of some minutes, to be had within a window of the local day.
package struct RestTerm: Hashable, Sendable, Codable {
    /// Minutes since midnight.
    package var from: Int
    package var to: Int
    package var minutes: Int

    package init(from: Int, to: Int, minutes: Int) {
        (self.from, self.to, self.minutes) = (from, to, minutes)
    }
}

/// A time when someone is not there, whatever their shift says.
package struct Absence: Hashable, Sendable {
    package var id: Int64
    package var staff: StaffID
    package var window: Window
    package var reason: String
    /// At work, and only later than planned: nothing new is given to them until then, and no report counts it as away.
    package var isLate: Bool

    package init(
        id: Int64 = 0, staff: StaffID, window: Window, reason: String, isLate: Bool = false
    ) {
        (self.id, self.staff, self.window, self.reason, self.isLate) = (id, staff, window, reason, isLate)
    }
}
