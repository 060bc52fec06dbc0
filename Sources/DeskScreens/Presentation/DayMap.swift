import Dispatching
import Foundation
import Model
import ServiceDesk
import TerminalKit

/// Where the work of a day lies. A desk may work in several cities: each is an area of its own, and the map shows the one
/// that a technician works in. Kilometres; a plane touching the earth in the area's middle, which within forty kilometres is
/// exact to metres.
struct DayMap {
    let book: DayBook
    let plan: DayPlan
    /// Whose day stands out.
    let technician: StaffID?
    /// The stop that is looked at.
    let visit: VisitID?
    private let areas: [Area]
    /// The one shown; nil where no visit of the day and no home has a known place.
    let area: Area?

    /// Kilometres from an area's middle to its edge. What lies further away is told in words.
    static let reach = 40.0

    struct Area: Hashable {
        /// A visit's place, or a home's, near the median of all.
        var middle: Model.Place
        var visits: Set<VisitID> = []
    }

    init(book: DayBook, plan: DayPlan, technician: StaffID?, visit: VisitID? = nil) {
        (self.book, self.plan, self.technician, self.visit) = (book, plan, technician, visit)
        let areas = Self.areas(of: plan.day.visits.filter { !book.isConcealed($0.id) })
        self.areas = areas
        let own = Set(technician.map { plan.visits(of: $0).map(\.id) } ?? [])
        let home = technician.flatMap { who in plan.day.technicians.first { $0.id == who } }?.start
        let busiest = areas.max { $0.visits.intersection(own).count < $1.visits.intersection(own).count }
        let isThere = busiest.map { !$0.visits.isDisjoint(with: own) } ?? false
        let near = home.flatMap { home in areas.first { $0.distance(to: home) <= Self.reach } }
        area = (isThere ? busiest : near) ?? home.map { Area(middle: $0) } ?? areas.first
    }

    /// Visits by where they are, the busiest area first. Visits are gathered around the first of them that is
    /// near enough, then each area is centred.
    private static func areas(of visits: [DayVisit]) -> [Area] {
        var areas: [Area] = []
        for visit in visits {
            guard let place = visit.task.place else { continue }
            let near = areas.firstIndex { $0.distance(to: place) <= reach }
            if near == nil { areas.append(Area(middle: place)) }
            areas[near ?? areas.count - 1].visits.insert(visit.id)
        }
        return areas.map { area in
            let places = visits.filter { area.visits.contains($0.id) }.compactMap(\.task.place)
            return Area(middle: Model.Place.middle(of: places) ?? area.middle, visits: area.visits)
        }.enumerated().sorted {
            ($1.element.visits.count, $0.offset) < ($0.element.visits.count, $1.offset)
        }.map(\.element)
    }

    // MARK: On the map

    /// Where parts are kept, and days may begin.
    var depots: [(label: Label, place: Model.Place)] {
        book.depots.compactMap { depot in depot.place.map { (depot.label, $0) } }
    }

    func isDepot(_ place: Model.Place?) -> Bool { depots.contains { $0.place == place } }

    /// Where the days of those who work then begin and end, other than at a depot; the one whose day stands out first.
    var homes: [(who: StaffID, place: Model.Place)] {
        let working = plan.day.technicians.filter { !$0.shifts.isEmpty }
        let first = working.filter { $0.id == technician } + working.filter { $0.id != technician }
        return first.flatMap { person in
            Set([person.start, person.end].compactMap { $0 }).filter { !isDepot($0) }
                .sorted { $0.latitude < $1.latitude }.map { (person.id, $0) }
        }
    }

    func isOutside(_ place: Model.Place) -> Bool { area.map { $0.distance(to: place) > Self.reach } ?? true }

    func map() -> DotMap? {
        guard let area else { return nil }
        let shown =
            (plan.day.visits.compactMap { place(of: $0.id) } + homes.map(\.place) + depots.map(\.place))
            .filter { !isOutside($0) }.map(area.spot)
        // A single place is shown with what is around it, not blown up to nothing.
        let margin = 1.0
        func range(_ values: [Double]) -> ClosedRange<Double> {
            (values.min() ?? 0) - margin...(values.max() ?? 0) + margin
        }
        return DotMap(
            x: range(shown.map(\.x)), y: range(shown.map(\.y)), lines: lines(area), marks: marks(area))
    }

    private func lines(_ area: Area) -> [DotMap.Line] {
        let people = plan.day.technicians
        let ordered = people.filter { $0.id == technician } + people.filter { $0.id != technician }
        return ordered.compactMap { person in
            let stops = (plan.routes[person.id]?.stops ?? []).compactMap { place(of: $0.visit) }
            guard !stops.isEmpty else { return nil }
            let places = [person.start].compactMap { $0 } + stops + [person.end].compactMap { $0 }
            let isOwn = person.id == technician
            return DotMap.Line(
                places.map(area.spot), role: isOwn ? .accent : .muted, dashed: !isOwn)
        }
    }

