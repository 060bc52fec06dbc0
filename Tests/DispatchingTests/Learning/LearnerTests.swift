import DeskTesting
import Foundation
import Model
import Testing

@testable import Dispatching

@Suite("Learning from past visits")
struct LearnerTests {
    private static let day = Instant(milliseconds: 1_795_485_600_000)

    private func visit(
        _ number: Int, product: String = "fridge", fault: String = "noise", technician: Int64? = 1,
        zone: String = "A", outcome: VisitRecord.Outcome = .done, planned: Int = 60, took minutes: Double?,
        way: (planned: Int, took: Double)? = nil, hour: Int = 9, firstTime: Bool? = nil
    ) -> LearningVisit {
        let arrived = Self.day + .hours(number)
        var record = VisitRecord(
            id: VisitID(Int64(number)), caseID: CaseID(Int64(number)), customer: CustomerID(1),
            product: product, fault: fault, technician: technician.map { StaffID($0) }, zone: zone,
            outcome: outcome, promised: Window(start: arrived, end: arrived + .hours(2)),
            planned: Window(start: arrived, end: arrived + .minutes(planned)))
        record.arrivedAt = minutes == nil ? nil : arrived
        record.finishedAt = minutes.map { arrived + Span(milliseconds: Int64($0 * 60_000)) }
        record.setOutAt = way.map { arrived - Span(milliseconds: Int64($0.took * 60_000)) }
        return LearningVisit(
            record, plannedMinutes: planned, plannedWay: way.map { ($0.planned, 5) }, hour: hour,
            firstTime: firstTime)
    }

    private static func normal(_ random: inout SeededGenerator) -> Double {
        let (a, b) = (Double.random(in: 1e-12..<1, using: &random), Double.random(in: 0..<1, using: &random))
        return (-2 * log(a)).squareRoot() * cos(2 * .pi * b)
    }

    @Test("nothing is learnt from nothing, and slots and plans go by the rules")
    func nothing() {
        let learner = Learner([])
        #expect(learner.learnt.figures.isEmpty)
        var book = DispatchBook()
        book.demands = []
        let same = book.with(learner.learnt)
        #expect(same.minutes(product: "fridge", fault: "noise", kind: "repair", usual: 75) == 75)
        #expect(same.pace(of: StaffID(1), terms: ["fridge": 120], products: ["fridge"]) == ["fridge": 120])
        #expect(same.travel == book.travel)
    }

