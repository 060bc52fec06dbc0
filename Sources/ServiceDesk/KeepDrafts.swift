import Model
import Records

/// What is being typed, kept while it is typed. Drafts are private to who types them and need no right.
extension Work {
    /// - Returns: the draft's id, for the next save.
    package func saveDraft(_ id: Int64, form: String, values: [String: String]) throws -> Int64 {
        guard let staff = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: "draft")
        }
        return try DraftStore(db).save(Draft(id: id, staff: staff, form: form, values: values, savedAt: now))
    }

    package func dropDraft(_ id: Int64) throws {
        guard let staff = actor.staffID else { return }
        try DraftStore(db).remove(id, of: staff)
    }
}
