import Model
import ServiceDesk
import TerminalKit
import Wording

/// Estimates, bills and credit notes: as rows of a list, as a pane, and as text to copy.
extension DeskContext {
    /// `B000012`, else what it is instead of a bill.
    func paperName(_ bill: ListedBill) -> String { bill.costs.receipt ?? name(bill.standing) }

    func name(_ standing: ListedBill.Standing) -> String { say("bills.standing.\(standing.rawValue)") }

    func billCells(_ bill: ListedBill) -> [TableCell] {
        let costs = bill.costs
        func money(_ sum: Money?, _ role: Role = .text) -> TableCell {
            TableCell(sum.map { wording.money($0) } ?? "", role).ranked(sum.map { Double($0.minor) })
        }
        let credited = (costs.credits ?? []).map { $0.total(.customer).minor }.reduce(0, +)
        let isWritten = costs.number != nil
        return [
            TableCell(costs.receipt ?? "", .accent).ranked(costs.number.map { Double($0) }),
            TableCell(bill.visit.id.description, isWritten ? .text : .accent).ranked(id: bill.visit.id),
            TableCell(bill.visit.caseID.description, .muted).ranked(id: bill.visit.caseID),
            TableCell(wording.near(bill.visit.planned.start, now: now)).ranked(at: bill.visit.planned.start),
            TableCell(name(bill.standing), role(of: bill.standing)), money(costs.quoted, .muted),
            money(costs.due),
            money(credited == 0 ? nil : Money(minor: credited, currency: costs.currency), .muted),
            isWritten ? money(costs.left(.customer)) : money(nil),
        ]
    }

    private func role(of standing: ListedBill.Standing) -> Role {
        switch standing {
        case .open: .warning
        case .void, .estimate: .muted
        case .issued, .credited: .text
        }
    }

    /// The paper by itself, with the notes on it: to be sent to the customer as it stands.
    func paperText(_ bill: ListedBill) -> [String] {
        let costs = bill.costs
        let head = paperHead(costs).map { pair($0.label, $0.value) }
        return [wording.say(costs.title)] + head + [""] + costs.lines.map { wording.say($0.phrase) } + [""]
            + costs.sums.map { pair(wording.say($0.name), wording.money($0.sum)) } + [""]
            + costs.notes.map { wording.say($0) } + (costs.credits ?? []).flatMap { [""] + noteText($0) }
    }

    private func noteText(_ note: CreditNote) -> [String] {
        [wording.say(note.title)] + note.sums.map { pair(wording.say($0.name), wording.money($0.sum)) }
            + note.notes.map { wording.say($0) }
    }

    /// Where and on what the work was done, and who wrote it.
    fileprivate func paperHead(_ costs: VisitCosts) -> [(label: String, value: String)] {
        [
            (say("label.address"), costs.address),
            (say("label.product"), costs.product.map { wording.text($0) } ?? ""),
            (say("label.serial"), costs.serial), (say("cost.by"), costs.by ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    private func pair(_ name: String, _ value: String) -> String {
        say("cli.pair", ["name": .text(name), "value": .text(value)])
    }
}

extension Pane {
    /// All of a paper, with the notes on it.
    init(_ bill: ListedBill, _ context: DeskContext) {
        let costs = bill.costs
        add(.text(context.wording.say(costs.title), .title))
        for (label, value) in context.paperHead(costs) { pair(label, value) }
        add(.heading(context.say("bills.lines")))
        for (index, line) in costs.lines.enumerated() {
            add(.spans([Span("\(index + 1)  ", .muted), Span(context.wording.say(line.phrase))]))
        }
        add(.heading(context.say("bills.sums")))
        add(costs.sums, context)
        add(.blank)
        for note in costs.notes { add(.text(context.wording.say(note), .muted)) }
        for note in costs.credits ?? [] {
            add(.heading(note.receipt ?? ""))
            add(.text(context.wording.say(note.title), .text))
            add(note.sums, context)
            for said in note.notes { add(.text(context.wording.say(said), .muted)) }
        }
    }

    private mutating func add(_ sums: [PaperSum], _ context: DeskContext) {
        for sum in sums { pair(context.wording.say(sum.name), context.wording.money(sum.sum)) }
    }
}
