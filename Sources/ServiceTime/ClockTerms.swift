package import Model

/// What a clock counts: the published and the internal target on one calendar, as they stood when it started.
///
///     let dues = ClockTerms(published: Target(3, .workingDays), internalTarget: Target(1, .workingDays),
///                           calendar: calendar).dues(from: now)
package struct ClockTerms: Sendable {
    package let published: Target
    package let internalTarget: Target
    package let calendar: ServiceCalendar

    package init(published: Target, internalTarget: Target, calendar: ServiceCalendar) {
        (self.published, self.internalTarget, self.calendar) = (published, internalTarget, calendar)
    }

    /// Both due dates of a clock.
    package struct Dues: Hashable, Sendable {
        /// By when customers were promised it.
        package var due: Instant
        /// By when we want it ourselves; never later than `due`, though a target of working days may outlast one of
        /// calendar days over a long holiday.
        package var internalDue: Instant
        package var provisional: Bool
    }

    /// - Parameter pauses: those so far, the earliest first; one that still lasts counts once it has ended.
    package func dues(from start: Instant, pauses: [ClockLedger.Pause] = []) -> Dues {
        let due = self.due(from: start, published, pauses)
        let own = self.due(from: start, internalTarget, pauses)
        return Dues(
            due: due.instant, internalDue: min(own.instant, due.instant),
            provisional: due.provisional || own.provisional)
    }

    /// When a share of the published time is gone, counted as the target counts; 100 is the due date.
    /// - Parameter percent: may be over 100.
    package func moment(percent: Int, from start: Instant, pauses: [ClockLedger.Pause] = []) -> Instant {
        due(from: start, published, pauses) { due in
            percent == 100 ? due : share(percent, from: start, to: due, published)
        }.instant
    }

    /// When so many minutes are gone since the start, counted as the published target counts.
    package func moment(minutes: Int, from start: Instant, pauses: [ClockLedger.Pause] = []) -> Instant {
        due(from: start, published, pauses) { _ in
            published.unit.rests
                ? calendar.adding(working: .minutes(minutes), to: start) : start + .minutes(minutes)
        }.instant
    }

    /// How many minutes the published target is long, counted as it counts.
    package func minutes(from start: Instant) -> Int {
        let due = calendar.due(from: start, published).instant
        let length = published.unit.rests ? calendar.working(from: start, to: due) : due - start
        return Int(length.milliseconds / 60_000)
    }

    /// - Parameter moment: what is asked for in place of the due date, reckoned from it without pauses.
    private func due(
        from start: Instant, _ target: Target, _ pauses: [ClockLedger.Pause],
        moment: (Instant) -> Instant = { $0 }
    ) -> Due {
        var due = calendar.due(from: start, target)
        due.instant = moment(due.instant)
        for pause in pauses {
            guard let to = pause.to else { continue }
            let from = max(pause.from, start)
            // What was overdue when the pause began stays overdue.
            guard from < to, from < due.instant else { continue }
            due.instant =
                target.unit.rests
                ? calendar.adding(working: calendar.working(from: from, to: to), to: due.instant)
                : due.instant + (to - from)
        }
        if target.unit.rests, !due.provisional {
            due.provisional = calendar.isProvisional(
                from: calendar.localDay(of: start), to: calendar.localDay(of: due.instant))
        }
        return due
    }

    /// Targets that rest on days off are shared out in working time, so that nothing falls due in the night; others as the
    /// clock on the wall goes.
    private func share(_ percent: Int, from start: Instant, to due: Instant, _ target: Target) -> Instant {
        func part(_ whole: Span) -> Span { Span(milliseconds: whole.milliseconds * Int64(percent) / 100) }
        return target.unit.rests
            ? calendar.adding(working: part(calendar.working(from: start, to: due)), to: start)
            : start + part(due - start)
    }
}
