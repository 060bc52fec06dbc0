import Dispatching
import Model
import ServiceDesk
import TerminalKit
import Wording

/// What a map says in words: its signs, the stops of whom it is about, and what is not on it.
struct MapLines {
    let map: DayMap
    let context: DeskContext

    private var book: DayBook { map.book }
    private var plan: DayPlan { map.plan }

    var legend: [Span] {
        ([("1", Style.accent, "stop"), ("@", .text, "home")]
            + (map.depots.isEmpty ? [] : [("#", .text, "depot")])
            + [("o", .text, "visit"), ("?", .warning, "nobodys"), ("!", .missed, "wrong")])
            .flatMap { sign, style, name in
                [Span(sign, style), Span(" " + context.say("map.sign.\(name)") + "  ", .muted)]
            }
    }

    var pane: Pane {
        var pane = Pane()
        if let who = map.technician {
            pane.add(.heading(name(who)))
            let stops = plan.routes[who]?.stops ?? []
            if stops.isEmpty { pane.add(.text(context.say("map.noStops"), .muted)) }
            for (index, stop) in stops.enumerated() {
                let row = map.row(of: stop.visit) ?? 0
                pane.add(.row(row, spans(index + 1, stop), isChosen: stop.visit == map.visit))
            }
            if let home = plan.routes[who]?.wayHome, !stops.isEmpty {
                pane.add(
                    .spans([
                        Span(endsAtDepot(who) ? "#  " : "@  ", .accent),
                        Span(context.wording.time(home.arrival) + "  "),
                        Span(context.kilometres(home.kilometres), .muted),
                    ]))
            }
        }
        if let visit = map.visit.flatMap({ plan.day.visit[$0] }) {
            pane.add(visit, of: book, in: plan, context)
        }
        let beyond = far
        if !beyond.isEmpty {
            pane.add(.heading(context.say("map.beyond")))
            for line in beyond { pane.add(.text(line, .text)) }
        }
        if !map.unplaced.isEmpty {
            pane.add(.heading(context.say("map.unplaced")))
            for id in map.unplaced {
                let spans = [Span("\(id)  ", .key), Span(book.about[id]?.customer ?? "")]
                pane.add(.row(map.row(of: id) ?? 0, spans, isChosen: id == map.visit))
            }
        }
        return pane
    }

    private func endsAtDepot(_ who: StaffID) -> Bool {
        map.isDepot(plan.day.technicians.first { $0.id == who }?.end)
    }

    private func spans(_ number: Int, _ stop: DayRoute.RouteStop) -> [Span] {
        let isWrong = !stop.faults.isEmpty
        var spans = [
            Span("\(number)\(isWrong ? "!" : "")  ", isWrong ? .missed : .accent),
            Span(context.wording.time(stop.expected.start) + "  "),
        ]
        guard let about = book.about[stop.visit] else {
            return spans + [Span(context.say("board.taken"), .muted)]
        }
        spans += [
            Span("\(stop.visit)  ", .key), Span(about.customer + "  "),
            Span(context.kilometres(stop.way.kilometres), .muted),
        ]
        if let place = plan.day.visit[stop.visit]?.task.place, let far = map.beyond(place) {
            spans.append(Span("  " + context.say(far), .warning))
        }
        return spans
    }

    /// Other people's work, and where the days of those who work here begin and end.
    private var far: [String] {
        let work = map.elsewhere.map { other in
            context.say(
                other.zone.isEmpty ? "map.elsewhere" : "map.elsewhereIn",
                [
                    "count": .count(other.count), "where": .text(context.say(other.beyond)),
                    "zone": .text(other.zone),
                ])
        }
        let here = Set(
            plan.day.technicians.map(\.id).filter { who in
                plan.visits(of: who).contains { map.area?.visits.contains($0.id) == true }
            } + [map.technician].compactMap { $0 })
        let homes = map.homes.filter { here.contains($0.who) }.compactMap { who, place in
            map.beyond(place).map { far in
                context.say(
                    "map.farHome", ["name": .text(name(who)), "where": .text(context.say(far))])
            }
        }
        let used = here.reduce(into: Set<Model.Place>()) { $0.formUnion(map.ends(of: $1)) }
        let depots = map.depots.filter { used.contains($0.place) }.compactMap { label, place in
            map.beyond(place).map { far in
                context.say(
                    "map.farDepot", ["depot": .label(label), "where": .text(context.say(far))])
            }
        }
        return homes + depots + work
    }

    private func name(_ who: StaffID) -> String { book.names[who] ?? who.description }
}

extension DeskContext {
    func kilometres(_ length: Double) -> String {
        say("map.scale", ["km": .number(length < 10 ? (length * 10).rounded() / 10 : length.rounded())])
    }

    /// `83 km north-east`.
    func say(_ far: DayMap.Beyond) -> String {
        say(
            "map.far",
            ["km": .number(Double(far.kilometres)), "towards": .text(say("map.towards.\(far.eighth)"))])
    }
}
