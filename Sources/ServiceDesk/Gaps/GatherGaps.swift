import Model
import Quality
import Records
import ServiceTime

extension Reading {
    /// Everything the gaps of an attribute are told from. Jobs count by when their time was up, answers by the day they were
    /// given; expectations, and what is believed of them, are those given in the time before the last day in which they stand.
    /// - Parameter beside: whether what customers believe is told beside the very jobs; the figures need none of them.
    func evidence(
        _ attribute: GapAttribute, _ scope: GapScope, _ book: GapBook, at now: Instant, beside: Bool = true
    ) throws -> GapEvidence {
        let last = scope.days.upperBound
        let standing = min(last - (book.stands - 1), scope.days.lowerBound)...last
        var evidence = GapEvidence(attribute: attribute)
        evidence.standard = target(attribute.standard, on: last)
        evidence.promised = target(attribute.promised, on: last)
        evidence.jobs = try jobs(attribute, scope, at: now)
        evidence.reviewed = try attribute.reviews.flatMap { try reviewed($0, attribute, scope) }
        evidence.expected =
            try attribute.expected.map {
                try newest(told($0, on: standing, kinds: [], scope.segment)) {
                    $0.customer.map(\.description)
                }
            } ?? []
        // Who runs the service is asked of all customers, and answers for themselves.
        evidence.believed =
            try attribute.believed.map {
                try newest(told($0, on: standing, kinds: [], nil).map(\.byTeam)) {
                    $0.isFromFile ? nil : $0.enteredBy.map(\.description)
                }
            } ?? []
        for asked in attribute.perceived {
            let sheets = try told(asked, on: scope.days, kinds: attribute.kinds, scope.segment)
            evidence.perceived +=
                try beside
                ? self.beside(jobsOf: sheets, asked, attribute, scope, at: now) : sheets.map(\.told)
        }
        return evidence
    }

    private func target(_ target: GapAttribute.Target?, on day: Day) -> Double? {
        switch target {
        case .set(let value): value
        case .coverage(let promises):
            1 + 6 * Double(promises.count { rules.promises[$0, on: day] != nil })
                / Double(max(1, promises.count))
        case .clocks, nil: nil
        }
    }

    // MARK: Jobs

    private func jobs(_ attribute: GapAttribute, _ scope: GapScope, at now: Instant) throws
        -> [GapEvidence.Job]
    {
        guard !attribute.clocks.isEmpty else { return [] }
        return try jobs(
            attribute,
            GapStore.Clocks(
                attribute.clocks, kinds: attribute.kinds, segment: scope.segment, .due(rules.span(scope.days))
            ),
            at: now)
    }

    private func jobs(_ attribute: GapAttribute, _ clocks: GapStore.Clocks, at now: Instant) throws
        -> [GapEvidence.Job]
    {
        let pauses = try gapStore.pauses(clocks, at: now)
        return try gapStore.clocks(clocks, at: now).map { clock in
            let stood = pauses[clock.id] ?? []
            let hours = { (end: Instant) in self.hours(of: clock, until: end, attribute.unit, stood) }
            let stopped = clock.stoppedAt ?? now
            var facts = clock.job.facts
            facts[.promise] = clock.promise
            facts[.waiting] = stood.last?.reason
            return GapEvidence.Job(
                subject: clock.subject, caseID: clock.caseID, moment: clock.due, delivered: hours(stopped),
                standard: hours(clock.internalDue), promised: hours(clock.due),
                isKept: clock.stoppedAt.map { $0 <= clock.internalDue } ?? false,
                isPromiseKept: clock.stoppedAt.map { $0 <= clock.due } ?? false,
                isOpen: clock.stoppedAt == nil, facts: facts)
        }
    }

    /// From its start until then, without what it stood still.
    private func hours(
        of clock: GapClock, until end: Instant, _ unit: GapAttribute.Unit, _ pauses: [ClockPause]
    ) -> Double {
        let calendar = unit == .workingHours ? clock.calendar : nil
        let spent = spent(clock.startedAt, end, without: pauses, calendar: calendar)
        return Double(spent.milliseconds) / 3_600_000
    }

    // MARK: Reviews

