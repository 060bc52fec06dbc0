import Model
import ServiceDesk
import TerminalKit

extension DeskApp {
    /// Looks cheaply whether anyone did anything; only then is anything read again.
    func look(_ now: Instant) {
        upkeep.lookedAt = now
        upkeep.isLooking = true
        runner.run { [desk, mark = upkeep.mark, actor] in
            Result {
                let found = try desk.news(since: mark)
                let isAsked = found.news != nil && actor != nil
                let unseen = isAsked ? try desk.read { try $0.unseenNotices(for: actor ?? .desk) } : nil
                return (mark: found.mark, news: found.news, unseen: unseen)
            }
        } then: { [weak self] result in
            guard let self else { return }
            upkeep.isLooking = false
            switch result {
            case .success(let found):
                upkeep.mark = found.mark
                if let unseen = found.unseen, actor != nil { upkeep.unseen = unseen }
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
