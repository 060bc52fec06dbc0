import DeskTesting
import Dispatching
import Model
import Testing

@Suite("Free slots")
struct SlotTests {
    /// Minutes after an arbitrary midnight.
    private func at(_ minutes: Int) -> Instant {
        Instant(milliseconds: 1_795_449_600_000) + .minutes(minutes)
    }
    private func window(_ from: Int, _ to: Int) -> Window { Window(start: at(from), end: at(to)) }
    private var windows: [Window] { [8, 10, 13, 15].map { window($0 * 60, $0 * 60 + 120) } }
    private let near = Place(latitude: 31.20, longitude: 121.50)
    private let far = Place(latitude: 31.20, longitude: 121.80)

    private func plan(
        _ id: Int64 = 1, skills: Set<String> = ["gas"], zones: Set<String> = [], stops: [Stop] = []
    ) -> TechnicianPlan {
        TechnicianPlan(
            id: StaffID(id), skills: skills, zones: zones, home: near,
            shifts: [window(480, 720), window(780, 1080)],
            stops: stops)
    }

    private func request(earliest: Int = 480) -> SlotRequest {
        SlotRequest(
            place: near, durationMinutes: 60, skill: "gas", zone: "浦东", earliest: at(earliest),
            latest: at(3000))
    }

    @Test("an empty day offers every window from its start")
    func emptyDay() {
        let slots = Slots.free(request(), technicians: [plan()], windows: windows)
        #expect(slots.map(\.planned.start) == [at(480), at(600), at(780), at(900)])
    }

    @Test("the skill and the zone are demanded; a technician without zones covers all")
    func demands() {
        #expect(Slots.free(request(), technicians: [plan(skills: ["tv"])], windows: windows).isEmpty)
        #expect(Slots.free(request(), technicians: [plan(zones: ["徐汇"])], windows: windows).isEmpty)
        #expect(!Slots.free(request(), technicians: [plan(zones: ["浦东"])], windows: windows).isEmpty)
    }

    @Test("a visit does not reach over lunch or past the shift's end")
    func shift() {
        let slots = Slots.free(request(earliest: 690), technicians: [plan()], windows: [window(600, 720)])
        #expect(slots.isEmpty)
        let late = Slots.free(request(earliest: 1030), technicians: [plan()], windows: [window(1020, 1080)])
        #expect(late.isEmpty)
    }

    @Test("the way from the stop before is left free, and a far one costs the window")
    func way() throws {
        let stop = Stop(visit: VisitID(7), window: window(480, 540), place: far)
        let travel = TravelModel().minutes(from: far, to: near)
        #expect(travel > 60)
        let first = try #require(
            Slots.free(request(), technicians: [plan(stops: [stop])], windows: windows).first)
        #expect(first.planned.start >= at(540 + travel))
        let slot = Slot(technician: StaffID(1), promised: windows[0], planned: window(560, 620))
        #expect(Slots.check(slot, request(), against: plan(stops: [stop])) == [.tooClose(VisitID(7))])
    }

    @Test("the promise kept comes first, then who came before, then the shorter way")
    func order() {
        var wish = request()
        wish.preferred = StaffID(2)
        let slots = Slots.free(wish, technicians: [plan(1), plan(2)], windows: windows, promiseDue: at(720))
        #expect(slots.first?.technician == StaffID(2))
        #expect(slots.first?.keepsPromise == true)
        #expect(slots.last?.keepsPromise == false)
    }

    @Test("when there is none, each reason is counted")
    func whyNone() {
        let full = plan(3, stops: [Stop(visit: VisitID(1), window: window(480, 1080), place: near)])
        let why = Slots.whyNone(request(), technicians: [plan(1, skills: []), plan(2, zones: ["徐汇"]), full])
        #expect(Set(why.map(\.key)) == ["slot.none.skill", "slot.none.zone", "slot.none.full"])
        #expect(Slots.whyNone(request(), technicians: []).map(\.key) == ["slot.nobody"])
    }

    @Test(
        "no slot offered overlaps, breaks a shift, or leaves too little time to drive",
        arguments: [5, 88, 4711])
    func property(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let travel = TravelModel()
        func place() -> Place {
            Place(
                latitude: .random(in: 31.0...31.4, using: &random),
                longitude: .random(in: 121.3...121.8, using: &random))
        }
        for _ in 0..<150 {
            var stops: [Stop] = []
            var time = 480
            while time < 1000 {
                time += Int.random(in: 20...180, using: &random)
                let length = Int.random(in: 30...90, using: &random)
                stops.append(
                    Stop(
                        visit: VisitID(Int64(stops.count + 1)), window: window(time, time + length),
                        place: place()))
                time += length
            }
            let plan = plan(stops: stops)
            var wish = request(earliest: Int.random(in: 400...900, using: &random))
            wish.place = place()
            wish.durationMinutes = Int.random(in: 20...120, using: &random)
            for slot in Slots.free(wish, technicians: [plan], windows: windows) {
                // Judged anew, without the code that made it.
                #expect(
                    slot.planned.start >= wish.earliest && slot.promised.start <= slot.planned.start
                        && slot.planned.start < slot.promised.end, "seed \(seed)")
                #expect(
                    plan.shifts.contains { $0.start <= slot.planned.start && slot.planned.end <= $0.end },
                    "seed \(seed)")
                for stop in stops {
                    let gap =
                        slot.planned.start >= stop.window.end
                        ? (slot.planned.start - stop.window.end).minutes
                        : (stop.window.start - slot.planned.end).minutes
                    #expect(gap >= travel.minutes(from: stop.place, to: wish.place), "seed \(seed): \(stop)")
                }
                #expect(Slots.check(slot, wish, against: plan).isEmpty, "seed \(seed)")
            }
        }
    }

    @Test(
        "a known distance comes out right",
        arguments: [
            (
                Place(latitude: 31.2304, longitude: 121.4737), Place(latitude: 39.9042, longitude: 116.4074),
                1067.0
            )
        ])
    func distance(a: Place, b: Place, kilometres: Double) {
        #expect(abs(TravelModel().kilometres(a, b) - kilometres) < 3)
    }
}
