// What a person typed into a form, told from what it was given: so that it can be left, taken up again, and begun anew.
extension Form {
    /// The fields that hold something else than before the person changed them, from above, with what stood there.
    package var typed: [(field: ID, before: String)] {
        fields.compactMap { field in
            before[field.id].flatMap { $0 == field.value ? nil : (field.id, $0) }
        }
    }

    /// Fills a field as the person's own hand would: with what they picked from a list, or had typed before.
    package mutating func enter(_ value: String, in id: ID) {
        let was = self.value(of: id)
        set(id, to: value)
        errors[id] = nil
        before[id] = before[id] ?? was
    }

    /// Puts what was typed into the same field of a form that was left back in its place. A field that is no longer there, and
    /// a choice no longer offered, are passed over; of several choices, those that the person made and took back are made and
    /// taken back anew, and what was chosen since by others stays.
    /// - Returns: whether it was put back.
    package mutating func resume(_ id: ID, from left: Form) -> Bool {
        guard let field = self[id] else { return false }
        let value = left.again(in: field)
        if case .choices = field.content, value == field.value { return false }
        if case .choice(let choice) = field.content, !value.isEmpty,
            !choice.choices.contains(where: { $0.id == value })
        {
            return false
        }
        enter(value, in: id)
        isResumed = true
        return true
    }

    /// Puts back what a draft kept of a field.
    package mutating func resume(_ id: ID, to value: String) {
        guard self[id] != nil, value != self.value(of: id) else { return }
        begunAt = begunAt ?? focus
        enter(value, in: id)
        isResumed = true
    }

    /// What a field of this form, which was left, makes of the same one as it stands now.
    private func again(in field: FormField<ID>) -> String {
        let value = value(of: field.id)
        guard case .choices(let choices, _) = field.content, let begun = before[field.id] else {
            return value
        }
        let chosen = { (value: String) in Set(value.split(separator: ",").map(String.init)) }
        let (was, wanted) = (chosen(begun), chosen(value))
        let ids = choices.chosen.subtracting(was.subtracting(wanted)).union(wanted.subtracting(was))
        return choices.choices.map(\.id).filter(ids.contains).joined(separator: ",")
    }

    /// The focus goes where it was in the form that was left.
    package mutating func resumeFocus(from left: Form) {
        begunAt = focus
        left.focus.map { setFocus($0) }
    }

    /// Nothing in it is the person's any longer, whatever stands in its fields; the focus is where it began.
    package mutating func forgetTyped() {
        (before, isResumed, errors) = ([:], false, [:])
        begunAt.map { setFocus($0) }
    }
}
