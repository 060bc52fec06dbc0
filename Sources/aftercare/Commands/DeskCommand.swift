import ArgumentParser
import Foundation
import Resources
import ServiceDesk
import Workflow

/// A command that looks at rule files which may be broken: `workflow check`.
protocol LibraryCommand: ParsableCommand {
    var globals: GlobalOptions { get }
    func run(with library: ResourceLibrary, _ output: Output) throws
}

extension LibraryCommand {
    func run() throws {
        let library = try Workplace.library(globals)
        try run(with: library, Output(globals, zone: .current, library: library))
    }
}

/// A command that needs sound rules but no desk: `calendar due`, `workflow show` …
protocol RuleCommand: ParsableCommand {
    var globals: GlobalOptions { get }
    func run(at place: Workplace) throws
}

extension RuleCommand {
    func run() throws { try run(at: Workplace(globals)) }
}

/// A command that someone gives at an opened desk.
protocol DeskCommand: ParsableCommand {
    var globals: GlobalOptions { get }
    func run(in session: Session) throws
}

extension DeskCommand {
    func run() throws {
        let session = try Session(Workplace(globals))
        if self is any WholeHouseCommand { try session.desk.requireWhole(.read, of: session.actor) }
        try run(in: session)
    }
}

/// What keeps a desk in order, for cron and whoever looks after the machine: it acts as the desk itself, so nobody has
/// to be signed in. A name that is given must be good all the same.
protocol UpkeepCommand: ParsableCommand {
    var globals: GlobalOptions { get }
    func run(in session: Session) throws
}

extension UpkeepCommand {
    func run() throws { try run(in: Session(upkeep: Workplace(globals))) }
}
