package import Model
import Records
import Workflow

extension Work {
    /// Writes a note on a case, visit, call or customer. A note the customer was told keeps a promise to keep them
    /// informed: that clock starts anew.
    @discardableResult
    package func note(_ subject: Subject, _ text: String, toldCustomer: Bool = false) throws -> Note {
        try require(.addNote, on: subject)
        let text = text.trimmed
        guard !text.isEmpty else { throw DeskFault.missing(field: "note") }
        try reading.mustExist(subject)
        var note = Note(
            id: 0, subject: subject, at: now, by: actor.staffID, text: text, toldCustomer: toldCustomer)
        note.id = try notes.insert(note)
        try tellMentioned(in: text, on: subject)
        try record(subject, "note.added", ["text": .text(text), "told": .flag(toldCustomer)])
        if subject.kind == .case {
            let id = CaseID(subject.number)
            if toldCustomer { try keptInformed(id) }
            try noteGiven(id)
            try asDesk().climb(.said, of: id, saying: text)
            if let c = try cases.find(id) { try index(c) }
        }
        return note
    }

    /// Keeps a reference to a file (a photo, a recording) that lies elsewhere.
    package func attach(_ subject: Subject, reference: String, title: String) throws {
        try require(.addNote, on: subject)
        guard !reference.trimmed.isEmpty else { throw DeskFault.missing(field: "reference") }
        try reading.mustExist(subject)
        _ = try notes.attach(
            Attachment(
                id: 0, subject: subject, at: now, by: actor.staffID, reference: reference, title: title))
        try record(subject, "file.attached", ["reference": .text(reference), "title": .text(title)])
    }
}
