import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Read ahead")
@MainActor
struct ReadAheadTests {
    /// At a desk wide enough for the record beside its list; everything was read that is read by itself.
    private func atDesk(_ place: TemporaryDesk, _ runner: HeldRunner, _ keys: String...) throws -> Driver {
        let driver = try Driver(place, columns: 120, rows: 36, runner: runner)
        runner.release()
        for key in keys {
            driver.press(key)
            runner.release()
        }
        return driver
    }

    /// The case beside the list of a queue.
    private func shown(_ driver: Driver) -> CaseID? {
        (driver.app.stack.last?.screen as? QueueScreen)?.detail?.serviceCase.id
    }

    private func selected(_ driver: Driver) -> CaseID? {
        (driver.app.stack.last?.screen as? QueueScreen)?.selected?.id
    }

    @Test("a move shows the record it comes to with its own picture, on the way there and back")
    func wholePicture() throws {
        let runner = HeldRunner()
        let driver = try atDesk(Desks.filled(), runner)
        driver.sees("138 0013 9999").seesNot("138 0013 8000")
        driver.press("Down").sees("138 0013 8000").seesNot("138 0013 9999")
        runner.release()
        driver.press("Up").sees("138 0013 9999").seesNot("138 0013 8000")
    }

    @Test("the picture made of what was read ahead is the one made of what is read now")
    func samePicture() throws {
        let runner = HeldRunner()
        let ahead = try atDesk(Desks.filled(), runner).press("Down")
        let read = try Driver(Desks.filled(), columns: 120, rows: 36)
        read.app.readAhead.drop()
        read.press("Down")
        #expect(ahead.seen == read.seen)
        runner.release()
        #expect(ahead.seen == read.seen)
    }

    @Test("each step along a list reads one record, the next")
    func oneEach() throws {
        let runner = HeldRunner()
        let driver = try atDesk(Desks.waiting(repairs: 8), runner, "F7", "3", "Down")
        for _ in 0..<3 {
            driver.press("Down")
            #expect(shown(driver) == selected(driver))
            #expect(runner.count == 1)
            runner.release()
        }
    }

    @Test("an answer that was under way does not take the place of one read ahead")
    func overtaken() throws {
        let runner = HeldRunner()
        let driver = try atDesk(Desks.waiting(repairs: 8), runner, "F7", "3", "Down")
        let second = try #require(selected(driver))
        driver.press("End")
        #expect(shown(driver) == second)
        driver.press("Home", "Down")
        runner.release()
        #expect(selected(driver) == second)
        #expect(shown(driver) == second)
    }

    @Test("what others changed meanwhile is shown as it is, also where it was under way")
    func othersChanges() throws {
        let place = try Desks.filled()
        let runner = HeldRunner()
        let driver = try atDesk(place, runner)
        driver.wait(.seconds(1))
        runner.release()
        try place.as("chen") { _ = try $0.note(Subject(CaseID(1)), "已联系仓库", toldCustomer: false) }
        driver.wait(Model.Span(milliseconds: 250))
        runner.release()
        driver.press("Down").seesNot("138 0013 8000")
        runner.release()
        driver.sees("138 0013 8000", "已联系仓库")
    }

    @Test("what was begun before a change is not kept, nor what nobody wants any more")
    func outOfDate() {
        let key = ReadAhead.Key(token: 1, tag: "detail", record: "C1")
        let other = ReadAhead.Key(token: 1, tag: "detail", record: "C2")
        let nothing: Job.Reply = { screen, _ in (screen, []) }
        let read: ReadAhead.Read = (key, { @Sendable _, _ in nothing })
        var ahead = ReadAhead()
        ahead.want([read])
        #expect(ahead.next().map(\.key) == [key])
        #expect(ahead.next().isEmpty)
        ahead.keep(nothing, for: other, of: ahead.turn)
        #expect(ahead.reply(for: other) == nil)
        let before = ahead.turn
        ahead.drop()
        ahead.want([read])
        ahead.keep(nothing, for: key, of: before)
        #expect(ahead.reply(for: key) == nil)
        ahead.keep(nothing, for: key, of: ahead.turn)
        #expect(ahead.reply(for: key) != nil)
    }

    @Test("what cannot be read ahead is said once it is asked for")
    func failure() throws {
        let place = try Desks.filled()
        let job: Job = .read("detail", of: "C99") { reading, context in
            try reading.sheet(CaseID(99), by: context.actor, at: context.now)
        } then: { (_: inout WorkScreen, _, _) in
            []
        }
        let ahead = try #require(job.ahead)
        let reply = ahead.run(place.desk, try Driver(place).app.context)
        #expect(reply == nil)
    }
}
