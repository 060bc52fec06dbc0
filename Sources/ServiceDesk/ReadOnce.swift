import Synchronization

/// What is read when it is first asked for, and kept; what could not be read is tried again.
final class ReadOnce<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    func value(_ read: () throws -> Value) throws -> Value {
        try kept.withLock { kept in
            if let kept { return kept }
            let fresh = try read()
            kept = fresh
            return fresh
        }
    }
}
