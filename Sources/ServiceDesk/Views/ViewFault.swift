package import Model

/// Why a view cannot be kept so.
package enum ViewFault: Fault, Hashable {
    /// One sees two of one name.
    case nameTaken(String)
    case nameTooLong(most: Int)
    /// None of this name is kept by one, or offered to one.
    case unknown(String, known: [String])
    /// It is no view that people keep.
    case ofRules
    /// The rules have no queue or view of this name.
    case noList(String, known: [String])
    /// What a queue holds is said by the kinds of its cases, not by a filter.
    case queueFilter
    /// Nothing of it was set at this desk.
    case asRules(String)
    case unknownRole(String, known: [String])
    case unknownColumn(String, known: [String])
    /// What is at risk cannot be understood.
    case risk(FilterFault)
    /// It asks for what is one's own.
    case riskOfOne
    /// Lists of this kind have no such order.
    case unknownOrder(ListOrder, known: [ListOrder])
    /// What it names is gone from the rules.
    case notUnderstood(String, String)
    /// Somebody changed it since it was read.
    case changed(ViewID)
    case listChanged(String)

    package var kind: FaultKind {
        switch self {
        case .changed, .listChanged: .tryAgain
        case .unknown, .noList: .noSuchThing
        default: .usage
        }
    }

    package var phrase: Phrase {
        switch self {
        case .nameTaken(let name): Phrase("view.nameTaken", ["name": .text(name)])
        case .nameTooLong(let most): Phrase("view.nameTooLong", ["count": .count(most)])
        case .unknown(let name, let known):
            known.isEmpty
                ? DeskFault.unknown(name).phrase
                : Phrase("view.unknown", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .ofRules: Phrase("view.ofRules")
        case .noList(let name, let known):
            Phrase("queue.unknown", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .queueFilter: Phrase("queue.filter")
        case .asRules(let name): Phrase("queue.asRules", ["name": .text(name)])
        case .unknownRole(let role, let known):
            Phrase(
                "view.unknownRole", ["role": .text(role), "known": .list(known.map { .text($0) })])
        case .unknownColumn(let column, let known):
            Phrase(
                "view.unknownColumn", ["column": .text(column), "known": .list(known.map { .text($0) })])
        case .risk(let fault): fault.phrase
        case .riskOfOne: Phrase("queue.riskOfOne")
        case .unknownOrder(let order, let known):
            Phrase(
                "view.unknownOrder",
                ["order": .text(order.rawValue), "known": .list(known.map { .text($0.rawValue) })])
        case .notUnderstood(let name, let filter):
            Phrase("view.notUnderstood", ["name": .text(name), "filter": .text(filter)])
        case .changed(let id): Phrase("view.changed", ["id": .text(id.description)])
        case .listChanged(let name): Phrase("view.changed", ["id": .text(name)])
        }
    }
}
