/// What keeps the records, and where: what is asked first when something is wrong.
package struct DatabaseDescription: Sendable, Hashable {
    /// The name of the driver's database and its version, as its makers write them: `SQLite 3.40.1`.
    package var engine: String
    /// A file's path, or a server's address without its password.
    package var place: String
    /// On the disk, with what is not yet gathered into it.
    package var bytes: Int64

    package init(engine: String, place: String, bytes: Int64) {
        self.engine = engine
        self.place = place
        self.bytes = bytes
    }
}
