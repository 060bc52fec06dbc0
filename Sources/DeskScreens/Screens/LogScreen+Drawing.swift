import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

extension LogScreen {
    /// The form, and who is calling: below it on a narrow screen, beside it on a wide one.
    package func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        if area.width >= 110 {
            let parts = area.split(columns: [.share(1), .share(1)], gap: 3)
            let left = parts[0].split(rows: [
                .fixed(min(form.rows(width: parts[0].width, canvas.cellWidth), area.height)), .share(1),
            ])
            form.draw(in: left[0], on: &canvas)
            canvas.verticalRule(
                Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
            outlook(context).draw(in: left[1].dropping(rows: 1), on: &canvas)
            callerPane(context).draw(
                in: parts[1], on: &canvas, scroll: scroll, more: context.say("screen.more"))
            form.draw(in: left[0], on: &canvas)
        } else {
            let rows = min(form.rows(width: area.width, canvas.cellWidth), area.height - 2)
            let parts = area.split(rows: [.fixed(rows), .fixed(1), .share(1)])
            form.draw(in: parts[0], on: &canvas)
            canvas.rule(parts[1], title: context.say("log.caller"))
            var pane = outlook(context, inOneLine: true)
            pane.lines += callerPane(context).lines
            pane.draw(in: parts[2], on: &canvas, scroll: scroll, more: context.say("screen.more"))
        }
    }

    /// What logging would come to: an earlier case of the same matter, or what is promised, and until when.
    private func outlook(_ context: DeskContext, inOneLine: Bool = false) -> Pane {
        var pane = Pane()
        warn(in: &pane, context)
        guard let clocks = preview?.clocks, !clocks.isEmpty else { return pane }
        addSooner(to: &pane, context)
        if inOneLine {
            let promises = clocks.map { clock in
                "\(context.metricName(clock.metric)) \(context.wording.near(clock.due, now: context.now))"
            }
            let text = context.say(
                "log.promised", ["promises": .text(promises.joined(separator: "  "))])
            pane.add(.text(text, .good))
            return pane
        }
        pane.add(.heading(context.say("heading.promised")))
        for clock in clocks {
            let label = context.wording.text(context.rules.promises.label(of: clock.promise))
            pane.add(
                .pair(
                    context.metricName(clock.metric),
                    [Span(context.nearAndFar(clock.due), .good), Span("  " + label, .muted)]))
        }
        return pane
    }

    private func warn(in pane: inout Pane, _ context: DeskContext) {
        let chased = preview?.chases.map { Subject($0) }
        let open = duplicates(context)
        // What it will be counted with comes first, however many are open.
        for item in (open.filter { $0.subject == chased } + open.filter { $0.subject != chased }).prefix(2) {
            let facts: [String: PhraseFact] = [
                "id": .text(item.subject.description), "summary": .text(item.summary),
                "key": context.key(Self.anyway, on: self.id),
            ]
            let isAnother = preview != nil && item.subject != chased
            let key = logAnyway ? "log.anyway" : isAnother ? "log.alsoOpen" : "log.duplicate"
            pane.add(.text(context.say(key, facts), .warning))
        }
        guard let preview, preview.chases == nil else { return }
        if let id = preview.reopens {
            let facts: [String: PhraseFact] = [
                "id": .text(id.description), "key": context.key(Self.anyway, on: self.id),
            ]
            pane.add(.text(context.say("log.willReopen", facts), .warning))
        }
        if let id = preview.repeats {
            let facts: [String: PhraseFact] = [
                "id": .text(id.description), "count": .count(context.rules.settings.repeatWindow.wholeDays),
            ]
            pane.add(.text(context.say("log.willRepeat", facts), .warning))
        }
    }

    /// The keys that turn the pages of what is known of the caller.
    mutating func turn(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        guard [.pageUp, .pageDown].contains(event.key) else { return nil }
        return scroll.handle(event, context) ? [] : nil
    }

    private func callerPane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        if let file = caller.file {
            pane.lines += Pane(file, rights: caller.rights, context).lines
            pane.addContacts(caller.contacts, context)
        } else if !caller.matches.isEmpty {
            let facts: [String: PhraseFact] = [
                "count": .count(caller.matches.count), "key": context.key(Self.pick, on: id),
            ]
            pane.add(.text(context.say("log.several", facts), .accent))
            for customer in caller.matches { pane.add(.spans(context.customerSpans(customer))) }
        } else {
            pane.add(
                .text(isTooShortToTell ? context.say("log.hint") : context.say("log.unknownCaller"), .muted))
        }
        return pane
    }

    /// Open cases of this customer that the new one may be about.
    func duplicates(_ context: DeskContext) -> [WorkItem] {
        let kind = form.value(of: .kind)
        return (caller.file?.openCases ?? []).filter { $0.kind == kind }
    }
}

extension Model.Span {
    fileprivate var wholeDays: Int { Int(milliseconds / Model.Span.days(1).milliseconds) }
}
