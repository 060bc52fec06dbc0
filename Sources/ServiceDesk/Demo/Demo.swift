package import Model
import Records

/// How much demo data there is to be.
package struct DemoPlan: Sendable, Hashable {
    package var seed: UInt64
    package var customers: Int
    package var cases: Int
    package var technicians: Int

    package init(seed: UInt64 = 1, customers: Int = 500, cases: Int = 1_450, technicians: Int = 8) {
        self.seed = seed
        self.customers = max(1, customers)
        self.cases = max(0, cases)
        self.technicians = max(1, technicians)
    }

    /// Cases with a whole history of their own, of the last weeks: about as many as the technicians can serve.
    var stories: Int { min(cases, technicians * 50) }
    /// Of the others those of the year before, month by month a few more, and over by now: what goes on shows beside how it
    /// went. Older ones are an archive.
    var past: Int { min((cases - stories) * 9 / 10, technicians * 120) }
    var archived: Int { cases - stories - past }
}

/// Plausible people, products and histories for practice, driven through the use cases at past times: the same plan and
/// time give the same desk.
package enum Demo {
    /// How long before now things began.
    static let (foundedBefore, customersBefore, archiveBefore, pastBefore, storiesBefore) =
        (Span.days(3 * 366), Span.days(3 * 365), Span.days(2 * 365), Span.days(364), Span.days(40))

    /// A new practice desk at an address, full of demo data, its administrator `admin`.
    /// - Parameter progress: how many records of how many are made; may throw to stop.
    package static func make(
        _ url: String, plan: DemoPlan, rules: Rules, now: Instant,
        progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws -> ServiceDesk {
        let (data, rivals) = (try DemoData(rules.library), try DemoRivals(rules.library))
        let desk = try ServiceDesk.found(
            url, admin: "admin", practice: true, rules: rules, at: now - foundedBefore)
        try fill(desk, plan, data, rivals, now: now, progress)
        return desk
    }

    /// Records made in one transaction.
    private static let batchSize = 200

    private static func fill(
        _ desk: ServiceDesk, _ plan: DemoPlan, _ data: DemoData, _ rivals: DemoRivals, now: Instant,
        _ progress: (Int, Int) throws -> Void
    ) throws {
        let staff = try desk.database.write { db in
            try DemoStaff.hire(
                Work(db: db, rules: desk.rules, actor: .desk, now: now - foundedBefore), plan, data)
        }
        if plan.cases > 0 { try rivals.look(at: desk, by: staff, now: now) }
        let total = plan.customers + plan.cases
        var done = 0
        func batches(_ count: Int, _ make: (any Connection, Int) throws -> Void) throws {
            for start in stride(from: 0, to: count, by: batchSize) {
                let end = min(count, start + batchSize)
                try desk.database.write { db in
                    for index in start..<end { try make(db, index) }
                }
                done += end - start
                try progress(done, total)
            }
        }
        var world = DemoWorld(plan: plan, data: data, rules: desk.rules, staff: staff, now: now)
        try batches(plan.customers) { try world.addCustomer($1, db: $0) }
        try batches(plan.archived) { try world.archive($1, db: $0) }
        try batches(plan.past) { db, index in
            var story = DemoStory(world: world, db: db, past: index)
            try story.play()
        }
        try batches(plan.stories) { db, index in
            var story = DemoStory(world: world, db: db, index: index)
            try story.play()
        }
        _ = try desk.sweep(at: now)
        // A desk without a past has nobody to ask about it.
        guard plan.cases > 0 else { return }
        try DemoCampaign.begin(at: desk, by: staff, now: now)
        try DemoGaps.ask(at: desk, world, now: now)
        try DemoStrategy.write(at: desk, by: staff, now: now)
        try DemoSkills.assess(at: desk, now: now)
        try DemoReviews.judge(at: desk, world, now: now)
        try DemoAudit.begin(at: desk, by: staff, now: now)
        try DemoNeeds.ask(at: desk, world, now: now)
        try rivals.judge(at: desk, by: staff, now: now)
        try DemoAudit.conclude(at: desk, by: staff, now: now)
    }
}
