/// The hash of Fowler, Noll and Vo, in the form 1a: the same on every machine and in every version, as Swift's own is not. It
/// tells texts apart and guards nothing.
package enum FNV1a {
    package static func hash64(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    package static func hash32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x100_0193 }
    }
}
