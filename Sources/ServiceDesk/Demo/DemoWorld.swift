import Model
import Records
import ServiceTime
import Workflow

import func Foundation.log2

/// What demo data is made of and whom it is about.
struct DemoWorld {
    let plan: DemoPlan
    let data: DemoData
    let rules: Rules
    let staff: DemoStaff
    let now: Instant
    private(set) var customers: [Known] = []

    /// As much of a customer as histories need.
    struct Known {
        var id: CustomerID
        var kind: CustomerKind
        var language: String
        var units: [(id: UnitID, product: String)]
    }

    init(plan: DemoPlan, data: DemoData, rules: Rules, staff: DemoStaff, now: Instant) {
        (self.plan, self.data, self.rules, self.staff, self.now) = (plan, data, rules, staff, now)
    }

    /// The moment the `index`th of `count` things happened that began long ago and went on until lately.
    static func moment(_ index: Int, of count: Int, from start: Instant, to end: Instant) -> Instant {
        let whole = Double((end - start).milliseconds)
        return Instant(
            milliseconds: start.milliseconds + Int64(whole * (Double(index) + 0.5) / Double(max(1, count))))
    }

    /// The same where they became more, by the same share every month: at the end four times as many a day as at the start.
    static func growingMoment(_ index: Int, of count: Int, from start: Instant, to end: Instant) -> Instant {
        // Of all that happen, (4ˣ - 1) / 3 have by the share x of the time.
        let share = (Double(index) + 0.5) / Double(max(1, count))
        let when = log2(1 + 3 * share) / 2
        return start + Span(milliseconds: Int64(Double((end - start).milliseconds) * when))
    }

    /// A moment at which people call, at or after one that may be at night.
    func opening(_ at: Instant, _ chance: inout Chance) -> Instant {
        let calendar = rules.deskCalendar
        let open =
            calendar.isOpen(at: at) ? at : calendar.adding(working: .minutes(chance.int(1...200)), to: at)
        return open < now ? open : now - .minutes(chance.int(3...120))
    }

    // MARK: Customers

    mutating func addCustomer(_ index: Int, db: any Connection) throws {
        var chance = Chance(seed: plan.seed, stream: 1, index: index)
        let at = Self.moment(
            index, of: plan.customers, from: now - Demo.customersBefore,
            to: now - Demo.storiesBefore - .days(5))
        let work = Work(db: db, rules: rules, actor: .staff(chance.pick(staff.agents)), now: at)
        let new = customer(&chance)
        let added = try work.addCustomer(new)
        var known = Known(id: added.id, kind: added.kind, language: added.language, units: [])
        let owned = new.kind == .consumer ? chance.weighted([(0, 15), (1, 55), (2, 22), (3, 8)]) : 0
        for _ in 0..<owned {
            let unit = try work.addUnit(unit(of: added, at, &chance))
            known.units.append((unit.id, unit.product))
        }
        // Done again, a transaction begins before those its first try made.
        customers.removeSubrange(index...)
        customers.append(known)
    }

    private func customer(_ chance: inout Chance) -> Customer {
        let kind = chance.weighted([
            (CustomerKind.consumer, 930), (.endUser, 20), (.dealer, 30), (.serviceProvider, 12),
            (.internalDepartment, 8),
        ])
        let isEnglish = kind == .consumer && chance.happens(0.06)
        let city = data.cities[chance.below(DemoStaff.cityCount(plan, data))]
        let person = isEnglish ? chance.pick(data.people.english) : chineseName(&chance)
        let name: String
        if let names = data.people.organisations.first(where: { $0.kind == kind })?.names {
            name =
                kind == .internalDepartment
                ? chance.pick(names) : "\(chance.pick(names))（\(chance.pick(city.districts).name)店）"
        } else {
            name = person
        }
        return Customer(
            id: CustomerID(0), kind: kind,
            dealerType: kind == .dealer
                ? chance.weighted([(.retailer, 6), (.wholesaler, 2), (.agent, 2)]) : nil,
            name: name, language: isEnglish ? "en" : "zh-Hans",
            contacts: [Contact(name: person, phones: phones(city, &chance))],
            addresses: [address(city, &chance)],
            mayCall: !chance.happens(0.02), createdAt: now)
    }

    private func chineseName(_ chance: inout Chance) -> String {
        let people = data.people
        if chance.happens(0.01) { return chance.pick(people.whole) }
        // Of two draws the earlier: common surnames come first.
        let common = people.surnames[
            min(chance.below(people.surnames.count), chance.below(people.surnames.count))]
        let surname = chance.happens(0.04) ? chance.pick(people.rareSurnames) : common
        return surname + (chance.happens(0.02) ? chance.pick(people.rareGiven) : chance.pick(people.given))
    }