    /// What each review came to in those items, in points: of those finished of the weeks whose Mondays are in the time, drawn
    /// by chance, since what is drawn by risk is worse than the rest.
    private func reviewed(
        _ wanted: GapAttribute.Reviewed, _ attribute: GapAttribute, _ scope: GapScope
    ) throws -> [Double] {
        var choice = ReviewChoice()
        (choice.card, choice.states, choice.weeks) = (wanted.card, [.finished], scope.days)
        (choice.kinds, choice.segment, choice.limit) = (attribute.kinds, scope.segment, .max)
        let finished = try reviews.rows(choice, for: StaffID(0)).map(\.review).filter { !$0.isByRisk }
        return try held(finished).compactMap { one in
            let missed = wanted.items.compactMap { one.missed[$0] }
            guard !missed.isEmpty else { return nil }
            return 7 - 6 * missed.reduce(0, +) / Double(missed.count)
        }
    }

    // MARK: Answers

    /// What was answered on one sheet.
    private struct Sheet {
        var first: GapAnswer
        var told: GapEvidence.Told

        /// Told apart by the team as well, of those who answer for themselves: whoever took a file in has no part in what it
        /// says.
        var byTeam: Sheet {
            var sheet = self
            if !first.isFromFile, !first.team.isEmpty { sheet.told.facts[.team] = first.team }
            return sheet
        }
    }

    private func told(
        _ asked: GapAttribute.Asked, on days: ClosedRange<Day>, kinds: [String], _ segment: GapSegment?
    ) throws -> [Sheet] {
        let questionnaire = try rules.questionnaire(asked.questionnaire)
        let answers = try gapStore.answers(
            to: asked.questions, of: asked.questionnaire, on: days, kinds: kinds, segment: segment)
        return Dictionary(grouping: answers, by: \.survey).values.compactMap { answers in
            // Who answered too few of the statements of a dimension did not answer for it.
            guard let first = answers.first,
                Double(answers.count) >= DimensionResult.needed * Double(asked.questions.count)
            else { return nil }
            let values = answers.map { answer in
                if let word = asked.word { return answer.words == word ? 1.0 : 0 }
                return (questionnaire[answer.question]?.turned(answer.number) ?? answer.number) / asked.of
            }
            return Sheet(
                first: first,
                told: GapEvidence.Told(
                    subject: Subject(first.survey), caseID: first.caseID,
                    moment: rules.deskCalendar.instant(first.answeredOn, minute: 0),
                    value: values.reduce(0, +) / Double(values.count), took: nil, facts: first.job.facts))
        }
        // Paper is often put down after what was answered later.
        .sorted { ($0.first.answeredOn, $0.first.survey) < ($1.first.answeredOn, $1.first.survey) }
    }

    /// Of each person the last; whoever is not known stands for themselves.
    private func newest(_ sheets: [Sheet], _ person: (GapAnswer) -> String?) -> [GapEvidence.Told] {
        var seen: Set<String> = []
        return sheets.reversed().filter { sheet in
            person(sheet.first).map { seen.insert($0).inserted } ?? true
        }
        .reversed().map(\.told)
    }

    /// What customers believe it took, beside what it took.
    private func beside(
        jobsOf sheets: [Sheet], _ asked: GapAttribute.Asked, _ attribute: GapAttribute, _ scope: GapScope,
        at now: Instant
    ) throws -> [GapEvidence.Told] {
        guard attribute.unit.isTime, !attribute.clocks.isEmpty, !sheets.isEmpty else {
            return sheets.map(\.told)
        }
        let jobs = try jobs(
            attribute,
            GapStore.Clocks(
                attribute.clocks, kinds: attribute.kinds, segment: scope.segment,
                .answered(asked.questionnaire, scope.days)), at: now)
        // Of a job that ran twice nobody says which time is meant, and one that runs still has no length yet.
        let bySubject = Dictionary(grouping: jobs, by: \.subject)
            .compactMapValues { $0.count == 1 && !$0[0].isOpen ? $0[0] : nil }
        return sheets.map { sheet in
            var told = sheet.told
            let subjects = [
                sheet.first.call.map { Subject($0) }, sheet.first.visit.map { Subject($0) },
                sheet.first.caseID.map { Subject($0) },
            ]
            let job = subjects.compactMap { $0.flatMap { bySubject[$0] } }.first
            told.took = job?.delivered
            told.facts[.waiting] = job?.facts[.waiting]
            return told
        }
    }
}

extension GapJob {
    /// What is known of it.
    var facts: [GapField: String] {
        let all: [(GapField, String)] = [
            (.kind, kind), (.queue, queue), (.product, product), (.fault, fault),
            (.technician, technician.map { String($0.number) } ?? ""),
        ]
        return Dictionary(all.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
    }
}
