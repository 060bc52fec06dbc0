/// Puts the waiting visits where they fit cheapest.
extension SearchState {
    /// In an order drawn by chance; what fits nowhere waits on.
    /// - Returns: false as soon as the plan is sure to cost `most` or more: it is half mended then.
    func mend(below most: Int, by order: MendingOrder) -> Bool {
        let count = now.pointee.waiting
        sortWaiting(by: order)
        // What the plan costs at least: as if all that is still to be tried were served for nothing.
        var hoped = 0
        for i in 0..<count { hoped &+= t.unservedPrice[Int(waiting[i])] }
        var left = 0
        for i in 0..<count {
            let visit = Int(waiting[i])
            let price = t.unservedPrice[visit]
            let room = most &- (now.pointee.cost &- hoped)
            hoped &-= price
            if let spot = bestSpot(visit, below: min(price, room)) {
                place(visit, at: spot)
            } else if price < room {
                waiting[left] = waiting[i]
                left &+= 1
            } else {
                return false
            }
        }
        now.pointee.waiting = left
        return true
    }

    private func sortWaiting(by order: MendingOrder) {
        let count = now.pointee.waiting
        for i in 0..<count { keys[i] = key(Int(waiting[i]), order) }
        if order == .unservedFirst {
            for i in 0..<now.pointee.oldWaiting { keys[i] &-= 1 &<< 40 }
        }
        if count > 64 {
            let sorted = (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }.map { waiting[$0] }
            for i in 0..<count { waiting[i] = sorted[i] }
            return
        }
        for i in 1..<max(1, count) {
            let (k, v) = (keys[i], waiting[i])
            var j = i
            while j > 0, keys[j &- 1] > k {
                keys[j] = keys[j &- 1]
                waiting[j] = waiting[j &- 1]
                j &-= 1
            }
            keys[j] = k
            waiting[j] = v
        }
    }

    @inline(__always)
    private func key(_ v: Int, _ order: MendingOrder) -> Int64 {
        switch order {
        case .chance, .unservedFirst: Int64(now.pointee.random.next() &>> 32)
        case .load: -Int64(t.errand(v, by: 0).service) &- Int64(t.load[v]) &* 1000
        case .far: -Int64(distanceHome(v))
        case .near: Int64(distanceHome(v))
        case .narrowest: Int64(t.close[v] &- t.open[v])
        case .opening: Int64(t.open[v])
        case .closing: -Int64(t.close[v])
        }
    }

    @inline(__always)
    private func distanceHome(_ v: Int) -> Int32 {
        t.ways[t.cell[t.startNode(0)], t.cell[v]].time
    }
}

/// In which order torn visits are placed again.
enum MendingOrder {
    case chance, load, far, near, narrowest, opening, closing
    /// By chance, but what was not served before the tear first.
    case unservedFirst

    static func drawn(_ random: inout RoutingRandom) -> MendingOrder {
        switch random.below(17) {
        case 0..<4: .chance
        case 4..<8: .load
        case 8..<10: .far
        case 10: .near
        case 11..<13: .narrowest
        case 13..<15: .opening
        default: .closing
        }
    }
}
