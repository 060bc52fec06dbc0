package import Model

/// Why a technician cannot be sent, whatever the hour.
package enum Unsuitable: Sendable, Hashable {
    case excluded
    /// Somebody else was asked for.
    case notAsked
    case skill(String)
    case level(skill: String, needed: Int, has: Int)
    /// Never had, or no longer valid when the days in question begin.
    case certificate(String)
    case zone(String)
    case part(String)
    /// It is kept where only others fetch.
    case fetch(String)
    /// It comes only after the days in question, or after the time in question.
    case partLater(String, Instant)
}

extension VisitTask {
    /// What stands against a technician whatever the hour; nil when nothing does.
    package func objection(to t: Technician) -> Unsuitable? {
        if excluded.contains(t.id) { return .excluded }
        if let only, only != t.id { return .notAsked }
        if !skill.isEmpty {
            guard let has = t.skills[skill] else { return .skill(skill) }
            if has < level { return .level(skill: skill, needed: level, has: has) }
        }
        if !certificate.isEmpty, (t.certificates[certificate] ?? earliest) <= earliest {
            return .certificate(certificate)
        }
        if let objection = objectionToHelp(of: t) { return objection }
        return parts.isEmpty ? nil : objectionOfParts(to: t, before: latest)
    }

    /// The same where the time is planned: a certificate must be valid when they begin.
    package func objection(to t: Technician, beginning start: Instant) -> Unsuitable? {
        if let objection = objection(to: t) { return objection }
        guard !certificate.isEmpty, let end = t.certificates[certificate], end <= start else { return nil }
        return .certificate(certificate)
    }

    /// A part that the technician cannot have with them before a moment.
    func objectionOfParts(to t: Technician, before moment: Instant) -> Unsuitable? {
        for (part, count) in parts.sorted(by: { $0.key < $1.key }) {
            switch ready(part, count, for: t) {
            case .carried: continue
            case .elsewhere: return .fetch(part)
            case .never: return .part(part)
            case .from(let at): if at >= moment { return .partLater(part, at) }
            }
        }
        return nil
    }

    /// The same for who only comes along: no skill is asked.
    func objectionToHelp(of t: Technician) -> Unsuitable? {
        if excluded.contains(t.id) { return .excluded }
        return !zone.isEmpty && !t.zones.isEmpty && !t.zones.contains(zone) ? .zone(zone) : nil
    }

    /// Nobody starts at this or later: the end of what was asked, or of the technician's certificate.
    func end(for t: Technician) -> Int64 {
        let paper = certificate.isEmpty ? nil : t.certificates[certificate]
        return min(latest, paper ?? latest).milliseconds
    }

    /// Whether a window may be promised: the customer can be there in all of it.
    func admits(_ window: Window) -> Bool {
        windows.isEmpty || windows.contains { $0.start <= window.start && window.end <= $0.end }
    }
}
