import DeskTesting
import Dispatching
import Model
import Testing

@Suite("How often one visit is enough, as slots use it")
struct SecondVisitTests {
    private static func share(
        _ what: LearntFigure.What, _ value: Double, _ about: LearntFigure.About = .init(),
        within reach: Double = 0.05
    ) -> LearntFigure {
        LearntFigure(
            what, about, planned: nil,
            Estimate(value: value, low: value - reach, high: value + reach, visits: 40))
    }

    /// The desk settles four of five at once, of leaks every second one; the first technician nine of ten.
    private let book = DispatchBook().with(
        Learnt([
            Self.share(.firstTime, 0.8), Self.share(.firstTime, 0.5, .init(product: "boiler", fault: "leak")),
            Self.share(.firstTime, 0.75, .init(product: "boiler")),
            Self.share(.firstTime, 0.9, .init(technician: StaffID(1))),
            Self.share(.firstTime, 0.78, .init(technician: StaffID(2))),
            Self.share(.firstTime, 0.5, .init(technician: StaffID(3))),
            Self.share(.noAccess, 0.1), Self.share(.noAccess, 0.3, .init(zone: "浦东")),
            Self.share(.noAccess, 0.12, .init(zone: "徐汇")),
        ]))

    private func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

    @Test(
        "odds are those of the fault, else the product, else the desk, times the technician's beside the desk's"
    )
    func odds() {
        #expect(isNear(book.fixOdds(product: "boiler", fault: "leak"), 1))
        #expect(isNear(book.fixOdds(product: "boiler", fault: "noise"), 3))
        #expect(isNear(book.fixOdds(product: "lift", fault: "noise"), 4))
        #expect(isNear(book.fixOdds(of: StaffID(1)), 9.0 / 4))
        #expect(book.fixOdds(of: StaffID(9)) == 1)
        let plain = DispatchBook()
        #expect(plain.fixOdds(product: "boiler", fault: "leak") == nil && plain.fixOdds(of: StaffID(1)) == 1)
    }

    @Test(
        "a second visit has its price by how likely it is with who comes, and none where nothing was learnt")
    func price() throws {
        var better = Scene.technician(2)
        better.fixOdds = 3
        let board = Scene.board([Scene.technician(1), better])
        var task = Scene.task()
        func slots() -> [Slot] {
            board.slots(task, windows: [Scene.windows[0]], each: .windowAndTechnician)
        }
        #expect(slots().map(\.technician) == [StaffID(1), StaffID(2)])
        #expect(slots().allSatisfy { $0.price.secondVisit == 0 })
        task.fixOdds = 1
        #expect(slots().map(\.technician) == [StaffID(2), StaffID(1)])
        let whole = Prices().secondVisit
        #expect(slots().map(\.price.secondVisit) == [whole / 4, whole / 2])
    }

    @Test(
        "a slot says who surely settles more or less at once than all do, and where nobody is found more often"
    )
    func basis() {
        #expect(book.fixBasis(technician: StaffID(1), name: "周师傅")?.key == "slot.why.settlesMore")
        #expect(book.fixBasis(technician: StaffID(2), name: "吴师傅") == nil)
        #expect(book.fixBasis(technician: StaffID(3), name: "孙师傅")?.key == "slot.why.settlesLess")
        #expect(book.noAccessBasis(zone: "浦东")?.facts["percent"] == .text("30"))
        #expect(book.noAccessBasis(zone: "徐汇") == nil && book.noAccessBasis(zone: "") == nil)
        #expect(DispatchBook().noAccessBasis(zone: "浦东") == nil)
    }
}
