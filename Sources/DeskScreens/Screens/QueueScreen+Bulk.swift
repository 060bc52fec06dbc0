import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// Doing the same with all that is marked: whose it is, where it waits, how bad it is. What is picked is rehearsed first.
extension QueueScreen {
    static let bulk = ActionID("queue.bulk")
    static let markAll = ActionID("queue.markAll")
    static let markRange = ActionID("queue.markRange")
    static let undo = ActionID("queue.undo")

    func bulkActions(_ context: DeskContext, why: String?) -> [DeskAction] {
        let lack = context.lack(of: .bulkCases)
        return [
            context.action(Self.bulk, [.character("e")], inFooter: !marks.isEmpty, why: why ?? lack),
            context.action(Self.markAll, [.character("A")], inFooter: false, why: why ?? lack),
            context.action(Self.markRange, [.character("v")], inFooter: false, why: why),
            context.action(
                Self.undo, [.character("z")], inFooter: false, why: lack,
                asks: undoQuestion(context)),
        ]
    }

    private func undoQuestion(_ context: DeskContext) -> DeskAction.Confirmation {
        context.confirmation(
            context.say("bulk.undo"),
            context.say("bulk.undo.ask", ["key": context.key(Self.bulk, on: id)]))
    }

    /// What all that fits is, though only a part of it was read: its numbers alone.
    func markEverything() -> [DeskStep] {
        [
            .job(
                .read("all") { [list] reading, context in
                    try reading.ids(of: list, by: context.actor, at: context.now)
                } then: { (screen: inout QueueScreen, ids, context) in
                    guard screen.list == list else { return [] }
                    guard ids.count <= BulkChange.most else {
                        return [.warn(context.say(BulkFault.tooMany(most: BulkChange.most)))]
                    }
                    screen.marks.mark(ids)
                    return [
                        .message(
                            MessageLine(
                                .info,
                                context.say(
                                    "bulk.marked",
                                    [
                                        "count": .count(screen.marks.count),
                                        "key": context.key(Self.bulk, on: screen.id),
                                    ])))
                    ]
                })
        ]
    }

    /// From the row that was marked last, while it is marked and among the rows at hand, to the one under the cursor.
    mutating func markUpToHere(_ context: DeskContext) -> [DeskStep] {
        let ids = cases.ids
        guard let here = selected.flatMap({ ids.firstIndex(of: $0.id) }) else { return [] }
        guard let last = lastMarked, marks.contains(last), let from = ids.firstIndex(of: last) else {
            return [
                .warn(
                    context.say(
                        "bulk.noAnchor",
                        [
                            "mark": context.key(Self.mark, on: id),
                            "range": context.key(Self.markRange, on: id),
                        ]))
            ]
        }
        marks.mark(ids[min(from, here)...max(from, here)])
        lastMarked = ids[here]
        return []
    }

    /// Asks what to do with them: one list, found by typing.
    func pickBulk(_ targets: [CaseID]) -> [DeskStep] {
        let marked = Set(targets)
        let centres = marked.count < 2 ? [] : cases.rows.filter { marked.contains($0.id) }
        return [
            .job(
                .read("people") { reading, context in
                    try reading.people().filter { context.rules.roles.allows($0.roles, .doCase) }
                } then: { (_: inout QueueScreen, people, context) in
                    [
                        .push(
                            PickSheet(context, { $0.bulkChoices(people, centres) }) { id in
                                Job.tell { (_: inout QueueScreen, context) in
                                    guard let (change, name) = context.bulkChange(id, people) else {
                                        return []
                                    }
                                    return [
                                        .job(
                                            BulkSheet.rehearsal(
                                                of: change, on: targets, from: QueueScreen.self, name: name))
                                    ]
                                }
                            })
                    ]
                })
        ]
    }

    func undoJob() -> Job {
        .act("undo") { work in
            try work.undoBulk()
        } then: { (_: inout QueueScreen, receipt, _) in
            [.refresh, .push(ResultsSheet(receipt.results) { $0.say("bulk.undo") })]
        }
    }
}

extension DeskContext {
    /// Of more that are marked, nobody folds the others into the last one of the list.
    private static let mostCentres = 20

    fileprivate func bulkChoices(_ people: [Staff], _ centres: [CaseLine]) -> Picker<String> {
        let owners = people.map { person in
            PickerItem(
                id: "owner:\(person.login)", label: say("bulk.assign", ["name": .text(person.name)]),
                detail: person.login, keywords: [person.name, person.login] + Pinyin.keys(of: person.name))
        }
        let nobody = PickerItem(id: "owner:", label: say("bulk.unassign"))
        let queues = rules.settings.queues.map { queue in
            PickerItem(
                id: "queue:\(queue.name)", label: say("bulk.move", ["queue": .label(queue.label)]),
                detail: queue.name, keywords: keywords(queue.label))
        }
        let severities = Severity.allCases.map { severity in
            PickerItem(
                id: "severity:\(severity.rawValue)",
                label: say("bulk.severity", ["severity": .text(wording.name(severity))]),
                detail: severity.rawValue)
        }
        let joins = centres.prefix(Self.mostCentres).flatMap { line in
            ["merge", "link"].map { way in
                PickerItem(
                    id: "\(way):\(line.id)", label: say("bulk.\(way)", ["id": .text(line.id.description)]),
                    detail: line.customer + "  " + line.summary)
            }
        }
        return Picker(
            owners + [nobody] + queues + severities + joins, title: say("bulk.pick"),
            emptyText: say("pick.empty"))
    }

    fileprivate func bulkChange(_ id: String, _ people: [Staff]) -> (
        BulkChange, @Sendable (DeskContext) -> String
    )? {
        let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "owner" where parts[1].isEmpty: return (.assign(nil), { $0.say("bulk.unassign") })
        case "owner":
            guard let person = people.first(where: { $0.login == parts[1] }) else { return nil }
            return (.assign(person.id), { $0.say("bulk.assign", ["name": .text(person.name)]) })
        case "queue":
            return (
                .move(queue: parts[1]),
                { $0.say("bulk.move", ["queue": .text($0.queueName(parts[1]))]) }
            )
        case "merge", "link":
            guard let id = CaseID(parts[1]) else { return nil }
            let way = parts[0]
            return (
                way == "merge" ? .merge(into: id) : .link(to: id),
                { $0.say("bulk.\(way)", ["id": .text(id.description)]) }
            )
        default:
            guard let severity = Severity(rawValue: parts[1]) else { return nil }
            return (
                .severity(severity),
                { $0.say("bulk.severity", ["severity": .text($0.wording.name(severity))]) }
            )
        }
    }
}
