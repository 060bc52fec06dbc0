import DeskTesting
import Foundation
import Glibc
import Testing

/// A telephone system rings at a desk that is open in a real terminal.
@Suite("Callers brought up on an open desk", .serialized)
struct PopTests {
    let folder: TemporaryFolder
    let runtime: String
    var desk: String { folder.file("desk.sqlite") }
    /// Apart from whatever other desks this machine has open.
    var surroundings: [String: String] { ["XDG_RUNTIME_DIR": runtime, "TMPDIR": runtime] }

    init() throws {
        folder = try TemporaryFolder()
        runtime = folder.file("run")
        try FileManager.default.createDirectory(
            atPath: runtime, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = try Program.json(["--db", desk, "--as", "admin", "init", "--practice"])
        for arguments in [
            ["staff", "add", "li", "--name", "李娜", "--role", "agent"],
            ["customer", "add", "王小明", "--phone", "138 0013 8000"],
            ["unit", "add", "K1", "--product", "air-conditioner", "--serial", "SN1001"],
        ] {
            _ = try Program.json(["--db", desk, "--as", "admin"] + arguments)
        }
    }

    private func pop(_ number: String, as agent: String = "li") throws -> Program.Result {
        try Program.run(["pop", number, "--as", agent, "--json"], environment: surroundings)
    }

    private var sockets: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: runtime + "/aftercare")) ?? []
    }

    @Test("the caller comes up; while the agent types, a notice and a key; nobody there, 66; no number, 64")
    func ring() throws {
        #expect(try pop("13800138000").status == 66)
        let agent = try Terminal(
            ["--db", desk, "--as", "li", "--lang", "en"], columns: 120, rows: 36, environment: surroundings)
        try agent.wait(for: "W110")
        #expect(try pop("rm -rf").status == 64)
        #expect(try pop("13800138000", as: "zhao").status == 66)
        let shown = try pop("13800138000")
        #expect(shown.status == 0 && shown.output.contains("shown"), "\(shown)")
        try agent.wait(for: "SN1001")
        #expect(try agent.text().contains("C120"))

        let noted = try pop("+86 139 5555 6666")
        #expect(noted.status == 0 && noted.output.contains("noted"), "\(noted)")
        try agent.wait(for: "+86 139 5555 6666 is calling")
        #expect(try agent.text().contains("SN1001"))
        try agent.press("M-i")
        try agent.wait(for: "Nobody on file")
        try agent.press("Escape")
        try agent.wait(for: "SN1001")
    }

    @Test("only the agent's own system user can reach the socket, and it goes when the desk does")
    func privacy() throws {
        let agent = try Terminal(
            ["--db", desk, "--as", "li", "--lang", "en"], environment: surroundings)
        try agent.wait(for: "W110")
        let socket = runtime + "/aftercare/" + (try #require(sockets.first))
        let manager = FileManager.default
        #expect(try manager.attributesOfItem(atPath: socket)[.posixPermissions] as? Int == 0o600)
        #expect(
            try manager.attributesOfItem(atPath: runtime + "/aftercare")[.posixPermissions] as? Int == 0o700)
        try agent.press("C-c")
        try agent.wait(for: "Leave")
        try agent.press("Tab", "Enter")
        try agent.wait(for: "[ended")
        #expect(sockets == [])
    }

    @Test("what a killed desk leaves behind is cleaned by who rings next")
    func stale() throws {
        let agent = try Terminal(
            ["--db", desk, "--as", "li", "--lang", "en"], environment: surroundings)
        try agent.wait(for: "W110")
        let program = try #require(try agent.programID())
        kill(program, SIGKILL)
        // What its shell says of it may fall across the end of a line of the screen it left.
        try agent.waitUntil { kill(program, 0) != 0 }
        #expect(sockets.count == 1)
        #expect(try pop("13800138000").status == 66)
        #expect(sockets == [])
    }

    @Test("a folder that others can write to is not listened in")
    func openFolder() throws {
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: runtime + "/aftercare", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o777])
        try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: runtime + "/aftercare")
        let agent = try Terminal(
            ["--db", desk, "--as", "li", "--lang", "en"], columns: 120, rows: 36, environment: surroundings)
        try agent.wait(for: "is not a folder of this user alone")
        #expect(sockets == [])
        #expect(try pop("13800138000").status == 66)
    }

    @Test("a line of a megabyte, broken text and silence do nothing, and the next caller still comes up")
    func rubbish() throws {
        let agent = try Terminal(
            ["--db", desk, "--as", "li", "--lang", "en"], environment: surroundings)
        try agent.wait(for: "W110")
        let socket = runtime + "/aftercare/" + (try #require(sockets.first))
        for bytes in [
            Data(repeating: 0x31, count: 1 << 20), Data([0xFF, 0xFE, 0x0A]), Data(), Data("\u{1B}[2J\n".utf8),
        ] {
            RawSocket.send(bytes, to: socket)
        }
        #expect(try pop("13800138000").status == 0)
        try agent.wait(for: "SN1001")
    }
}

/// Writes whatever it is given.
private enum RawSocket {
    static func send(_ bytes: Data, to path: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let reached = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        #expect(reached == 0)
        bytes.withUnsafeBytes { _ = Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}
