package import Model

extension DispatchBook {
    /// These rules, with what was learnt in place of what they say of durations and speeds, and with how often one visit is
    /// enough.
    package func with(_ learnt: Learnt) -> DispatchBook {
        var book = self
        book.learnt = learnt
        for figure in learnt.figures {
            switch figure.what {
            case .duration: book.durations[figure.about] = figure
            case .length: book.lengths[figure.about.product] = figure
            case .pace: if let who = figure.about.technician { book.paces[who] = figure }
            default: break
            }
        }
        book.travel.take(learnt)
        return book
    }

    /// Whole minutes on site at the usual pace: what was learnt of this fault, else the rules' by what was learnt of the
    /// product, else the rules'.
    /// - Parameter usual: the product's own, where no demand says any.
    package func minutes(product: String, fault: String, kind: String, usual: Int) -> Int {
        if let exact = durations[.init(product: product, fault: fault, kind: kind)] {
            return max(1, Int(exact.estimate.value.rounded()))
        }
        let planned = needs(product: product, fault: fault, kind: kind).minutes ?? usual
        guard let general = lengths[product] ?? lengths[""] else { return planned }
        return max(1, Int((Double(planned) * general.estimate.value).rounded()))
    }

    /// A technician's pace in per cent of the usual, what was learnt on top of what their terms say.
    package func pace(of technician: StaffID, terms: [String: Int], products: [String]) -> [String: Int] {
        guard let ratio = paces[technician]?.estimate.value else { return terms }
        let all = Set(products).union(terms.keys)
        return Dictionary(
            uniqueKeysWithValues: all.map { ($0, Int((Double(terms[$0] ?? 100) * ratio).rounded())) })
    }

    /// Where a duration comes from, for whoever asks; nil where nothing was learnt.
    package func basis(product: String, fault: String, kind: String, technician: StaffID, name: String)
        -> [Phrase]
    {
        var said: [Phrase] = []
        if let exact = durations[.init(product: product, fault: fault, kind: kind)] {
            said.append(
                Phrase(
                    "slot.why.learntFault",
                    [
                        "minutes": .count(Int(exact.estimate.value.rounded())),
                        "count": .count(exact.estimate.visits),
                    ]))
        } else if let general = lengths[product] {
            said.append(Phrase("slot.why.learntProduct", ["count": .count(general.estimate.visits)]))
        }
        if let pace = paces[technician]?.estimate.value {
            let percent = Int((abs(pace - 1) * 100).rounded())
            if percent > 0 {
                said.append(
                    Phrase(
                        pace < 1 ? "slot.why.quicker" : "slot.why.slower",
                        ["name": .text(name), "percent": .count(percent)]))
            }
        }
        return said
    }
}

extension DispatchBook {
    /// How ways into a zone last beside the planned ones, and how sure that is; nil where past visits do not tell that they
    /// last otherwise.
    package func wayBasis(zone: String) -> Phrase? {
        guard !zone.isEmpty, let estimate = learnt?.figure(.way, .init(zone: zone))?.estimate,
            estimate.low > 1 || estimate.high < 1
        else { return nil }
        func percent(_ ratio: Double) -> PhraseFact { .text(String(Int((abs(ratio - 1) * 100).rounded()))) }
        let isLonger = estimate.low > 1
        return Phrase(
            isLonger ? "slot.why.waysLonger" : "slot.why.waysShorter",
            [
                "zone": .text(zone), "percent": percent(estimate.value),
                "least": percent(isLonger ? estimate.low : estimate.high),
                "most": percent(isLonger ? estimate.high : estimate.low),
                "count": .count(estimate.visits),
            ])
    }
}

extension Travel {
    fileprivate mutating func take(_ learnt: Learnt) {
        var zones: [String: Double] = [:]
        var hours = Array(repeating: 1.0, count: 24)
        for figure in learnt.figures {
            if figure.what == .way { zones[figure.about.zone] = figure.estimate.value }
            if figure.what == .hour, let hour = figure.about.hour, hours.indices.contains(hour) {
                hours[hour] = figure.estimate.value
            }
        }
        guard !zones.isEmpty || hours.contains(where: { $0 != 1 }) else { return }
        self = slowed(by: zones, hours: hours)
    }
}
