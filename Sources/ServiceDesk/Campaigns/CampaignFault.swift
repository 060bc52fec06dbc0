package import Model

/// What a campaign can refuse.
package enum CampaignFault: Fault, Hashable {
    /// It would ring up everybody.
    case emptyQuery
    /// The query found nobody, or nobody of them may be rung up.
    case nobody(population: Int, leftOut: [CampaignReport.LeftOut])
    case nameTaken(String, CampaignID)
    case notSample(String)
    case notStratum(String, known: [String])
    /// Everyone must be reached, so none may be left to chance.
    case sampledRecall
    /// A sample's quota names what is none of those it is parted by.
    case notQuota(String, known: [String])
    /// Who says how many calls a day leaves nothing for the agents' days to decide.
    case perDayAndAgents
    case notPerDay(Int)
    case nobodyToCall(role: Label)
    /// So many calls find room within a year; more are wanted.
    case noRoom(wanted: Int, room: Int)
    case notRunning(CampaignID, CampaignState)
    case notMember(CampaignID, CustomerID)
    case isReached(CustomerID)
    /// The customer's call is still to come.
    case callToCome(CustomerID)
    case notDay(String, at: Int)
    /// Numbers of different lengths have no range between them.
    case notRange(String, at: Int)

    package var kind: FaultKind {
        switch self {
        case .nobody, .notMember: .noSuchThing
        case .emptyQuery, .notSample, .notStratum, .notQuota, .sampledRecall, .perDayAndAgents, .notPerDay,
            .notDay, .notRange:
            .usage
        case .nameTaken, .nobodyToCall, .noRoom, .notRunning, .isReached, .callToCome: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .emptyQuery: Phrase("campaign.emptyQuery")
        case .nobody(let population, let leftOut):
            leftOut.isEmpty
                ? Phrase("campaign.nobody", ["count": .count(population)])
                : Phrase(
                    "campaign.nobodyLeft",
                    ["count": .count(population), "why": .list(leftOut.map { .phrase($0.phrase) })])
        case .nameTaken(let name, let id):
            Phrase("campaign.nameTaken", ["name": .text(name), "id": .text(id.description)])
        case .notSample(let text): Phrase("campaign.notSample", ["value": .text(text)])
        case .notStratum(let text, let known):
            Phrase(
                "campaign.notStratum",
                [
                    "value": .text(text),
                    "known": .list(known.map { .phrase(Phrase("campaign.field.\($0)")) }),
                ])
        case .notQuota(let text, let known):
            Phrase("campaign.notQuota", ["value": .text(text), "known": .list(known.map { .text($0) })])
        case .sampledRecall: Phrase("campaign.sampledRecall")
        case .perDayAndAgents: Phrase("campaign.perDayAndAgents")
        case .notPerDay(let count):
            Phrase(
                "campaign.notPerDay",
                ["count": .count(count), "most": .count(CampaignDraft.callsADay.upperBound)])
        case .nobodyToCall(let role): Phrase("campaign.nobodyToCall", ["role": .label(role)])
        case .noRoom(let wanted, let room):
            Phrase("campaign.noRoom", ["wanted": .count(wanted), "room": .count(room)])
        case .notRunning(let id, let state):
            Phrase(
                "campaign.notRunning",
                ["id": .text(id.description), "state": .phrase(Phrase("campaignState.\(state.rawValue)"))])
        case .notMember(let id, let customer):
            Phrase(
                "campaign.notMember",
                ["id": .text(id.description), "customer": .text(customer.description)])
        case .isReached(let customer):
            Phrase("campaign.isReached", ["customer": .text(customer.description)])
        case .callToCome(let customer):
            Phrase("campaign.callToCome", ["customer": .text(customer.description)])
        case .notDay(let text, let at):
            Phrase("campaign.notDay", ["value": .text(text), "at": .count(at)])
        case .notRange(let text, let at):
            Phrase("campaign.notRange", ["value": .text(text), "at": .count(at)])
        }
    }
}

extension CampaignReport.LeftOut {
    /// `3: no calls wanted`
    package var phrase: Phrase {
        Phrase(
            "campaign.leftOut",
            ["count": .count(count), "why": .phrase(why.phrase)])
    }
}

extension CallBarrier {
    package var phrase: Phrase {
        switch self {
        case .doNotCall: Phrase("callBarrier.do-not-call")
        case .noNumber: Phrase("callBarrier.no-number")
        case .planned: Phrase("callBarrier.already-planned")
        case .calledLately: Phrase("callBarrier.called-lately")
        }
    }
}
