package import Model

// How people call what a view says of its list.
extension ListOrder {
    /// What is on top.
    /// - Parameter kind: of what the list is; nil of cases.
    package func phrase(of kind: WorkKind?) -> Phrase {
        switch (self, kind) {
        case (.urgency, .visits): Phrase("view.order.planned")
        case (.age, _), (.urgency, .approvals): Phrase("view.order.age")
        case (.urgency, _), (.due, _): Phrase("view.order.urgency")
        case (.starts, _): Phrase("view.order.starts")
        case (.attempts, _): Phrase("view.order.attempts")
        case (.amount, _): Phrase("view.order.amount")
        }
    }
}

extension CaseColumn {
    package var title: Phrase { Phrase("column.\(rawValue)") }
}

extension WorkColumn {
    package var title: Phrase { self == .decideBy ? Phrase("label.decideBy") : Phrase("column.\(rawValue)") }
}
