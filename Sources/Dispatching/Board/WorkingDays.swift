package import Model

extension Technician {
    /// Minutes of the shifts, and of those when they are not away.
    package var shiftMinutes: (whole: Int, present: Int) {
        func minutes(_ windows: [Window]) -> Int { windows.reduce(0) { $0 + ($1.end - $1.start).minutes } }
        return (minutes(shifts), minutes(shifts.flatMap { $0.without(away) }))
    }
}

/// One working day of a technician: its stretches, and the breaks that fall into it.
struct WorkingDay {
    var stretches: [WorkStretch]
    var breaks: [Break]

    var start: Int64 { stretches[0].start }
    /// With all its overtime.
    var limit: Int64 { stretches[stretches.count - 1].limit }

    /// Stretches less than this apart are one day: lunch, a split shift, a night over midnight.
    private static let night: Int64 = 6 * 3_600_000

    /// Shifts without the absences, stretches that meet made one, and put together to days.
    static func of(_ technician: Technician) -> [WorkingDay] {
        var days: [[WorkStretch]] = []
        for shift in merged(technician.shifts) {
            for window in shift.without(technician.absences) {
                let stretch = WorkStretch(
                    start: window.start.milliseconds, end: window.end.milliseconds,
                    limit: window.end.milliseconds)
                if let last = days.last?.last, stretch.start - last.end < night {
                    days[days.count - 1].append(stretch)
                } else {
                    days.append([stretch])
                }
            }
        }
        return days.map { day in
            var day = day
            let last = day[day.count - 1]
            day[day.count - 1].limit = overtimeEnd(last.end, technician)
            return WorkingDay(
                stretches: day,
                breaks: technician.breaks.filter { rest in
                    rest.window.start.milliseconds < last.end && rest.window.end.milliseconds > day[0].start
                        && !isTaken(rest, by: day)
                })
        }
    }

    /// Overtime ends where an absence begins.
    private static func overtimeEnd(_ end: Int64, _ technician: Technician) -> Int64 {
        let full = end + technician.overtime.milliseconds
        return technician.absences.reduce(full) { limit, away in
            away.start.milliseconds < limit && away.end.milliseconds > end
                ? max(end, away.start.milliseconds) : limit
        }
    }

    /// A gap of the shift that is long enough is the break.
    private static func isTaken(_ rest: Break, by day: [WorkStretch]) -> Bool {
        zip(day, day.dropFirst()).contains { a, b in
            min(b.start, rest.window.end.milliseconds) - max(a.end, rest.window.start.milliseconds)
                >= rest.length.milliseconds
        }
    }

    private static func merged(_ shifts: [Window]) -> [Window] {
        shifts.sorted { $0.start < $1.start }.reduce(into: []) { found, shift in
            if let last = found.last, shift.start <= last.end {
                found[found.count - 1].end = max(last.end, shift.end)
            } else {
                found.append(shift)
            }
        }
    }
}

extension Window {
    /// What is left of it once others are taken out.
    package func without(_ others: [Window]) -> [Window] {
        others.reduce([self]) { windows, away in
            windows.flatMap { w -> [Window] in
                guard w.overlaps(away) else { return [w] }
                return [
                    Window(start: w.start, end: away.start), Window(start: away.end, end: w.end),
                ].filter { $0.start < $0.end }
            }
        }
    }
}
