/// A list that the rules offer (`queues.yaml`), by its name there.
package enum ListOfRules: Hashable, Sendable {
    case queue(String)
    /// Of cases, or of visits, calls or requests: no two views have one name.
    case view(String)

    /// By its name there.
    package var name: String {
        switch self {
        case .queue(let name), .view(let name): name
        }
    }
}

extension ListOfRules: RawRepresentable {
    /// As the records have it.
    package var rawValue: String {
        switch self {
        case .queue(let name): "queue:\(name)"
        case .view(let name): "view:\(name)"
        }
    }

    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.last) {
        case ("queue", let name?) where parts.count == 2: self = .queue(name)
        case ("view", let name?) where parts.count == 2: self = .view(name)
        default: return nil
        }
    }
}
