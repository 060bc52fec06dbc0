import Model
import Testing

@Suite("The hash of Fowler, Noll and Vo")
struct FNV1aTests {
    @Test(
        "gives what its authors publish",
        arguments: [
            ("", 0xcbf2_9ce4_8422_2325 as UInt64, 0x811c_9dc5 as UInt32),
            ("a", 0xaf63_dc4c_8601_ec8c, 0xe40c_292c), ("foobar", 0x8594_4171_f739_67e8, 0xbf9c_f968),
        ])
    func published(_ text: String, _ long: UInt64, _ short: UInt32) {
        #expect(FNV1a.hash64(text.utf8) == long)
        #expect(FNV1a.hash32(text.utf8) == short)
    }
}
