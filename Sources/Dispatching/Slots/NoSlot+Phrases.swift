package import Model

extension Unsuitable {
    package var phrase: Phrase {
        switch self {
        case .excluded: Phrase("slot.excluded")
        case .notAsked: Phrase("slot.otherTechnician")
        case .skill(let skill): Phrase("slot.skill", ["skill": .text(skill)])
        case .level(let skill, let needed, let has):
            Phrase("slot.level", ["skill": .text(skill), "needed": .count(needed), "has": .count(has)])
        case .certificate(let name): Phrase("slot.certificate", ["name": .text(name)])
        case .zone(let zone): Phrase("slot.zone", ["zone": .text(zone)])
        case .part(let part): Phrase("slot.part", ["part": .text(part)])
        case .fetch(let part): Phrase("slot.fetch", ["part": .text(part)])
        case .partLater(let part, let at):
            Phrase("slot.partLater", ["part": .text(part), "at": .instant(at)])
        }
    }
}

extension Conflict {
    package var phrase: Phrase {
        switch self {
        case .unsuitable(let why, _): why.phrase
        case .shift: Phrase("slot.shift")
        case .tooClose(let visit): Phrase("slot.tooClose", ["visit": .text(visit.description)])
        case .noBreak: Phrase("slot.noBreak")
        case .noRoad: Phrase("slot.noRoad")
        case .outsideWindow: Phrase("slot.outsideWindow")
        case .tooEarly: Phrase("slot.tooEarly")
        case .tooLate: Phrase("slot.tooLate")
        case .customerAway: Phrase("slot.customerAway")
        case .alone: Phrase("slot.alone")
        }
    }
}

extension NoSlot {
    /// Each obstacle with who meets it, those that keep most from coming first.
    /// - Parameter names: what technicians are called.
    package func reasons(_ names: [StaffID: String]) -> [Phrase] {
        guard !obstacles.isEmpty else { return [Phrase("slot.nobody")] }
        return obstacles.map { obstacle, who in
            let few = who.prefix(3).map { PhraseFact.text(names[$0] ?? $0.description) }
            let rest = who.count - few.count
            let more =
                rest > 0 ? [PhraseFact.phrase(Phrase("slot.more", ["count": .count(rest)]))] : []
            var facts: [String: PhraseFact] = ["count": .count(who.count), "names": .list(few + more)]
            if case .unsuitable(let why) = obstacle { facts.merge(why.phrase.facts) { own, _ in own } }
            return Phrase("slot.none.\(Self.word(obstacle))", facts)
        }
    }

    private static func word(_ obstacle: Obstacle) -> String {
        switch obstacle {
        case .off: "off"
        case .noRoad: "noRoad"
        case .full: "full"
        case .customerAway: "customerAway"
        case .alone: "alone"
        case .unsuitable(.excluded): "excluded"
        case .unsuitable(.notAsked): "other"
        case .unsuitable(.skill): "skill"
        case .unsuitable(.level): "level"
        case .unsuitable(.certificate): "certificate"
        case .unsuitable(.zone): "zone"
        case .unsuitable(.part): "part"
        case .unsuitable(.fetch): "fetch"
        case .unsuitable(.partLater): "partLater"
        }
    }

    /// What would free a slot, each with the window it would free.
    package func ways(_ names: [StaffID: String]) -> [Phrase] {
        remedies.map { remedy in
            func phrase(_ key: String, _ slot: Slot, _ facts: [String: PhraseFact] = [:]) -> Phrase {
                Phrase(
                    "slot.free.\(key)",
                    facts.merging([
                        "at": .instant(slot.promised.start),
                        "name": .text(names[slot.technician] ?? slot.technician.description),
                    ]) { own, _ in own })
            }
            return switch remedy {
            case .anyTechnician(let slot): phrase("anyTechnician", slot)
            case .anyTime(let slot): phrase("anyTime", slot)
            case .otherZone(let slot): phrase("otherZone", slot)
            case .withPart(let part, let slot): phrase("withPart", slot, ["part": .text(part)])
            case .lowerLevel(let slot): phrase("lowerLevel", slot)
            case .renewedCertificate(let paper, let slot):
                phrase("certificate", slot, ["certificate": .text(paper)])
            case .overtime(let minutes, let slot): phrase("overtime", slot, ["count": .count(minutes)])
            case .shorter(let minutes, let slot): phrase("shorter", slot, ["count": .count(minutes)])
            case .alone(let slot): phrase("alone", slot)
            case .laterDays(let slot): phrase("laterDays", slot)
            }
        }
    }
}
