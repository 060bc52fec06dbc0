import Foundation
import Model
import Resources
import ServiceDesk

// One of many processes that work on a desk at the same time, for tests. Says what is acknowledged, a line each, as soon
// as it is: `case C12`, `note C12`, `refused busy`.
//
//     DeskWorker ADDRESS claim NUMBER cases|calls|approvals
//     DeskWorker ADDRESS mixed NUMBER SECONDS
//     DeskWorker ADDRESS log NUMBER SECONDS

let words = CommandLine.arguments
guard words.count == 5, let number = Int(words[3]) else {
    FileHandle.standardError.write(Data("DeskWorker ADDRESS JOB NUMBER KIND-OR-SECONDS\n".utf8))
    exit(64)
}
let desk = try ServiceDesk.open(words[1], rules: Rules(library: ResourceLibrary()))

/// Whole lines only, however the process ends.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

switch words[2] {
case "claim": try claimAll(desk, as: "agent\(number)", words[4])
case "mixed": try MixedWork(desk, number: number, seconds: Double(words[4]) ?? 1).run()
case "log": try logOnly(desk, number: number, seconds: Double(words[4]) ?? 1)
default: exit(64)
}

/// Takes the next piece of work of a kind until there is none. A call is made before the next is given.
func claimAll(_ desk: ServiceDesk, as login: String, _ kind: String) throws {
    let agent = try desk.actor(named: login)
    func next<ID: RecordID>(_ body: (Work) throws -> ID) throws -> ID {
        let id = try desk.claim(by: agent, at: .worked(0), body)
        say("taken \(id.number)")
        return id
    }
    while true {
        do {
            switch kind {
            case "cases": _ = try next { try $0.claimNextCase(queue: "repair").id }
            case "approvals": _ = try next { try $0.claimNextApproval(another: true).id }
            default:
                let call = try next { try $0.claimNextCall().id }
                // Until it is made, the same call would be given again.
                while true {
                    do {
                        _ = try desk.act(by: agent, at: .worked(0)) {
                            try $0.recordCall(call, "satisfied", given: [:])
                        }
                        break
                    } catch let fault as any Fault where fault.kind == .tryAgain {
                        say("refused \(fault)")
                    }
                }
            }
        } catch DeskFault.nothingToTake {
            return
        } catch DeskFault.nothingToCall {
            return
        } catch DeskFault.nothingToDecide {
            return
        } catch let fault as any Fault where fault.kind == .tryAgain {
            say("refused \(fault)")
        }
    }
}

/// Logs one case after another, each with a text of its own, through whatever happens to the server.
func logOnly(_ desk: ServiceDesk, number: Int, seconds: Double) throws {
    let agent = try desk.actor(named: "agent\(number)")
    let end = Date().addingTimeInterval(seconds)
    var n = 0
    while Date() < end {
        n += 1
        var draft = CaseDraft(
            kind: CaseKind("repair"), customer: CustomerID(Int64(number % 8 + 1)),
            summary: "进程\(number) 第\(n)条")
        draft.onRepeat = .logAnyway
        do {
            let id = try desk.act(by: agent, at: .worked(0)) { try $0.log(draft).serviceCase.id }
            say("case \(id) \(draft.summary)")
        } catch let fault as any Fault where fault.kind == .tryAgain {
            say("refused \(fault)")
        }
    }
}

extension Instant {
    /// A working morning, so many real seconds into a test that makes ten hours of a minute.
    static func worked(_ seconds: Double) -> Instant {
        Instant(milliseconds: 1_795_485_600_000 + Int64(seconds * 600_000))
    }
}
