import Dispatching
import Model
import Records

/// Repairs and installations: what needs somebody on site.
extension DemoStory {
    mutating func repair() throws {
        let isDangerous = chance.happens(0.03)
        let c = try log("repair", isDangerous: isDangerous)
        if chance.happens(0.02) { try double(c) }
        if !isDangerous, chance.happens(0.12) {
            try work(minutes: 10...120)
            try agent().take("settle", on: c.id, given: ["remedy": say("answers")])
            return try followUp(c)
        }
        if chance.happens(0.03) {
            try work(minutes: 60...400)
            try agent().take("cancel", on: c.id, given: ["cancelReason": .text("withdrawn")])
            return
        }
        // One in eight is left lying, and the customer asks again.
        if chance.happens(0.12) {
            try work(minutes: 240...700)
            try chase(c)
            if chance.happens(0.4) {
                try work(minutes: 60...300)
                try chase(c)
            }
        }
        try work(minutes: isDangerous ? 3...15 : 10...150)
        try visit(c, result: "fixed")
        try followUp(c)
    }

    mutating func installation() throws {
        let c = try log("installation")
        try work(minutes: 10...120)
        try visit(c, result: "installed")
        try followUp(c)
    }

    /// Booked on the phone for one of the next days, at whatever time suits the customer.
    mutating func bookAhead() throws {
        let c = try log(chance.happens(0.8) ? "repair" : "installation")
        var wish = VisitWish(caseID: c.id)
        wish.days = 3
        let slots: [Slot]
        do { slots = try reading.slots(wish, at: at, limit: 40, each: .windowAndTechnician) } catch DeskFault
            .noSlot
        {
            try rest()
        }
        let visit = try by("dispatcher").book(wish, slot: chance.pick(slots))
        if chance.happens(0.06) { try by("dispatcher").lock(visit.id, true) }
    }

    /// A visit from booking to its end; one that ends without a result is followed by another.
    mutating func visit(_ c: ServiceCase, result: String, parent: VisitID? = nil) throws {
        var wish = VisitWish(caseID: c.id)
        (wish.days, wish.parent) = (3, parent)
        let slots = try slots(wish)
        // The customer takes one of the first.
        let slot = slots[min(chance.below(slots.count), chance.below(slots.count))]
        let visit = try by("dispatcher").book(wish, slot: slot)
        try work(minutes: 2...40)
        try by("dispatcher").take("dispatch", on: visit.id)
        try wait(minutes: 3...90)
        let technician = visit.technician
        try self.technician(technician).take("accept", on: visit.id)
        let arrival =
            visit.planned.start
            + .minutes(chance.happens(0.1) ? chance.int(40...130) : chance.int(1...20))
        let way = try wayMinutes(to: visit)
        // Somebody is on the way now: who will arrive later than now has set out in good time.
        try go(
            to: arrival > world.now
                ? visit.planned.start - .minutes(chance.int(12...40)) : arrival - .minutes(way))
        if parent == nil, chance.happens(0.02) {
            try by("dispatcher").take("cancel", on: visit.id, given: ["cancelReason": .text("customer")])
            try work(minutes: 30...300)
            return try self.visit(c, result: result, parent: visit.id)
        }
        try self.technician(technician).take("set-out", on: visit.id)
        try go(to: arrival)
        try self.technician(technician).take("arrive", on: visit.id)
        try go(to: at + .minutes(workMinutes(visit, of: c)))
        try finish(visit, of: c, result: result, isFirst: parent == nil)
    }

    /// The first that are free. Where there is none the case waits for whoever practises; one of the past was tried again on
    /// the days after, and in the end withdrawn.
    private mutating func slots(_ wish: VisitWish) throws -> [Slot] {
        for _ in 0..<(isPast ? 4 : 1) {
            do { return try reading.slots(wish, at: at, limit: 6) } catch DeskFault.noSlot where isPast {
                try work(minutes: 480...900)
            } catch DeskFault.noSlot { try rest() }
        }
        try agent().take("cancel", on: wish.caseID, given: ["cancelReason": .text("withdrawn")])
        try rest()
    }

    private mutating func finish(_ visit: Visit, of c: ServiceCase, result: String, isFirst: Bool) throws {
        let technician = try technician(visit.technician)
        switch isFirst ? chance.weighted([("done", 84), ("parts", 7), ("absent", 5), ("again", 4)]) : "done" {
        case "parts":
            let due = at + .days(chance.int(2...6))
            try technician.take(
                "need-parts", on: visit.id, given: ["partsNeeded": say("parts"), "partsDue": .instant(due)])
            try go(to: due)
        case "absent":
            try technician.take("no-access", on: visit.id, given: ["noAccessCause": .text("customer")])
            try work(minutes: 60...600)
        case "again":
            try technician.take("revisit", on: visit.id, given: ["revisitCause": .text("fault")])
            try work(minutes: 30...300)
        default:
            var given: [String: FieldValue] = ["result": .text(result), "action": say("work")]
            if result == "fixed", chance.happens(0.35) {
                let fee = FieldValue.number(Int64(chance.int(8...60)) * 1000)
                (given["quoted"], given["charge"], given["voucher"]) = (
                    fee, fee, .text("P" + chance.digits(8))
                )
            }
            given["doorRating"] = .text(
                chance.weighted([("satisfied", 80), ("fairly", 15), ("dissatisfied", 5)]))
            try technician.take("finish", on: visit.id, given: given)
            return
        }
        try self.visit(c, result: result, parent: visit.id)
    }
}
