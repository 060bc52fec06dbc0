import DeskTesting
import Foundation
import Model
import ServiceDesk

/// Many processes at work on one desk: each is a `DeskWorker`, and what it acknowledged is kept, line by line.
final class Workers {
    private let folder: TemporaryFolder
    private var running: [(process: Process, said: String)] = []

    init(_ folder: TemporaryFolder) { self.folder = folder }

    /// Starts one more.
    func start(_ address: String, _ job: String, number: Int, _ argument: String) throws {
        let said = folder.file("worker-\(number)")
        _ = FileManager.default.createFile(atPath: said, contents: nil)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.built("DeskWorker"))
        process.arguments = [address, job, "\(number)", argument]
        process.environment = Program.environment([:])
        process.standardInput = FileHandle.nullDevice
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
        process.standardOutput = output
        process.standardError = output
        try process.run()
        running.append((process, said))
    }

    /// How many cases each has had acknowledged so far.
    func lines() -> [Int] {
        running.map { worker in
            (try? String(contentsOfFile: worker.said, encoding: .utf8))?.split(separator: "\n").count {
                $0.hasPrefix("case ")
            } ?? 0
        }
    }

    /// Waits for all of them.
    /// - Returns: what each said, and how many ended in another way than by being done.
    func finish() throws -> (said: [[String]], broken: Int) {
        var broken = 0
        let said = try running.map { worker in
            worker.process.waitUntilExit()
            if worker.process.terminationStatus != 0 { broken += 1 }
            return try String(contentsOfFile: worker.said, encoding: .utf8).split(separator: "\n").map(
                String.init)
        }
        return (said, broken)
    }
}

extension Workers {
    /// A practice desk with so many agents, who may do whatever the test wants, and some customers.
    static func desk(at address: String, agents: Int, customers: Int) throws -> ServiceDesk {
        let desk = try ServiceDesk.found(
            address, admin: "admin", practice: true, rules: TemporaryDesk.rules, at: Samples.now - .days(1))
        try desk.act(by: .desk, at: Samples.now - .days(1)) { work in
            for n in 1...agents {
                _ = try work.addStaff(
                    Staff(
                        id: StaffID(0), login: "agent\(n)", name: "坐席\(n)",
                        roles: ["agent", "dispatcher", "supervisor", "follow-up clerk"]))
            }
            for person in TemporaryDesk.people where person.roles == ["technician"] {
                _ = try work.addStaff(person)
            }
            for n in 1...customers {
                _ = try work.addCustomer(
                    Samples.customer(name: "客户\(n)", phone: "+86138\(String(10_000_000 + n))"))
            }
        }
        return desk
    }
}
