import Model

// One promise of one case climbs rung after rung: near, past our own line, missed, long missed. Whoever reads it wants
// one line of that, the latest.
extension Notice {
    /// What notices of one clock's rungs have in common; nil for what is told once.
    fileprivate struct Climb: Hashable {
        let subject: Subject
        let promise: Label
        let role: String
        let staff: StaffID?
        let isSeen: Bool
    }

    fileprivate var climb: Climb? {
        switch kind {
        case .nearing, .risk, .breach, .overdue:
            // The share, or the minutes, stand behind the promise: `Answer · 75%`, `Answer · −10′`.
            let promise = message.texts.mapValues { $0.replacing(#/ · (\d+%|[−+]?\d+′)$/#, with: "") }
            return Climb(
                subject: subject, promise: Label(promise), role: role, staff: staff, isSeen: seenAt != nil)
        case .escalated, .given, .lent, .late, .parts, .granted, .refused, .withdrawn, .askedBack, .answered,
            .waiting, .calibrate, .calibrated, .mention, .word:
            return nil
        }
    }
}

extension NoticeItem {
    /// The later stands for both; of what one late look told at once, the graver, since that a promise is near is no
    /// news once it is missed.
    fileprivate mutating func join(_ other: NoticeItem) {
        guard other.notice.at == notice.at, other.gravity > gravity else { return earlier.append(other) }
        var below = self
        below.earlier = []
        let all = [below] + earlier
        self = other
        earlier = all
    }

    private var gravity: Int {
        [NoticeKind.nearing, .risk, .breach, .overdue].firstIndex(of: notice.kind) ?? 0
    }
}

extension [NoticeItem] {
    /// The same with the rungs of each clock as one, at the place of the first of them; what nobody has seen is not
    /// joined with what somebody has.
    package var withRungsJoined: [NoticeItem] {
        var joined: [NoticeItem] = []
        var places: [Notice.Climb: Int] = [:]
        for item in self {
            if let climb = item.notice.climb {
                if let place = places[climb] {
                    joined[place].join(item)
                    continue
                }
                places[climb] = joined.count
            }
            joined.append(item)
        }
        return joined
    }
}