    @Test("one visit moves an estimate a little, and leaves it unsure")
    func one() throws {
        let learnt = Learner([visit(1, took: 120)]).learnt
        let duration = try #require(
            learnt.figure(.duration, .init(product: "fridge", fault: "noise", kind: "repair")))
        #expect(duration.planned == 60 && duration.estimate.visits == 1)
        #expect(duration.estimate.value > 60 && duration.estimate.value < 100)
        #expect(duration.estimate.low < 60 && duration.estimate.high > 120)
        let pace = try #require(learnt.figure(.pace, .init(technician: StaffID(1))))
        #expect(pace.estimate.value > 1 && pace.estimate.value < 1.15)
    }

    @Test("the same visit many times makes sure of it, whatever was planned")
    func same() throws {
        let learnt = Learner((1...80).map { visit($0, technician: Int64($0 % 4), took: 90) }).learnt
        let duration = try #require(
            learnt.figure(.duration, .init(product: "fridge", fault: "noise", kind: "repair")))
        #expect(abs(duration.estimate.value - 90) < 2.5, "\(duration)")
        #expect(duration.estimate.low > 75)
    }

    @Test(
        "a slow technician and a long fault are told apart, also where the slow one has most of the long jobs"
    )
    func apart() throws {
        var random = SeededGenerator(seed: 11)
        let visits = (1...400).map { number -> LearningVisit in
            let technician = Int64(1 + number % 4)
            let isLong = technician == 2 ? number % 10 < 7 : number % 10 < 2
            let ratio =
                (isLong ? 1.5 : 1) * (technician == 2 ? 1.25 : 1) * exp(Self.normal(&random) * 0.25)
            return visit(
                number, fault: isLong ? "leak" : "noise", technician: technician, took: 60 * ratio)
        }
        let learnt = Learner(visits).learnt
        func duration(_ fault: String) throws -> Double {
            try #require(learnt.figure(.duration, .init(product: "fridge", fault: fault, kind: "repair")))
                .estimate.value
        }
        #expect(abs(try duration("leak") / duration("noise") - 1.5) < 0.12)
        func pace(_ id: Int64) throws -> Double {
            try #require(learnt.figure(.pace, .init(technician: StaffID(id)))).estimate.value
        }
        #expect(abs(try pace(2) / ((pace(1) + pace(3) + pace(4)) / 3) - 1.25) < 0.09)
    }

    @Test("over 200 random histories about 90 of 100 intervals hold the truth")
    func calibrated() {
        var (held, all, paceHeld, paces) = (0, 0, 0, 0)
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let everything = Self.normal(&random) * 0.25
            let product = Self.normal(&random) * 0.15
            let faults = (0..<5).map { _ in Self.normal(&random) * 0.2 }
            let technicians = (0..<4).map { _ in Self.normal(&random) * 0.12 }
            let count = Int.random(in: 5...120, using: &random)
            let visits = (1...count).map { number -> LearningVisit in
                // Some faults and technicians are far rarer than others.
                let fault = min(Int.random(in: 0..<5, using: &random), Int.random(in: 0..<5, using: &random))
                let who = min(Int.random(in: 0..<4, using: &random), Int.random(in: 0..<4, using: &random))
                let ratio = exp(
                    everything + product + faults[fault] + technicians[who] + Self.normal(&random) * 0.35)
                return visit(number, fault: "f\(fault)", technician: Int64(who + 1), took: 60 * ratio)
            }
            let learnt = Learner(visits).learnt
            for figure in learnt.figures {
                switch figure.what {
                case .duration:
                    let fault = Int(figure.about.fault.dropFirst()) ?? 0
                    let truth = 60 * exp(everything + product + faults[fault])
                    all += 1
                    if figure.estimate.low <= truth, truth <= figure.estimate.high { held += 1 }
                case .pace:
                    let truth = exp(technicians[Int(figure.about.technician?.number ?? 1) - 1])
                    paces += 1
                    if figure.estimate.low <= truth, truth <= figure.estimate.high { paceHeld += 1 }
                default: break
                }
            }
        }
        let shares = (Double(held) / Double(all), Double(paceHeld) / Double(paces))
        #expect((0.87...0.94).contains(shares.0), "\(held) of \(all)")
        #expect((0.87...0.94).contains(shares.1), "\(paceHeld) of \(paces)")
    }

    @Test("shares lean on the desk's until there are visits enough, with what holds the truth")
    func shares() throws {
        let visits = (1...200).map { number in
            visit(
                number, technician: number <= 3 ? 9 : 1,
                outcome: number % 10 == 0 || number <= 3 ? .noAccess : .done,
                took: 60, firstTime: number % 5 != 0)
        }
        let learnt = Learner(visits).learnt
        let all = try #require(learnt.figure(.noAccess))
        #expect(abs(all.estimate.value - 23.0 / 200) < 0.005 && all.planned == nil)
        // Three of three: higher than the others, far from certain.
        let few = try #require(learnt.figure(.noAccess, .init(technician: StaffID(9))))
        #expect(few.estimate.visits == 3 && few.estimate.value > 0.13 && few.estimate.value < 0.6)
        let fixed = try #require(learnt.figure(.firstTime, .init(product: "fridge")))
        #expect(fixed.estimate.low < 0.8 && fixed.estimate.high > 0.8)
    }

    @Test("nonsense is left out, and said which and why")
    func nonsense() {
        let backwards = visit(7, took: -30)
        let learner = Learner([
            visit(1, took: nil), visit(2, technician: nil, took: 50), visit(3, took: 1),
            visit(4, took: 3 * 24 * 60), visit(5, took: 500), visit(6, outcome: .revisit, took: 50),
            backwards,
            visit(8, took: 60),
        ])
        #expect(
            learner.leftOutOfDurations == [
                .noArrival: [VisitID(1)], .noTechnician: [VisitID(2)], .together: [VisitID(3)],
                .forgotten: [VisitID(4)], .implausible: [VisitID(5)], .notDone: [VisitID(6)],
                .backwards: [VisitID(7)],
            ])
        #expect(learner.learnt.figure(.length)?.estimate.visits == 1)
        #expect(learner.visits == 8)
    }

    @Test("a slow zone and a slow hour are found, and ways there are planned longer")
    func ways() throws {
        var random = SeededGenerator(seed: 3)
        let visits = (1...600).map { number -> LearningVisit in
            let (zone, hour) = (number % 3 == 0 ? "slow" : "A", number % 4 == 0 ? 17 : 10)
            let ratio =
                (zone == "slow" ? 1.6 : 1) * (hour == 17 ? 1.3 : 1) * exp(Self.normal(&random) * 0.2)
            return visit(number, zone: zone, took: 60, way: (30, 30 * ratio), hour: hour)
        }
        let learnt = Learner(visits).learnt
        func ratio(_ what: LearntFigure.What, _ about: LearntFigure.About) throws -> Double {
            try #require(learnt.figure(what, about)).estimate.value
        }
        #expect(abs(try ratio(.way, .init(zone: "slow")) / ratio(.way, .init(zone: "A")) - 1.6) < 0.1)
        #expect(abs(try ratio(.hour, .init(hour: 17)) / ratio(.hour, .init(hour: 10)) - 1.3) < 0.1)

        var book = DispatchBook()
        book.travel = Travel(speeds: SpeedTable(SpeedProfile(always: 30)))
        let learntBook = book.with(learnt)
        let (a, b) = (Place(latitude: 31.2, longitude: 121.4), Place(latitude: 31.2, longitude: 121.6))
        func minutes(_ book: DispatchBook, _ zone: String, hour: Int) throws -> Double {
            Double(
                try #require(
                    book.travel.minutes(
                        from: a, to: b, leaving: Instant(milliseconds: 0) + .hours(hour), zones: (zone, zone))
                ))
        }
        let planned = try minutes(book, "slow", hour: 10)
        #expect(
            try abs(
                minutes(learntBook, "slow", hour: 10) / planned - ratio(.way, .init(zone: "slow"))
                    * ratio(.hour, .init(hour: 10))) < 0.05)
        let told = learntBook.wayBasis(zone: "slow")
        #expect(told?.key == "slot.why.waysLonger")
        #expect(learntBook.wayBasis(zone: "elsewhere") == nil)
        // A zone without visits goes by the desk's own.
        #expect(try minutes(learntBook, "elsewhere", hour: 3) > planned)
    }

    @Test("what was learnt of the fault comes before the product's, and a pace comes on top of the terms")
    func used() throws {
        let visits = (1...60).map {
            visit($0, fault: "leak", technician: Int64(1 + $0 % 2), took: $0 % 2 == 1 ? 105 : 75)
        }
        let book = DispatchBook().with(Learner(visits).learnt)
        let exact = book.minutes(product: "fridge", fault: "leak", kind: "repair", usual: 60)
        let other = book.minutes(product: "fridge", fault: "noise", kind: "repair", usual: 60)
        #expect(exact > 80 && other > 60 && other < exact)
        let pace = book.pace(of: StaffID(2), terms: ["fridge": 200], products: ["fridge", "oven"])
        #expect((pace["oven"] ?? 0) > 105 && (pace["fridge"] ?? 0) > 210)
        let said = book.basis(
            product: "fridge", fault: "leak", kind: "repair", technician: StaffID(2), name: "周师傅")
        #expect(said.map(\.key) == ["slot.why.learntFault", "slot.why.slower"])
    }

    @Test("the same visits in another order teach the same")
    func order() {
        let visits = (1...50).map {
            visit($0, fault: "f\($0 % 5)", technician: Int64($0 % 3), took: Double(40 + $0))
        }
        #expect(Learner(visits).learnt == Learner(visits.reversed()).learnt)
    }
}