    private func phones(_ city: DemoData.City, _ chance: inout Chance) -> [PhoneNumber] {
        var typed = [
            chance.pick(["130", "133", "135", "138", "139", "150", "158", "176", "186", "189", "199"])
                + chance.digits(8)
        ]
        if chance.happens(0.15) {
            let subscriber = String(chance.int(2...8)) + chance.digits(7)
            typed.append("\(city.areaCode)-\(subscriber)")
        }
        return typed.compactMap { PhoneNumber(parsing: $0) }
    }

    private func address(_ city: DemoData.City, _ chance: inout Chance) -> Address {
        let district = chance.pick(city.districts)
        let home =
            "\(chance.pick(district.streets)) \(chance.int(1...1999)) 号 \(chance.int(1...30)) 栋 \(chance.int(1...18))0\(chance.int(1...4)) 室"
        // Some two kilometres around the middle.
        let place = Place(
            latitude: district.place.latitude + (chance.share() - 0.5) * 0.04,
            longitude: district.place.longitude + (chance.share() - 0.5) * 0.04)
        return Address(
            province: city.province, city: city.city, district: district.name, street: home,
            zone: district.name,
            place: place)
    }

    private func unit(of customer: Customer, _ at: Instant, _ chance: inout Chance) -> Unit {
        let goods = chance.weighted(data.goods.map { ($0, $0.share) })
        // Bought between that day and six years before, more often lately.
        let age = chance.share()
        let bought = rules.localDay(at) + -Int(age * age * 2190)
        return Unit(
            id: UnitID(0), customer: customer.id, product: goods.product,
            model: chance.filled(chance.pick(goods.models)),
            serial: "SN" + chance.digits(12), boughtOn: bought,
            installedOn: goods.isInstalled ? bought + chance.int(0...5) : nil,
            price: Money(minor: Int64(chance.int(goods.price)) * 100), hasInvoice: chance.happens(0.8),
            soldRemotely: chance.happens(0.4), addressID: customer.addresses.first?.id, createdAt: at)
    }

    /// One of those who were there by then.
    func customer(by at: Instant, _ chance: inout Chance) -> Known {
        let there = customers(by: at)
        return there[chance.below(there.count)]
    }

    /// Those who were there by then, of whom there is one in any case: they came evenly over the years.
    func customers(by at: Instant) -> ArraySlice<Known> {
        let there = (at - (now - Demo.customersBefore)).milliseconds
        let years = (Demo.customersBefore - Demo.storiesBefore).milliseconds
        return customers.prefix(max(1, Int(Double(customers.count) * Double(there) / Double(years))))
    }

    // MARK: The archive

    /// A case as taken over from the system before: logged at its time, and closed at its time.
    func archive(_ index: Int, db: any Connection) throws {
        var chance = Chance(seed: plan.seed, stream: 2, index: index)
        let (start, end) = (now - Demo.archiveBefore, now - Demo.storiesBefore - .days(11))
        let at = opening(Self.moment(index, of: plan.archived, from: start, to: end), &chance)
        let customer = customer(by: at, &chance)
        var draft = draft(
            chance.weighted([("repair", 62), ("complaint", 12), ("inquiry", 14), ("installation", 12)]),
            customer, &chance)
        draft.channel = .import
        let work = Work(db: db, rules: rules, actor: .staff(chance.pick(staff.agents)), now: at)
        let receipt = try work.log(draft)
        // From one hour to ten days, half of them within sixteen hours.
        let scale = 60 << chance.below(8)
        let closing = Work(
            db: db, rules: rules, actor: .desk, now: at + .minutes(min(scale + chance.below(scale), 14_400)))
        _ = try closing.signal(.importClosed, to: receipt.serviceCase, openClocks: receipt.clocks)
    }

    /// A matter of a customer, in their words.
    func draft(_ kind: String, _ customer: Known, _ chance: inout Chance, isDangerous: Bool = false)
        -> CaseDraft
    {
        let language = customer.language
        let unit = customer.units.isEmpty ? nil : chance.pick(customer.units)
        let name = unit?.product ?? chance.weighted(data.goods.map { ($0.product, $0.share) })
        let product = rules.product(name)
        let fault = kind == "repair" ? product.map { chance.pick($0.faults) } : nil
        let said = chance.pick(data.texts(isDangerous ? "danger" : kind, in: language))
            .replacing("{product}", with: product?.label.text(in: language) ?? name)
            .replacing("{fault}", with: fault?.label.text(in: language) ?? "")
        var draft = CaseDraft(kind: CaseKind(kind), customer: customer.id, summary: said)
        (draft.unit, draft.product, draft.fault) = (unit?.id, name, isDangerous ? "" : fault?.name ?? "")
        draft.channel = chance.weighted([(.phone, 70), (.web, 12), (.chat, 12), (.dealer, 4), (.letter, 2)])
        draft.onRepeat = .logAnyway
        return draft
    }
}
