import Model
import ServiceDesk
import TerminalKit
import Wording

extension DeskApp {
    private struct Looked {
        var mark: NewsMark
        var news: News?
        var unseen: Int?
        var last: Int64?
        var arrived: [(notice: Model.Notice, said: Phrase)] = []
        var views: [SavedView]?
    }

    /// Looks cheaply whether anyone did anything; only then is anything read again.
    func look(_ now: Instant) {
        upkeep.lookedAt = now
        upkeep.isLooking = true
        runner.run {
            [desk, mark = upkeep.mark, last = upkeep.lastNotice, actor, hasViews = upkeep.views != nil] in
            Result {
                let found = try desk.news(since: mark)
                guard let actor, let news = found.news else {
                    return Looked(mark: found.mark, news: found.news)
                }
                return try desk.read { reading in
                    let unseen = try reading.unseenNotices(for: actor, most: 1000)
                    // A view may name people and teams.
                    let isRead = hasViews && !news.mayTell(of: "view.", "staff.")
                    let views = isRead ? nil : try reading.savedViews(for: actor)
                    let arrived = try reading.arrivals(of: actor, after: last)
                    return Looked(
                        mark: found.mark, news: news, unseen: unseen, last: arrived.last,
                        arrived: arrived.notices, views: views)
                }
            }
        } then: { [weak self, login = actor?.login] (result: Result<Looked, any Error>) in
            guard let self else { return }
            upkeep.isLooking = false
            switch result {
            case .success(let found):
                upkeep.mark = found.mark
                if let unseen = found.unseen, actor != nil { upkeep.unseen = unseen }
                if actor?.login == login { greet(found.arrived, last: found.last) }
                if let views = found.views, actor?.login == login { upkeep.views = views }
                let isBack = endOutage()
                guard found.news != nil || isBack else { return }
                // One's own doing may be seen here before its receipt is back; it is no surprise.
                let isOwn = found.news?.items.contains { $0.entry.by == actor?.login } ?? false
                refreshVisible(unasked: !isOwn)
                if let news = found.news { tell(news) }
            case .failure: beginOutage(attempts: 0)
            }
            show()
        }
    }

    /// What came to this person stands in a corner for a while.
    private func greet(_ arrived: [(notice: Model.Notice, said: Phrase)], last: Int64?) {
        if let last { upkeep.lastNotice = last }
        // Whoever looks at the list sees it there, and nobody else is to read it.
        guard lock == nil, !(stack.last?.screen is NoticesScreen) else { return }
        let context = context
        for (notice, said) in arrived.reversed() {
            let line = MessageLine(notice.kind.severity, context.wording.say(said).lineBreaksOut)
            toasts.show(line, at: clock().milliseconds, for: Self.toastStay)
        }
    }

    /// Long enough to be read twice, in milliseconds.
    private static let toastStay: Int64 = 8_000

    /// Hints at what someone else did to what is being read. It never moves anything.
    private func tell(_ news: News) {
        let context = context
        let watched = visible.reduce(into: Set<Subject>()) { $0.formUnion($1.screen.watched) }
        let told = news.items.filter { item in
            watched.contains(item.entry.subject) && item.entry.by != context.actor.login
                && item.entry.by != Actor.desk.login
        }
        guard let latest = told.first else { return }
        notice.post(MessageLine(.info, context.newsLine(latest, more: told.count - 1)), at: clock())
    }

    /// The record Enter acted on is gone from the list; the selection is on its neighbour.
    func tellGone() { notice.post(MessageLine(.info, context.say("news.gone")), at: clock()) }
}

extension NoticeKind {
    /// How much it presses, as a line says it.
    fileprivate var severity: MessageLine.Severity {
        switch self {
        case .breach, .overdue: .error
        case .risk, .nearing, .late, .parts, .refused, .withdrawn, .escalated, .askedBack, .waiting: .warning
        case .granted: .success
        case .given, .lent, .answered, .calibrate, .calibrated, .mention, .word: .info
        }
    }
}
