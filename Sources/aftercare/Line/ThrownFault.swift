import Model

/// The fault that a command's own `validate` threw. The parser wraps it in an error of its own, which it shows to nobody: what
/// that is made of can only be looked through.
enum ThrownFault {
    static func within(_ error: any Error) -> (any Fault)? {
        if let fault = error as? any Fault { return fault }
        return Mirror(reflecting: error).children.lazy
            .compactMap { ($0.value as? any Error).flatMap(within) }.first
    }
}
