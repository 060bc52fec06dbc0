import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Workflow

/// What a busy centre does all at once: logging, also the same matter twice; steps, visits, notes, edits, claims,
/// approvals, drafts, searches, and sweeps of what falls due.
final class MixedWork {
    private let desk: ServiceDesk
    private let agent: Actor
    private let seconds: Double
    private let started = Date()
    /// Each worker's chance begins with its number; what comes of it depends on the others all the same.
    private var random: SeededGenerator

    init(_ desk: ServiceDesk, number: Int, seconds: Double) throws {
        self.desk = desk
        self.seconds = seconds
        agent = try desk.actor(named: "agent\(number)")
        random = SeededGenerator(seed: UInt64(number))
    }

    private var elapsed: Double { Date().timeIntervalSince(started) }
    private var now: Instant { .worked(elapsed) }

    func run() throws {
        while elapsed < seconds {
            do { try something() } catch let fault as any Fault {
                // The database gave up, someone was quicker, or the moment does not allow it. Anything else ends the
                // process.
                if fault is StorageFault, fault.kind != .tryAgain { throw fault }
                say("\(word(for: fault)) \(fault)")
            }
        }
    }

    private func word(for fault: any Fault) -> String {
        if case StorageFault.busy = fault { return "busy" }
        return fault.kind == .tryAgain ? "overtaken" : "not-now"
    }

    private func something() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: try log()
        case 25..<50: try step()
        case 50..<60: try book()
        case 60..<72: try note()
        case 72..<78: try edit()
        case 78..<84: try take()
        case 84..<88: try ask()
        case 88..<96: _ = try act { try $0.saveDraft(0, form: "log", values: ["summary": "没写完"]) }
        default:
            let done = try desk.sweep(at: now)
            say("sweep \(done.transitions) \(done.breaches)")
        }
    }

    private func act<T>(_ body: (Work) throws -> T) throws -> T { try desk.act(by: agent, at: now, body) }

    private func log() throws {
        let customer = CustomerID(Int64.random(in: 1...400, using: &random))
        var draft = CaseDraft(
            kind: CaseKind(Bool.random(using: &random) ? "repair" : "complaint"), customer: customer,
            summary: "空调不制冷")
        draft.product = "air-conditioner"
        draft.fault = "not-cooling"
        let receipt = try act { try $0.log(draft) }
        say("\(receipt.outcome) \(receipt.serviceCase.id)")
    }

    /// One of the newest cases, as agents have in hand.
    private func someCase() throws -> CaseID? {
        try desk.read { try $0.find("空调", limit: 40) }.cases.randomElement(using: &random)?.id
    }

    private func step() throws {
        guard let id = try someCase() else { return }
        let offers = try desk.read { try $0.offers(id, by: agent, at: now) }
        guard
            let offer = offers.filter({ $0.refusal == nil && $0.requires.isEmpty }).randomElement(
                using: &random)
        else { return }
        _ = try act { try $0.take(offer.name, on: id) }
        say("step \(id) \(offer.name)")
    }

    private func book() throws {
        guard let id = try someCase() else { return }
        let wish = VisitWish(caseID: id)
        guard let slot = try desk.read({ try $0.slots(wish, at: now) }).first else { return }
        let visit = try act { try $0.book(wish, slot: slot) }
        say("visit \(visit.id)")
    }

    private func note() throws {
        guard let id = try someCase() else { return }
        _ = try act { try $0.note(Subject(id), "客户又来电") }
        say("note \(id)")
    }

    private func edit() throws {
        guard let id = try someCase() else { return }
        var changed = try desk.read { try $0.serviceCase(id) }
        changed.summary += "。"
        _ = try act { try $0.edit(changed) }
        say("edit \(id)")
    }

    private func take() throws {
        let taken = try desk.claim(by: agent, at: now) { try $0.claimNextCase(queue: "repair") }
        say("claim \(taken.id)")
    }

    private func ask() throws {
        guard let id = try someCase() else { return }
        _ = try act { try $0.askApproval(Subject(id), decision: "refund", reason: "客户要求退款") }
        say("approval \(id)")
    }
}
