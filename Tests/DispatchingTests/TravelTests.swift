import DeskTesting
import Dispatching
import Model
import Testing

@Suite("Ways")
struct TravelTests {
    @Test("a known distance comes out right")
    func distance() {
        let shanghai = Place(latitude: 31.2304, longitude: 121.4737)
        let beijing = Place(latitude: 39.9042, longitude: 116.4074)
        #expect(abs(Travel.kilometres(shanghai, beijing) - 1067) < 3)
    }

    @Test("next door takes the least, an unknown place the usual time")
    func least() {
        #expect(Travel().minutes(from: Scene.near, to: Scene.near) == 5)
        #expect(Travel().minutes(from: nil, to: Scene.near) == 30)
    }

    @Test("in the jam the way takes longer, part of it at each hour's speed; between zones the slower counts")
    func hours() throws {
        var jam = SpeedProfile(always: 30)
        jam.hours[8] = 10
        let travel = Travel(speeds: SpeedTable(jam, zones: ["old town": SpeedProfile(always: 15)]))
        func minutes(_ hour: Int, _ minute: Int, _ zone: String = "") throws -> Int {
            let leaving = Instant(milliseconds: 0) + .minutes(hour * 60 + minute)
            return try #require(
                travel.minutes(
                    from: Scene.near, to: Scene.far, leaving: leaving, zones: ("", zone)))
        }
        let kilometres = Travel.kilometres(Scene.near, Scene.far) * travel.detour
        #expect(try minutes(12, 0) == Int((kilometres / 30 * 60).rounded(.up)))
        // Half an hour at ten, the rest at thirty.
        #expect(try minutes(8, 30) == Int((30 + (kilometres - 5) / 30 * 60).rounded(.up)))
        #expect(try minutes(12, 0, "old town") == Int((kilometres / 15 * 60).rounded(.up)))
        // Who leaves later never arrives earlier.
        let arrivals = try (0..<180).map { try minutes(7, $0) + $0 }
        #expect(arrivals == arrivals.sorted())
    }

    @Test("a table's ways count, either direction its own; where it says that no road leads, nobody goes")
    func table() throws {
        var travel = Travel()
        travel.table = try KnownWays(
            csv: """
                fromLatitude,fromLongitude,toLatitude,toLongitude,minutes,kilometres
                31.2,121.5,31.2,121.8,17,21.5
                31.2,121.8,31.2,121.5,,
                """)
        #expect(travel.minutes(from: Scene.near, to: Scene.far) == 17)
        #expect(travel.minutes(from: Scene.far, to: Scene.near) == nil)
        var task = Scene.task()
        task.place = Scene.far
        let board = Scene.board([Scene.technician()], travel: travel)
        #expect(board.minutes(task) == [])
        #expect(board.whyNone(task, windows: Scene.windows).obstacles.map(\.obstacle) == [.noRoad])
        let slot = Slot(
            technician: StaffID(1), promised: Scene.windows[0], planned: Scene.window(480, 540))
        #expect(board.conflicts(slot, task) == [.noRoad])
    }

    @Test(
        "a bad line of a table is named",
        arguments: [
            ("x", 1), ("31,121,31", 3), ("31,121,91,121,5,1", 3), ("31,121,31,121,-1,", 3),
            ("a,b,c,d,e,f", 3),
        ])
    func badTable(line: String, number: Int) {
        let header = "fromLatitude,fromLongitude,toLatitude,toLongitude,minutes,kilometres"
        let text = number == 1 ? line : "\(header)\n31,121,31,122,5,\n\(line)"
        let problem = #expect(throws: KnownWays.Problem.self) { try KnownWays(csv: text) }
        #expect(problem?.line == number && problem?.text == line)
    }
}