    private func marks(_ area: Area) -> [DotMap.Mark] {
        let own = technician.flatMap { plan.routes[$0]?.stops } ?? []
        var marks = own.enumerated().compactMap { index, stop -> DotMap.Mark? in
            let isWrong = !stop.faults.isEmpty
            return mark(
                stop.visit, area, "\(index + 1)\(isWrong ? "!" : "")", isWrong ? .missed : .accent)
        }
        marks += homes.filter { $0.who == technician }.map {
            DotMap.Mark(area.spot($0.place), "@", role: .accent)
        }
        marks += plan.unassigned.compactMap { mark($0.id, area, "?", .warning) }
        let known = Set(own.map(\.visit))
        marks += plan.stops.filter { !known.contains($0.visit) }.compactMap { stop in
            stop.faults.isEmpty
                ? mark(stop.visit, area, "o", .text, .common)
                : mark(stop.visit, area, "!", .missed, .common)
        }
        marks += homes.filter { $0.who != technician }.map {
            DotMap.Mark(area.spot($0.place), "@", role: .muted, .common)
        }
        let beginnings = ends(of: technician)
        marks += depots.map { depot in
            beginnings.contains(depot.place)
                ? DotMap.Mark(area.spot(depot.place), "#", role: .accent)
                : DotMap.Mark(area.spot(depot.place), "#", role: .muted, .common)
        }
        return marks + zones(area)
    }

    /// Where somebody's day begins and ends.
    func ends(of who: StaffID?) -> Set<Model.Place> {
        let person = plan.day.technicians.first { $0.id == who }
        return Set([person?.start, person?.end].compactMap { $0 })
    }

    private func mark(
        _ id: VisitID, _ area: Area, _ text: String, _ role: Role, _ kind: DotMap.Mark.Kind = .single
    ) -> DotMap.Mark? {
        place(of: id).map {
            // What is looked at is seen, whatever else stands there.
            DotMap.Mark(
                area.spot($0), text, role: role, id == visit ? .single : kind, row: row(of: id),
                chosen: id == visit)
        }
    }

    /// Where a visit is that whoever looks may know of.
    private func place(of id: VisitID) -> Model.Place? {
        book.isConcealed(id) ? nil : plan.day.visit[id]?.task.place
    }

    /// By which a click names a visit: its place among the visits of the day.
    func row(of id: VisitID) -> Int? { plan.day.visits.firstIndex { $0.id == id } }

    /// Each zone by its name, in the middle of its visits.
    private func zones(_ area: Area) -> [DotMap.Mark] {
        let visits = plan.day.visits.filter { area.visits.contains($0.id) && !$0.task.zone.isEmpty }
        let places = Dictionary(grouping: visits, by: \.task.zone).mapValues { $0.compactMap(\.task.place) }
        return places.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.compactMap {
            zone, places in
            Model.Place.middle(of: places).map { DotMap.Mark(area.spot($0), zone, role: .muted, .name) }
        }
    }

    // MARK: Beyond it

    /// A place that is not on the map, from its middle.
    struct Beyond: Hashable {
        var kilometres: Int
        /// 0 is north, then clockwise by an eighth.
        var eighth: Int
    }

    func beyond(_ place: Model.Place) -> Beyond? {
        guard let area, isOutside(place) else { return nil }
        let spot = area.spot(place)
        let turn = (90 - atan2(spot.y, spot.x) * 180 / .pi + 360).truncatingRemainder(dividingBy: 360)
        return Beyond(
            kilometres: Int(area.distance(to: place).rounded()), eighth: Int((turn / 45).rounded()) % 8)
    }

    /// Where else there is work on that day.
    var elsewhere: [(beyond: Beyond, zone: String, count: Int)] {
        areas.compactMap { other in
            guard other != area, let beyond = beyond(other.middle) else { return nil }
            let zones = other.visits.compactMap { plan.day.visit[$0]?.task.zone }.filter { !$0.isEmpty }
            let counts = Dictionary(grouping: zones) { $0 }.mapValues(\.count)
            let zone = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
            return (beyond, zone, other.visits.count)
        }
    }

    /// Visits of the day whose place is not known.
    var unplaced: [VisitID] {
        plan.day.visits.map(\.id).filter { place(of: $0) == nil && !book.isConcealed($0) }
    }
}

extension DayMap.Area {
    func spot(_ place: Model.Place) -> DotMap.Spot {
        let east = (place.longitude - middle.longitude) * cos(middle.latitude * .pi / 180)
        return DotMap.Spot(
            east * Travel.kilometresPerDegree, (place.latitude - middle.latitude) * Travel.kilometresPerDegree
        )
    }

    func distance(to place: Model.Place) -> Double { Travel.kilometres(middle, place) }
}

extension Model.Place {
    /// The one nearest to the median of latitudes and of longitudes, so that none far away draws it to itself.
    static func middle(of places: [Model.Place]) -> Model.Place? {
        guard !places.isEmpty else { return nil }
        let latitude = places.map(\.latitude).sorted()[places.count / 2]
        let longitude = places.map(\.longitude).sorted()[places.count / 2]
        let area = DayMap.Area(middle: Model.Place(latitude: latitude, longitude: longitude))
        return places.min { a, b in
            let (x, y) = (area.distance(to: a), area.distance(to: b))
            return (x, a.latitude, a.longitude) < (y, b.latitude, b.longitude)
        }
    }
}
