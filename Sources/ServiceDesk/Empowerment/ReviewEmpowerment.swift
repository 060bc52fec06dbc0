package import Model
import Records
import ServiceTime
package import Statistics
package import Workflow

/// The limits of a time beside what was asked above them: which could rise, since nobody ever said no, and which exceptions for
/// single people nobody used.
package struct EmpowermentReview: Sendable {
    /// What those of one role asked of one decision.
    package struct Line: Sendable, Hashable {
        package enum Proposal: Sendable, Hashable {
            /// Up to this sum in one case (hundredths) all was granted as it was asked: so many requests, of so much together.
            case raise(to: Int64, requests: Int, sum: Int64)
            /// All of them were within the limit of one case: what a day or a month allows is what they lacked.
            case widen(requests: Int, sum: Int64)
            /// A decision without money, always granted: it could be theirs.
            case allow(requests: Int)
        }

        package var decision: Empowerment.Decision
        package var role: String
        /// Nil where they may grant nothing of it.
        package var limit: GrantLimit?
        package var decided: Int
        package var changed: Int
        package var refused: Int
        /// Granted as it was asked, of the decided.
        package var share: Estimate
        /// Of the granted ones, as granted; hundredths.
        package var sum: Int64
        /// Minutes of service time until it was decided, the median.
        package var waited: Double?
        package var proposal: Proposal?

        package var granted: Int { decided - changed - refused }
        /// Of so few it says little.
        package var isSmall: Bool { decided < 30 }
    }

    /// Another limit for one person that held in the time, and what they made of it.
    package struct Exceptional: Sendable, Hashable {
        package var exception: LimitException
        /// Grants of that decision while it held, and their sum in hundredths.
        package var uses: Int
        package var sum: Int64
        /// Whether any of it was beyond the limit they have without the exception.
        package var isNeeded: Bool

        /// It takes away, which is used by nothing being granted.
        package var bars: Bool { exception.limit == nil }
    }

    package var days: ClosedRange<Day>
    /// Those asked for most often first.
    package var lines: [Line]
    package var exceptions: [Exceptional]

    package var proposals: [Line] { lines.filter { $0.proposal != nil } }

    /// Of fewer requests nothing is proposed.
    package static let leastRequests = 10

    /// At least so often what was always granted, so many times, is truly granted (Wilson, 95 of 100 cases).
    package static func leastShare(_ requests: Int) -> Double { Shares.wilson(requests, of: requests).low }
}

/// A request that was decided.
struct DecidedRequest: Hashable {
    var approval: Approval
    /// Whose limit is looked at.
    var role: String
    /// Minutes of service time.
    var waited: Double?

    var asked: Approval.Terms { approval.wish ?? approval.terms }
    var isAsAsked: Bool { approval.state == .granted && approval.wish == nil }
}

extension EmpowermentReview.Line {
    /// - Parameter requests: at least one, all of this decision and role.
    init?(_ requests: [DecidedRequest], of decision: Empowerment.Decision, role: String, limit: GrantLimit?) {
        let plain = requests.count(where: \.isAsAsked)
        guard let share = Estimate(share: plain, of: requests.count) else { return nil }
        let refused = requests.count { $0.approval.state == .refused }
        self.init(
            decision: decision, role: role, limit: limit, decided: requests.count,
            changed: requests.count - plain - refused, refused: refused, share: share,
            sum: requests.reduce(0) {
                $0 + ($1.approval.state == .granted ? $1.approval.amount?.minor ?? 0 : 0)
            }, waited: Quantiles.of(0.5, requests.compactMap(\.waited).sorted()))
        proposal = decision.isMoney ? Self.raise(requests, decision, limit) : nil
        if !decision.isMoney, refused == 0, plain == decided, decided >= EmpowermentReview.leastRequests {
            proposal = .allow(requests: decided)
        }
    }

