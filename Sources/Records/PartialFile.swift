import Foundation

/// A file that is made under another name, `FILE.partial`, and moved when it is whole: what has the name is complete.
enum PartialFile {
    /// Makes `path` out of what `body` makes of the empty file that it is given. What an earlier, broken attempt left is
    /// thrown away; what SQLite puts beside a file is taken along.
    /// - Throws: what `body` throws; `StorageFault.busy` while someone else makes the same file; `.alreadyThere`,
    ///   `.cannotOpen`. Nothing is left then.
    static func make<T>(_ path: String, _ body: (_ partial: String) throws -> T) throws -> T {
        let partial = path + ".partial"
        let file = try lock(partial, for: path)
        // The lock ends with the file being closed, or with this process.
        defer { close(file) }
        do {
            removeNeighbours(of: partial)
            guard ftruncate(file, 0) == 0 else { throw complaint(path) }
            let result = try body(partial)
            // Unlike a rename, a link never takes the place of a file that is there.
            guard link(partial, path) == 0 else {
                throw errno == EEXIST ? StorageFault.alreadyThere(path: path) : complaint(path)
            }
            unlink(partial)
            return result
        } catch {
            removeNeighbours(of: partial)
            unlink(partial)
            throw error
        }
    }

    /// Opens the file for this process alone.
    private static func lock(_ partial: String, for path: String) throws -> Int32 {
        let file = open(partial, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw complaint(path) }
        var mine = stat()
        var named = stat()
        // Whoever had it may have moved it to its name between our opening and our locking.
        guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &mine) == 0, stat(partial, &named) == 0,
            mine.st_ino == named.st_ino
        else {
            close(file)
            throw StorageFault.busy
        }
        return file
    }

    private static func removeNeighbours(of partial: String) {
        for ending in ["-wal", "-shm", "-journal"] { unlink(partial + ending) }
    }

    private static func complaint(_ path: String) -> StorageFault {
        .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
}
