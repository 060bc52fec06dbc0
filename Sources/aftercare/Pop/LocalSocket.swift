import Glibc

/// A Unix-domain stream socket: one line each way, both short and in a time.
struct LocalSocket {
    /// Bytes of a line at most; a number and its line break are far shorter.
    static let longest = 128
    private static let patience = timeval(tv_sec: 1, tv_usec: 0)

    let descriptor: Int32

    // MARK: Opening

    /// Listens at a path, for this user only.
    /// - Returns: nil when the system refuses; `errno` says why.
    static func listening(at path: String) -> LocalSocket? {
        guard let socket = open() else { return nil }
        guard withAddress(path, { Glibc.bind(socket.descriptor, $0, $1) }) == 0,
            chmod(path, 0o600) == 0, listen(socket.descriptor, 8) == 0
        else {
            let reason = errno
            socket.close()
            errno = reason
            return nil
        }
        return socket
    }

    /// - Returns: nil when nobody listens there; `errno` says why.
    static func connected(to path: String) -> LocalSocket? {
        guard let socket = open() else { return nil }
        setPatience(socket.descriptor)
        guard withAddress(path, { Glibc.connect(socket.descriptor, $0, $1) }) == 0 else {
            let reason = errno
            socket.close()
            errno = reason
            return nil
        }
        return socket
    }

    /// Whether a socket's file is there and nobody listens any more.
    static func isStale(_ path: String) -> Bool {
        if let socket = connected(to: path) {
            socket.close()
            return false
        }
        return errno == ECONNREFUSED
    }

    /// Waits for the next who rings; nil once it is closed.
    func accepted() -> LocalSocket? {
        while true {
            let caller = accept(descriptor, nil, nil)
            if caller >= 0 {
                _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
                Self.setPatience(caller)
                return LocalSocket(descriptor: caller)
            }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    private static func open() -> LocalSocket? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        return LocalSocket(descriptor: descriptor)
    }

    /// Not of a listener, whose wait for callers would end with it (socket(7)).
    private static func setPatience(_ descriptor: Int32) {
        var patience = patience
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    }

    /// - Returns: -1, with `ENAMETOOLONG`, for a path an address cannot hold.
    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            errno = ENAMETOOLONG
            return -1
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    // MARK: Talking

    /// Who is at the other end, as the system knows; nil when it does not say.
    ///
    /// unix(7): SO_PEERCRED fills a `struct ucred`: process, user and group, 32 bits each. The C headers name that type
    /// only under _GNU_SOURCE, which the importer does not define.
    var peer: uid_t? {
        var credentials: [UInt32] = [0, 0, 0]
        var size = socklen_t(MemoryLayout<UInt32>.size * credentials.count)
        let wanted = size
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0, size == wanted
        else { return nil }
        return credentials[1]
    }

    /// A line without its end; nil when it is too long, is no UTF-8, or does not come in time.
    func readLine() -> String? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Self.longest)
        while line.count <= Self.longest {
            let count = recv(descriptor, &buffer, Self.longest, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            line += buffer[..<count]
            if let end = line.firstIndex(of: 0x0A) {
                return end < Self.longest ? String(validating: line[..<end], as: UTF8.self) : nil
            }
        }
        return nil
    }

    /// - Returns: whether all of it went out.
    @discardableResult
    func write(line: String) -> Bool {
        let bytes = Array((line + "\n").utf8)
        return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    func close() { _ = Glibc.close(descriptor) }

    /// Ends the wait of whoever waits for callers.
    func stopListening() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
}
