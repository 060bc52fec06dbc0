import Testing

@testable import Dispatching

@Suite("Files of routes")
struct ReaderTests {
    private let solomon = """
        TINY

        VEHICLE
        NUMBER     CAPACITY
          2         20

        CUSTOMER
        CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

            0      0         0          0          0       100          0
            1      3         4          10         5       50           9
            2      0         1.5        5          0       80           9
        """

    private let vrplib = """
        NAME : tiny
        TYPE : VRPTW
        DIMENSION : 3
        VEHICLES : 2
        CAPACITY : 20
        SERVICE_TIME : 9
        EDGE_WEIGHT_TYPE : EUC_2D
        NODE_COORD_SECTION
        1 0 0
        2 3 4
        3 0 1.5
        DEMAND_SECTION
        1 0
        2 10
        3 5
        TIME_WINDOW_SECTION
        1 0 100
        2 5 50
        3 0 80
        DEPOT_SECTION
        1
        -1
        EOF
        """

    private let technicians = """
        T1

        INFO
        CREW COUNT  SKILLS  TOOLS   SPARE PARTS
        1      2       2       1

        DEPOT TECHNICIANS AND REQUESTS
        ID   X     Y     TWS    TWE    Serv   SKILLS   TOOLS    SPARE PARTS
        0    0     0     0      100    0      []  []  []
        1    5     0     0      100    0      [0,1]  [0]  [2]
        2    9     0     0      90     7      [1]  [1]  [1]
        """

    private let desk = "DESK 3 2\n0 0 0 100 0 0\n1 1 0 100 0 0\n2 2 10 50 5 2\n0 3 0 100\n1 1 5 90\n"

    private func read(_ text: String) throws -> RoutingInstance {
        try RoutingInstance(file: "f.txt", text: text)
    }

    private func fault(_ text: String) -> RoutingFault? {
        do {
            _ = try RoutingInstance(file: "f.txt", text: text)
            return nil
        } catch {
            return error
        }
    }

    @Test("Solomon's text and VRPLIB give the same problem, distances cut to one decimal")
    func depotFiles() throws {
        let a = try read(solomon)
        let b = try read(vrplib)
        #expect(a.format == .solomon && b.format == .vrplib)
        #expect(a.problem.travel.cost(0, 1) == 50 && a.problem.travel.cost(1, 2) == 39)
        #expect(a.problem.visits == b.problem.visits)
        #expect(a.problem.vehicles == b.problem.vehicles)
        #expect(a.problem.travel.time == b.problem.travel.time)
        #expect(a.problem.visits[0].service == 90 && a.problem.visits[0].windows == [.init(50, 500)])
    }

    @Test("line ends of other systems are read as well")
    func carriageReturns() throws {
        #expect(try read(solomon.replacing("\n", with: "\r\n")).problem.visits.count == 2)
    }

    @Test("technicians bring skills, tools and parts, and may fetch at the depot")
    func technicianFile() throws {
        let read = try read(technicians)
        #expect(read.format == .technicians && read.firstVisit == 2)
        #expect(read.problem.depot?.place == 0)
        #expect(read.problem.vehicles[0].skills == 3 && read.problem.vehicles[0].parts == [2])
        #expect(read.problem.visits[0].tools == 2 && read.problem.visits[0].service == 7000)
    }

    @Test("the desk format has homes, shifts and skills")
    func deskFile() throws {
        let read = try read(desk)
        #expect(read.firstVisit == 2)
        #expect(read.problem.vehicles[1].start == 1 && read.problem.vehicles[1].shift == 5...90)
        #expect(read.problem.travel.time(0, 1) == 289)
        #expect(read.problem.visits[0].skills == 2)
    }

    @Test("a fault names file, line and what belongs there")
    func faults() {
        #expect(fault("") == .file("f.txt", .empty))
        #expect(fault("hello\nworld") == .line(file: "f.txt", line: 1, .unknownFormat))
        #expect(
            fault(solomon.replacing("10         5 ", with: "10 "))
                == .line(file: "f.txt", line: 11, .numbers(expected: 7)))
        #expect(
            fault(solomon.replacing("    1      3", with: "    7      3"))
                == .line(file: "f.txt", line: 11, .numbering(expected: 1)))
        #expect(
            fault(solomon.replacing("5       50 ", with: "60      50 "))
                == .line(file: "f.txt", line: 11, .window))
        #expect(
            fault(solomon.replacing(" 20\n", with: " x\n")) == .line(file: "f.txt", line: 5, .notANumber("x"))
        )
        #expect(
            fault(vrplib.replacing("EUC_2D", with: "GEO"))
                == .line(file: "f.txt", line: 7, .unsupported("GEO")))
        #expect(fault(vrplib.replacing("CAPACITY : 20\n", with: "")) == .file("f.txt", .missing("CAPACITY")))
        #expect(
            fault(vrplib.replacing("3 0 80\n", with: "")) == .file("f.txt", .count(expected: 3, found: 2)))
        #expect(
            fault(technicians.replacing("[0,1]", with: "[0,x]"))
                == .line(file: "f.txt", line: 10, .notANumber("x")))
        #expect(
            fault(technicians.replacing("[1]  [1]  [1]", with: "[1]  [1]"))
                == .line(file: "f.txt", line: 11, .numbers(expected: 9)))
        #expect(
            fault(desk.replacing("0 3 0 100", with: "9 3 0 100"))
                == .line(file: "f.txt", line: 5, .noVisit("9")))
        #expect(fault(desk + "1 1 5 90\n") == .line(file: "f.txt", line: 7, .count(expected: 5, found: 6)))
    }

    @Test("routes are written as they are read")
    func solutions() throws {
        let read = try read(solomon)
        let plan = RoutingPlan(routes: [[1, 0], []])
        let text = SolutionText.write(plan, of: read, cost: 1234)
        #expect(text == "Route #1: 2 1\nCost 123.4\n")
        #expect(try SolutionText.read(file: "f.sol", text: text, of: read) == plan)
    }

    @Test(
        "where vehicles are somebody's, an idle one has its line as well, so that counting lines finds each")
    func idle() throws {
        let read = try read(desk)
        let plan = RoutingPlan(routes: [[], [0]])
        let text = SolutionText.write(plan, of: read, cost: 5)
        #expect(text == "Route #1:\nRoute #2: 2\nCost 5\n")
        #expect(try SolutionText.read(file: "f.sol", text: text, of: read) == plan)
    }

    @Test("routes that name what is not there are refused, with the line")
    func badSolutions() throws {
        let read = try read(solomon)
        func fault(_ text: String) -> RoutingFault? {
            do {
                _ = try SolutionText.read(file: "f.sol", text: text, of: read)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault("Route #1: 2\nRoute #2: 3\n") == .line(file: "f.sol", line: 2, .noVisit("3")))
        #expect(fault("Route #3: 2\n") == .line(file: "f.sol", line: 1, .count(expected: 2, found: 3)))
        #expect(fault("Cost 12\n") == .file("f.sol", .noRoutes))
        #expect(fault("Route #x: 2\n") == .line(file: "f.sol", line: 1, .notANumber("#x:")))
    }
}
