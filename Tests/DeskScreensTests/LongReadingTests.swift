import DeskTesting
import Model
import Testing
import Wording

@testable import DeskScreens

@Suite("Readings that take long")
struct LongReadingTests {
    /// Whether it begins for someone who looks at it so.
    private func begins(
        _ reading: inout LongReading, isRead: Bool = false, unasked: Bool = false, returning: Bool = false,
        changes: Int = 0
    ) throws -> Bool {
        var context = DeskContext(
            wording: try Languages.first("en")[0], actor: .desk, now: Samples.now,
            rules: TemporaryDesk.rules)
        context.isUnasked = unasked
        context.isReturning = returning
        context.changes = changes
        return reading.begins(isRead: isRead, context)
    }

    @Test("what others do begins a first reading, not anew while it is under way, and again once it failed")
    func others() throws {
        var reading = LongReading()
        var begun: [Bool] = []
        begun.append(try begins(&reading, unasked: true))
        begun.append(try begins(&reading, unasked: true))
        reading.end()
        begun.append(try begins(&reading, isRead: true, unasked: true))
        begun.append(try begins(&reading, unasked: true))
        #expect(begun == [true, false, false, true])
    }

    @Test("whoever asks or changed something has it read anew, whoever only comes back does not")
    func person() throws {
        var reading = LongReading()
        var begun: [Bool] = []
        begun.append(try begins(&reading))
        begun.append(try begins(&reading, returning: true))
        begun.append(try begins(&reading, returning: true, changes: 1))
        begun.append(try begins(&reading, isRead: true, returning: true, changes: 1))
        begun.append(try begins(&reading, isRead: true, changes: 1))
        #expect(begun == [true, false, true, false, true])
    }

    @Test("one that the person ended begins again only when asked for, or for something else")
    func ended() throws {
        var reading = LongReading()
        var begun: [Bool] = []
        begun.append(try begins(&reading))
        reading.stop()
        reading.end()
        begun.append(try begins(&reading, unasked: true))
        begun.append(try begins(&reading))
        reading.stop()
        reading.forget()
        begun.append(try begins(&reading, unasked: true))
        #expect(begun == [true, false, true, true])
    }
}
