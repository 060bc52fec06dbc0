import Model
import Records
import ServiceTime
import Workflow

extension Work {
    /// A reason to ring a customer up is gone: it leaves the call that serves it. The call is made for what else it serves, or
    /// comes to its end when that was all.
    func takeOff(_ matter: CallMatter, on signal: Signal) throws {
        guard let id = matter.call, case var call = try reading.call(id), call.category.isOpen else { return }
        let others = try callMatters.of(id).filter { $0.id != matter.id }
        guard let first = others.first else {
            try end(.call(call), on: signal)
            return
        }
        try callMatters.skip(matter, .calledOff)
        call.serve(first)
        let before = call.dueFrom
        // Once it was tried, its time is what was agreed then, or by when it is tried again.
        if call.attempts == 0 {
            call.dueFrom = others.map(\.dueFrom).max() ?? call.dueFrom
            call.dueBy = others.map(\.dueBy).min() ?? call.dueBy
        }
        call = try calls.update(call)
        try record(
            Subject(id), "call.left",
            [
                "reason": .text(matter.reason), "case": .text(matter.caseID?.description ?? ""),
                "unit": .text(matter.unit?.description ?? ""), "from": .instant(call.dueFrom),
                "by": .instant(call.dueBy),
            ])
        if call.dueFrom != before { try countFromDue(call) }
    }

    /// The customer wants no calls from now on: those nobody has in hand end, but for what they asked for themselves or must
    /// learn. That they were due is kept.
    func stopCalls(of customer: CustomerID) throws {
        let asked = try rules.calling().asked
        for call in try calls.free(of: customer) where !asked.contains(call.reason) {
            for matter in try callMatters.of(call.id) { try callMatters.skip(matter, .doNotCall) }
            try end(.call(call), on: .customerDeclined)
        }
    }
}
