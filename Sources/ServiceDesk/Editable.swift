package import Model

/// A record whose fields people edit one by one, and which two may edit at once. The names of its fields are what the
/// journal calls them.
package protocol Editable: Sendable {
    static var editable: [EditableField<Self>] { get }
    var subject: Subject { get }
    var version: Int { get set }
}

package struct EditableField<Record: Sendable>: Sendable {
    package let name: String
    /// What it holds, as the journal writes it.
    package let text: @Sendable (Record) -> String
    let copy: @Sendable (Record, inout Record) -> Void

    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Record, Value> & Sendable,
        _ text: @escaping @Sendable (Value) -> String
    ) {
        self.name = name
        self.text = { text($0[keyPath: path]) }
        copy = { from, to in to[keyPath: path] = from[keyPath: path] }
    }

    init(_ name: String, _ path: any WritableKeyPath<Record, String> & Sendable) {
        self.init(name, path) { $0 }
    }

    init(
        _ name: String,
        _ path: any WritableKeyPath<Record, some CustomStringConvertible & Sendable> & Sendable
    ) {
        self.init(name, path) { $0.description }
    }

    init(
        _ name: String,
        _ path: any WritableKeyPath<Record, (some CustomStringConvertible & Sendable)?> & Sendable
    ) {
        self.init(name, path) { $0?.description ?? "" }
    }
}

extension Editable {
    /// What every field holds, by its name.
    package var texts: [String: String] {
        Dictionary(uniqueKeysWithValues: Self.editable.map { ($0.name, $0.text(self)) })
    }

    /// Takes over some fields of another version.
    package mutating func take(_ names: Set<String>, from other: Self) {
        for field in Self.editable where names.contains(field.name) { field.copy(other, &self) }
    }

    /// What the journal is told of an edit: each field that changed, with what it held before.
    func changes(since before: Self) -> [String: FieldValue] {
        var facts: [String: FieldValue] = [:]
        for field in Self.editable {
            let (old, new) = (field.text(before), field.text(self))
            if old != new { (facts[field.name], facts[field.name + ".before"]) = (.text(new), .text(old)) }
        }
        return facts
    }
}

extension ServiceCase: Editable {
    package var subject: Subject { Subject(id) }
    package static let editable: [EditableField<ServiceCase>] = [
        EditableField("summary", \.summary), EditableField("product", \.product),
        EditableField("fault", \.fault), EditableField("unit", \.unit),
        EditableField("severity", \.severity) { $0.rawValue },
        EditableField("channel", \.channel) { $0.rawValue },
        EditableField("queue", \.queue), EditableField("owner", \.owner),
        EditableField("address", \.addressID),
    ]
}

extension Customer: Editable {
    package var subject: Subject { Subject(id) }
    package static let editable: [EditableField<Customer>] = [
        EditableField("name", \.name), EditableField("kind", \.kind) { $0.rawValue },
        EditableField("dealerType", \.dealerType) { $0?.rawValue ?? "" },
        EditableField("rank", \.rank),
        EditableField("language", \.language), EditableField("remarks", \.remarks),
        EditableField("mayCall", \.mayCall), EditableField("callHours", \.callHours),
        EditableField("mayOffer", \.mayOffer),
        EditableField("phones", \.contacts) { contacts in
            contacts.map { contact in
                ([contact.name, contact.email] + contact.phones.map(\.typed)).filter { !$0.isEmpty }.joined(
                    separator: " ")
            }.joined(separator: "; ")
        },
        EditableField("addresses", \.addresses) { $0.map(\.line).joined(separator: "; ") },
    ]
}

extension Unit: Editable {
    package var subject: Subject { Subject(id) }
    package static let editable: [EditableField<Unit>] = [
        EditableField("product", \.product), EditableField("model", \.model),
        EditableField("serial", \.serial), EditableField("bought", \.boughtOn),
        EditableField("delivered", \.deliveredOn), EditableField("installed", \.installedOn),
        EditableField("price", \.price) { $0.map { "\($0) \($0.currency)" } ?? "" },
        EditableField("invoice", \.hasInvoice), EditableField("remote", \.soldRemotely),
        EditableField("dealer", \.dealer), EditableField("address", \.addressID),
    ]
}
