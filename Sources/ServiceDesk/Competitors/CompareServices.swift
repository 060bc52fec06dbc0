package import Model
package import Quality
import Records
package import ServiceTime
package import Statistics

/// Our services beside those of competitors, as of a day.
package struct CompetitorReport: Sendable {
    package var day: Day
    /// Those that our own figures are of.
    package var days: ClosedRange<Day>
    package var companies: [Competitor]
    package var services: [ComparedService]
    package var lines: [Line]

    /// What is promised, or delivered, in one measure.
    package struct Line: Sendable {
        package var measure: ServiceMeasure
        package var side: CompetitorRow.Side
        package var standing: Standing
        /// The newest of each company, whether it counts still or is old.
        package var rows: [Int64: CompetitorRow]
        /// Whose newest row is so old that it counts no more.
        package var old: Set<Int64>
        /// Whether our promise is of working time, told as elapsed time by its calendar.
        package var isReckoned = false
        /// Ours, in force on the day; nil where a figure is set, or nothing is promised.
        package var promise: Promise?
    }

    /// Something to learn from a competitor.
    package struct Lesson: Sendable, Hashable {
        package enum Kind: String, Sendable {
            /// Clearly worse than everybody else.
            case worst
            /// Delivers clearly worse than it promises.
            case brokenPromise
            /// Clearly better than we are.
            case stronger
        }

        package var kind: Kind
        package var company: Int64
        package var measure: ServiceMeasure
        package var side: CompetitorRow.Side
        package var figure: Estimate
        /// Ours of what is stronger; what was promised of a promise broken.
        package var against: Estimate?
    }

    /// Empty for none there is.
    package func name(of company: Int64) -> String { companies.first { $0.id == company }?.name ?? "" }

    package func line(_ measure: String, _ side: CompetitorRow.Side) -> Line? {
        lines.first { $0.measure.id == measure && $0.side == side }
    }

    /// What competitors do so badly that one learns from it.
    package var mistakes: [Lesson] {
        lines.flatMap { line -> [Lesson] in
            var found: [Lesson] = []
            if let worst = line.standing.clearlyWorst, let company = worst.company, let figure = worst.figure
            {
                found.append(lesson(.worst, company, line, figure, nil))
            }
            guard line.side == .delivered else { return found }
            for place in line.standing.places {
                guard let company = place.company, let figure = place.figure,
                    let promise = self.line(line.measure.id, .promise)?.standing.place(of: company)?.figure,
                    line.measure.better != .none,
                    Standing.verdict(Standing.lead(figure, over: promise, line.measure.better)) == .behind
                else { continue }
                found.append(lesson(.brokenPromise, company, line, figure, promise))
            }
            return found
        }
    }

    /// What competitors do better than we: the strengths to beat.
    package var strengths: [Lesson] {
        lines.flatMap { line in
            line.standing.betterThanUs.compactMap { place in
                guard let company = place.company, let figure = place.figure else { return nil }
                return lesson(.stronger, company, line, figure, line.standing.place(of: nil)?.figure)
            }
        }
    }

    private func lesson(
        _ kind: Lesson.Kind, _ company: Int64, _ line: Line, _ figure: Estimate, _ against: Estimate?
    ) -> Lesson {
        Lesson(
            kind: kind, company: company, measure: line.measure, side: line.side, figure: figure,
            against: against)
    }
}

/// How the tide rises: one day of the course of a measure.
package struct CompetitorTide: Sendable, Hashable {
    package var day: Day
    /// How many companies' figures counted on that day, and the best and the middle of them.
    package var companies: Int
    package var best: Double?
    package var mean: Double?
    package var ours: Estimate?
    package var rank: Int?

    /// A course drawn evenly: how it stood at the end of each of so many equal stretches of the year before a day.
    package static func steps(
        _ course: [CompetitorTide], until day: Day, count: Int, _ value: (CompetitorTide) -> Double?
    ) -> [Double?] {
        (1...max(1, count)).map { step in
            let end = day + -(365 * (count - step) / count)
            return course.last { $0.day <= end }.flatMap(value)
        }
    }
}

