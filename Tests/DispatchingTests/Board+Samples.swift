import DeskTesting
import Dispatching
import Model

/// Minutes of an arbitrary day, and people and places on it.
enum Scene {
    static let midnight = Instant(milliseconds: 1_795_449_600_000)
    static func at(_ minutes: Int) -> Instant { midnight + .minutes(minutes) }
    static func window(_ from: Int, _ to: Int) -> Window { Window(start: at(from), end: at(to)) }

    static let near = Place(latitude: 31.20, longitude: 121.50)
    static let far = Place(latitude: 31.20, longitude: 121.80)
    /// Eight to noon and one to six, in windows of two hours.
    static let windows = [8, 10, 13, 15].map { window($0 * 60, $0 * 60 + 120) }

    static func technician(
        _ id: Int64 = 1, skills: [String: Int] = ["gas": 1],
        shifts: [Window] = [window(480, 720), window(780, 1080)]
    ) -> Technician {
        Technician(id: StaffID(id), skills: skills, start: near, shifts: shifts)
    }

    static func task(minutes: Int = 60, earliest: Int = 480) -> VisitTask {
        VisitTask(
            place: near, minutes: minutes, skill: "gas", zone: "浦东", earliest: at(earliest), latest: at(3000))
    }

    static func stop(_ id: Int64, _ from: Int, _ to: Int, _ place: Place? = near) -> Stop {
        Stop(visit: VisitID(id), planned: window(from, to), place: place)
    }

    static func board(
        _ technicians: [Technician], _ stops: [StaffID: [Stop]] = [:], travel: Travel = Travel(),
        prices: Prices = Prices(), day: DayRules = DayRules()
    ) -> Board {
        Board(technicians, stops: stops, travel: travel, prices: prices, day: day)
    }
}

extension Board {
    /// When visits would be planned, in minutes of the day.
    func minutes(_ task: VisitTask, windows: [Window] = Scene.windows) -> [Int] {
        slots(task, windows: windows).map { ($0.planned.start - Scene.midnight).minutes }.sorted()
    }
}
