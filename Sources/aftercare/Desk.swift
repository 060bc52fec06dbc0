import CursesTerminal
import DeskScreens
import Dispatch
import Foundation
import Model
import Records
import Resources
import ServiceDesk
import TerminalKit
import Wording

/// The door to the screens: joins the desk, the terminal and the clock.
enum Desk {
    /// Shows the desk on this terminal until the user leaves it, which ends the program. Whoever is named (`--as`,
    /// AFTERCARE_AS), was let in by the database or has the system user's name is signed in; anyone else is asked.
    /// - Throws: `TerminalFault` when there is no terminal to show it on; `DeskFault.notOnStaff`. Nothing was drawn then.
    static func open(_ session: Session) throws {
        let actor = try signedIn(session)
        let settings = SettingsFile.read()
        let wordings = try session.place.wordings(preferring: settings.language)
        try MainActor.assumeIsolated {
            let terminal: CursesTerminal
            do throws(TerminalFault) {
                terminal = try CursesTerminal(
                    settings.appearance(on: TerminalFound(type: Surroundings.terminalType)))
            } catch {
                throw UnfitTerminal(cause: error)
            }
            show(session, actor, wordings, settings, KeysFile(session.place.catalogue), on: terminal)
        }
    }

    @MainActor
    private static func show(
        _ session: Session, _ actor: Actor?, _ wordings: [Wording], _ settings: Preferences, _ keys: KeysFile,
        on terminal: CursesTerminal
    ) {
        let app = DeskApp(
            desk: session.desk, wordings: wordings, settings: settings,
            systemLanguage: session.place.output.wording.language,
            found: TerminalFound(type: terminal.type, depth: terminal.depth), keys: keys.keys,
            about: About(
                version: Version.text, preferencesFile: SettingsFile.path, keysFile: KeysFile.path,
                rulesFolder: Workplace.rulesFolder(session.place.options),
                processors: Surroundings.processors),
            clock: clock(session), runner: ThreadRunner())
        app.onAppearance = terminal.use
        var last = settings
        app.onSettings = {
            SettingsFile.keep($0, since: last)
            last = $0
        }
        app.onFound = TerminalFile.keep
        app.onCanvas = terminal.show
        app.onRepaint = terminal.invalidate
        app.onQuit = terminal.stop
        app.onDial = Dialling.start
        let post = NoticePost()
        app.onSwept = { post.send($0, wordings) }
        let phone = Telephone(app)
        app.onSignIn = {
            LastSignIn.remember($0.login)
            phone.listen(for: $0.login)
        }
        let thrift = Thrift()
        terminal.start(
            onEvent: {
                thrift.stir()
                app.handle($0)
            },
            onHangup: {
                app.saveDrafts()
                terminal.stop()
            })
        app.start(
            as: actor, suggested: LastSignIn.name ?? session.actor.login, size: terminal.size)
        TerminalFile.keep(app.found)
        if case .unknownType(let asked, let used)? = terminal.notice {
            app.announce(Phrase("terminal.notice.unknownType", ["asked": .text(asked), "used": .text(used)]))
        }
        if let unused = keys.notice { app.announce(unused) }
        if let misunderstood = SettingsFile.misunderstood { app.announce(misunderstood) }
        // Drafts are saved, timers swept, others' changes seen.
        Task {
            while true {
                let rest = thrift.rest
                guard (try? await Task.sleep(for: rest)) != nil else { break }
                app.tick()
                thrift.rested(rest)
            }
        }
        Task {
            await terminal.untilStopped()
            phone.hangUp()
            post.stop()
            exit(terminal.endedBy.map { ExitStatus.ended(by: $0) } ?? ExitStatus.done)
        }
        dispatchMain()
    }

    private static func signedIn(_ session: Session) throws -> Actor? {
        if session.actor != .desk { return session.actor }
        if let person = try session.desk.signedIn() { return .staff(person) }
        return Surroundings.userName.flatMap { try? session.desk.actor(named: $0) }
    }

    /// The system's clock; on a practice desk opened at another time, one that runs from there.
    private static func clock(_ session: Session) -> () -> Instant {
        let ahead = session.place.options.now == nil ? .zero : session.now - Surroundings.now
        return { Surroundings.now + ahead }
    }
}

/// Lets a telephone system bring callers up on the desk of whoever is signed in.
@MainActor
private final class Telephone {
    private let app: DeskApp
    private var door: PopDoor?

    init(_ app: DeskApp) { self.app = app }

    func listen(for agent: String) {
        hangUp()
        do throws(PopFault) {
            door = try PopDoor(agent: agent) { [weak app] number in app?.callerRings(number.text) ?? false }
        } catch {
            app.announce(error.phrase)
        }
    }

    func hangUp() {
        door?.close()
        door = nil
    }
}

/// Who last signed in on this machine, kept with the user's state by the XDG Base Directory Specification. A
/// convenience only: that it cannot be kept stops nobody.
private enum LastSignIn {
    private static var file: URL { Surroundings.stateFolder.appendingPathComponent("last-sign-in") }

    static var name: String? { try? String(contentsOf: file, encoding: .utf8).trimmed }

    static func remember(_ login: String) {
        let folder = Surroundings.stateFolder
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data(login.utf8).write(to: file)
    }
}