    /// Sums below the least one that was refused or changed, and that one person may sign.
    private static func raise(
        _ requests: [DecidedRequest], _ decision: Empowerment.Decision, _ limit: GrantLimit?
    ) -> Proposal? {
        func sum(_ request: DecidedRequest) -> Int64 { request.asked.amount?.minor ?? 0 }
        let least = requests.filter { !$0.isAsAsked }.map(sum).min() ?? .max
        let most = decision.fourEyes ?? .max
        let agreed = requests.filter { $0.isAsAsked && sum($0) < least && sum($0) <= most }
        guard agreed.count >= EmpowermentReview.leastRequests, let top = agreed.map(sum).max() else {
            return nil
        }
        let all = agreed.reduce(0) { $0 + sum($1) }
        if let limit, top <= limit.perCase { return .widen(requests: agreed.count, sum: all) }
        return .raise(to: top, requests: agreed.count, sum: all)
    }
}

extension EmpowermentReview.Exceptional {
    /// - Parameters:
    ///   - grants: of that person and decision, while it held.
    ///   - ordinary: what they may without it.
    init(
        _ exception: LimitException, grants: [Grant], ordinary: GrantLimit?, day: (Instant) -> Day
    ) {
        func sums(_ key: (Grant) -> some Hashable) -> [Int64] {
            Dictionary(grouping: grants) { AnyHashable(key($0)) }.values.map {
                $0.reduce(0) { $0 + $1.amount }
            }
        }
        func exceeds(_ bound: Int64?, _ sums: [Int64]) -> Bool { sums.contains { $0 > bound ?? .max } }
        let beyond =
            ordinary.map { limit in
                exceeds(limit.perCase, sums(\.subject)) || exceeds(limit.perDay, sums { day($0.at) })
                    || exceeds(limit.perMonth, sums { [day($0.at).civil.year, day($0.at).civil.month] })
            } ?? !grants.isEmpty
        self.init(
            exception: exception, uses: grants.count, sum: grants.reduce(0) { $0 + $1.amount },
            isNeeded: beyond)
    }
}

extension Reading {
    package func empowermentReview(on days: ClosedRange<Day>) throws -> EmpowermentReview {
        let window = rules.span(days)
        let store = EmpowermentReviewStore(db)
        let staff = Dictionary(try staff.all().map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let requests = try store.decided(in: window).map { approval in
            DecidedRequest(
                approval: approval,
                role: reviewedRole(
                    approval.askedBy.flatMap { staff[$0] }, (approval.wish ?? approval.terms).decision),
                waited: approval.decidedAt.map {
                    Double(rules.deskCalendar.working(from: approval.askedAt, to: $0).milliseconds) / 60_000
                })
        }
        let lines = Dictionary(grouping: requests) { [$0.asked.decision, $0.role] }
            .compactMap { key, mine -> EmpowermentReview.Line? in
                // What the rules no longer know cannot be raised.
                guard let decision = rules.empowerment[key[0]] else { return nil }
                return EmpowermentReview.Line(
                    mine, of: decision, role: key[1],
                    limit: rules.empowerment.limit(of: key[1], for: key[0]))
            }
            .sorted {
                ($1.decided, $0.decision.name, $0.role) < ($0.decided, $1.decision.name, $1.role)
            }
        return EmpowermentReview(
            days: days, lines: lines, exceptions: try usedExceptions(days, staff, store.alone(in: window)))
    }

    /// The role whose limit counts for somebody, or else their first.
    private func reviewedRole(_ person: Staff?, _ decision: String) -> String {
        guard let person else { return "" }
        return rules.empowerment.limit(of: person.roles, for: decision)?.role ?? person.roles.first ?? ""
    }

    private func usedExceptions(
        _ days: ClosedRange<Day>, _ staff: [StaffID: Staff], _ grants: [Grant]
    ) throws -> [EmpowermentReview.Exceptional] {
        try empowerments.exceptions(from: days.lowerBound).filter { $0.days.first <= days.upperBound }.map {
            exception in
            let mine = grants.filter { grant in
                let day = rules.localDay(grant.at)
                return grant.staff == exception.staff && grant.decision == exception.decision
                    && exception.days.first <= day && day <= exception.days.last
            }
            let roles = staff[exception.staff]?.roles ?? []
            return EmpowermentReview.Exceptional(
                exception, grants: mine,
                ordinary: rules.empowerment.limit(of: roles, for: exception.decision)?.limit,
                day: rules.localDay)
        }
    }
}
