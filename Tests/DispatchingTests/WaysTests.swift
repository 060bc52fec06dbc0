import Foundation
import Model
import Testing

@testable import Dispatching

@Suite("Ways that a map service tells")
struct WaysTests {
    private let service = MapService(url: "http://127.0.0.1:5000/table/v1/driving")
    private let a = Place(latitude: 31.2, longitude: 121.4)
    private let b = Place(latitude: 31.3, longitude: 121.5)
    private var question: WayQuestion { WayQuestion(from: [a], to: [b, a]) }

    @Test("a question is one address: longitude first, who is from and who is to by number")
    func address() {
        #expect(
            question.url(of: service)
                == "http://127.0.0.1:5000/table/v1/driving/121.400000,31.200000;121.500000,31.300000;121.400000,31.200000"
                + "?sources=0&destinations=1;2&annotations=duration,distance")
    }

    @Test("seconds become whole minutes, upwards; null is no road; lengths may be missing")
    func answer() throws {
        let told = try question.answer(
            Data(#"{"code":"Ok","durations":[[601.2,null]],"distances":[[8000.4,null]],"sources":[]}"#.utf8))
        #expect(
            told == [
                ToldWay(from: a, to: b, minutes: 11, metres: 8001),
                ToldWay(from: a, to: a, minutes: nil, metres: nil),
            ])
        let bare = try question.answer(Data(#"{"code":"Ok","durations":[[60,0]]}"#.utf8))
        #expect(bare.map(\.minutes) == [1, 0] && bare.allSatisfy { $0.metres == nil })
    }

    @Test(
        "what does not answer the question is refused with what came",
        arguments: [
            ("<html>Bad gateway</html>", "ways.unreadable"),
            (#"{"code":"InvalidQuery","message":"Query string malformed"}"#, "ways.refused"),
            (#"{"code":"Ok"}"#, "ways.otherSize"),
            (#"{"code":"Ok","durations":[[1]]}"#, "ways.otherSize"),
            (#"{"code":"Ok","durations":[[1,2],[3,4]]}"#, "ways.otherSize"),
            (#"{"code":"Ok","durations":[[1,2]],"distances":[[1]]}"#, "ways.otherSize"),
            (#"{"code":"Ok","durations":[[-1,2]]}"#, "ways.unreadable"),
            (#"{"code":"Ok","durations":[[1e300,2]]}"#, "ways.unreadable"),
            ("", "ways.unreadable"),
        ])
    func refused(text: String, key: String) {
        let fault = #expect(throws: WayFault.self) { try question.answer(Data(text.utf8)) }
        #expect(fault?.phrase.key == key)
    }

    @Test(
        "the questions ask every way to and from the nearest once at most, none that is known, none too large"
    )
    func questions() {
        var random = SeededPlaces(seed: 7)
        let places = (0..<150).map { _ in random.place() }
        var service = service
        (service.most, service.near) = (24, 5)
        let known = KnownWays.Cell(places[0])
        let questions = WayQuestion.among([Array(places.prefix(90)), Array(places.suffix(90))], service) {
            from, _ in
            from == known
        }
        #expect(
            questions.allSatisfy { $0.from.count + $0.to.count <= 24 && !$0.from.isEmpty && !$0.to.isEmpty })
        var asked: Set<[Int64]> = []
        for question in questions {
            for from in question.from {
                for to in question.to {
                    #expect(
                        asked.insert([KnownWays.Cell(from).rawValue, KnownWays.Cell(to).rawValue]).inserted)
                }
            }
        }
        #expect(!questions.contains { $0.from.contains(places[0]) })
        for group in [places.prefix(90), places.suffix(90)] {
            for place in group where place != places[0] {
                let others = group.filter { $0 != place }.sorted {
                    Travel.kilometres(place, $0) < Travel.kilometres(place, $1)
                }
                for other in others.prefix(5) {
                    #expect(
                        asked.contains([KnownWays.Cell(place).rawValue, KnownWays.Cell(other).rawValue]))
                }
            }
        }
        // Neighbours ask together: far fewer ways than of everybody to everybody.
        #expect(asked.count < 150 * 149 / 3)
    }

    @Test("nobody asks about nothing: no places, one place, the same place twice")
    func nothing() {
        for group in [[], [a], [a, a]] {
            #expect(WayQuestion.among([group], service) { _, _ in false }.isEmpty)
        }
    }

    @Test("cells tell places apart that are more than some ten metres from one another, anywhere on earth")
    func cells() {
        let corners = [
            Place(latitude: -90, longitude: -180), Place(latitude: 90, longitude: 180),
            Place(latitude: 0, longitude: 0), Place(latitude: 0, longitude: 0.0002),
            Place(latitude: 0.0002, longitude: 0), Place(latitude: -0.0002, longitude: 0),
        ]
        #expect(Set(corners.map(KnownWays.Cell.init)).count == corners.count)
        #expect(corners.allSatisfy { KnownWays.Cell($0).rawValue >= 0 })
        #expect(
            KnownWays.Cell(Place(latitude: 31.20001, longitude: 121.4)) == KnownWays.Cell(a))
    }
}

/// Places in and around a city.
private struct SeededPlaces {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func place() -> Place { Place(latitude: 31.1 + part() * 0.3, longitude: 121.3 + part() * 0.3) }

    private mutating func part() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 33) / Double(UInt64(1) << 31)
    }
}
