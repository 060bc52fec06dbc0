package import Model

/// What the desk's own settings say of products, and of the words in which people speak of them.
extension Rules {
    package func product(_ name: String) -> Product? { settings.products.first { $0.name == name } }

    /// The queue that takes a case kind.
    package func queue(for kind: CaseKind) -> String {
        (settings.queues.first { $0.kinds.contains(kind.rawValue) } ?? settings.queues[0]).name
    }

    func visitMinutes(product: String) -> Int { self.product(product)?.minutes ?? settings.visitMinutes }

    func skill(for c: ServiceCase) -> String { product(c.product)?.skill ?? "" }

    /// The product a text speaks of, and its fault, by the names they have in any language and the words products.yaml
    /// gives besides; the longest name wins. Nil is what it does not name.
    ///
    /// - Parameter product: when it is known already; then only its faults are looked for.
    package func matter(of text: String, product known: String? = nil) -> (product: String?, fault: String?) {
        let text = text.lowercased()
        func longest(_ names: [String]) -> Int? {
            names.filter { !$0.isEmpty && text.contains($0.lowercased()) }.map(\.count).max()
        }
        let products = settings.products.filter { known == nil || known == $0.name }
        let named = products.compactMap { product in
            longest(Array(product.label.texts.values) + product.words).map { (product, $0) }
        }
        let product = known == nil ? named.max { $0.1 < $1.1 }?.0 : products.first
        let faults = product?.faults.compactMap { fault in
            longest(Array(fault.label.texts.values)).map { (fault.name, $0) }
        }
        return (product?.name, faults?.max { $0.1 < $1.1 }?.0)
    }

    /// Critical when the words speak of danger, else general.
    package func severity(of text: String) -> Severity {
        settings.danger.finds(in: text) ? .critical : .general
    }
}
