/// The databases that a desk runs on. Temporary desks and databases are made on `current` where nothing else is said.
package enum Backend: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    @TaskLocal package static var current = Backend.sqlite
}