extension Reading {
    /// - Parameters:
    ///   - service: nil for all. - Throws: `CompetitorFault.noService`.
    package func compareServices(_ service: String? = nil, on day: Day, at now: Instant) throws
        -> CompetitorReport
    {
        let book = try rules.competitors()
        let services = book.services.filter { service == nil || $0.name == service }
        if let service, services.isEmpty {
            throw CompetitorFault.noService(service, known: book.services.map(\.name))
        }
        let (companies, rows) = (try competitors.all(), try competitors.rows(until: day))
        let days = day - (book.days - 1)...day
        let lines = try services.flatMap(\.measures).flatMap { measure in
            try CompetitorRow.Side.allCases.map { side in
                try line(measure, side, companies, rows, book, on: days, at: now)
            }
        }
        return CompetitorReport(day: day, days: days, companies: companies, services: services, lines: lines)
    }

    /// The course of a measure: on each day on which something of it was seen, the last so many, and on the day itself.
    /// - Parameter known: all companies, where they were read already.
    package func competitorTide(
        _ measure: ServiceMeasure, _ side: CompetitorRow.Side, among known: [Competitor]? = nil,
        until day: Day, last count: Int = 12, at now: Instant
    ) throws -> [CompetitorTide] {
        let book = try rules.competitors()
        let companies = try known ?? competitors.all()
        let rows = try competitors.rows(until: day, measure: measure.id)
        let seen = rows.filter { $0.side == side && $0.withdrawnAt == nil }
        let days = Set(seen.map(\.day)).union([day]).sorted().suffix(count)
        return try days.map { day in
            let line = try line(
                measure, side, companies, rows.filter { $0.day <= day }, book,
                on: day - (book.days - 1)...day, at: now)
            let theirs = line.standing.places.filter { $0.company != nil }.compactMap(\.figure?.value)
            let us = line.standing.place(of: nil)
            return CompetitorTide(
                day: day, companies: theirs.count,
                best: measure.better == .none ? nil : measure.better == .less ? theirs.min() : theirs.max(),
                mean: theirs.isEmpty ? nil : theirs.reduce(0, +) / Double(theirs.count), ours: us?.figure,
                rank: us?.rank)
        }
    }

    /// What was seen of a company in a measure until a day, the newest first. Withdrawn rows are among them.
    package func observations(
        of company: Int64, in measure: String, _ side: CompetitorRow.Side, until day: Day
    ) throws -> [CompetitorRow] {
        try competitors.rows(until: day, company: company, measure: measure).filter { $0.side == side }
            .reversed()
    }

    private func line(
        _ measure: ServiceMeasure, _ side: CompetitorRow.Side, _ companies: [Competitor],
        _ rows: [CompetitorRow], _ book: CompetitorBook, on days: ClosedRange<Day>, at now: Instant
    ) throws -> CompetitorReport.Line {
        let mine = rows.filter { $0.measure == measure.id && $0.side == side && $0.withdrawnAt == nil }
        // Of one company the newest stands; of one day the one entered last.
        let newest = Dictionary(mine.map { ($0.company, $0) }, uniquingKeysWith: { $1 })
        let old = Set(newest.filter { $0.value.day <= days.upperBound - book.stands }.map(\.key))
        var entrants: [Entrant] = []
        let ours = side == .promise ? told(measure.promised, in: measure.unit, on: days.upperBound) : nil
        switch side {
        case .promise:
            entrants.append(Entrant(nil, ours.map { .exact($0.value) }))
        case .delivered:
            let own = try measure.delivered.flatMap { try self.own($0, measure.unit, on: days, at: now) }
            if let own { entrants.append(Entrant(nil, own)) }
        }
        for company in companies where !old.contains(company.id) {
            guard let row = newest[company.id] else { continue }
            entrants.append(Entrant(company.id, row.estimate(measure.unit)))
        }
        return CompetitorReport.Line(
            measure: measure, side: side, standing: Standing(entrants, better: measure.better), rows: newest,
            old: old, isReckoned: ours?.isReckoned ?? false, promise: ours?.promise)
    }
}

extension CompetitorRow {
    fileprivate func estimate(_ unit: ServiceMeasure.Unit) -> Estimate? {
        value.map {
            side == .promise ? .exact($0) : Estimate(seen: $0, unit, of: sample, deviation: deviation)
        }
    }
}
