import Model
import Testing

@Suite("Phone numbers")
struct PhoneNumberTests {
    @Test(
        "a number is recognised however it is typed",
        arguments: [
            ("13800138000", "+8613800138000", PhoneNumber.Kind.mobile),
            ("19212345678", "+8619212345678", .mobile),
            ("16612345678", "+8616612345678", .mobile),
            ("１３８００１３８０００", "+8613800138000", .mobile),
            ("138 0013 8000", "+8613800138000", .mobile),
            ("138-0013-8000", "+8613800138000", .mobile),
            ("+86 138 0013 8000", "+8613800138000", .mobile),
            ("＋８６ 138-0013-8000", "+8613800138000", .mobile),
            ("0086 13800138000", "+8613800138000", .mobile),
            ("8613800138000", "+8613800138000", .mobile),
            ("013800138000", "+8613800138000", .mobile),
            ("手机：13800138000", "+8613800138000", .mobile),
            ("1440123456789", "+861440123456789", .mobile),
            ("010-12345678", "+861012345678", .landline),
            ("(021) 6888 8888", "+862168888888", .landline),
            ("（0755）83123456", "+8675583123456", .landline),
            ("+86 (0)755 8312 3456", "+8675583123456", .landline),
            ("+86-10-68888888", "+861068888888", .landline),
            ("86-10-68888888", "+861068888888", .landline),
            ("0755-83123456", "+8675583123456", .landline),
            ("0311-12345678", "+8631112345678", .landline),
            ("0431-88888888", "+8643188888888", .landline),
            ("0898-66666666", "+8689866666666", .landline),
            ("0351-7654321", "+863517654321", .landline),
            ("4006189123", "+864006189123", .sharedCost),
            ("400-618-9123", "+864006189123", .sharedCost),
            ("800-810-1234", "+868008101234", .tollFree),
            ("95533", "95533", .service),
            ("12315", "12315", .service),
            ("110", "110", .service),
            ("96110", "96110", .service),
            ("+44 (0)20 7946 0958", "+442079460958", .international),
            ("00852 2123 4567", "+85221234567", .international),
            ("+1 212-555-0147", "+12125550147", .international),
        ])
    func recognised(typed: String, normalised: String, kind: PhoneNumber.Kind) throws {
        let phone = try #require(PhoneNumber(parsing: typed))
        #expect(phone.normalised == normalised)
        #expect(phone.kind == kind)
        #expect(phone.typed == typed)
        #expect(phone.isPlausible == (kind != .service))
    }

    @Test(
        "what is no whole number is kept with its digits and marked",
        arguments: [
            ("12345678901", "12345678901"), ("0579-8123456", "05798123456"), ("83123456", "83123456"),
            ("13800138000/13900139000", "1380013800013900139000"), ("+999", "999"),
            ("+1 012 555 0147", "10125550147"),
        ])
    func keptAsTyped(typed: String, digits: String) throws {
        let phone = try #require(PhoneNumber(parsing: typed))
        #expect(phone.kind == .unknown)
        #expect(!phone.isPlausible)
        #expect(phone.normalised == digits)
        #expect(phone.display == typed)
    }

    @Test("a text without a digit is no number", arguments: ["", "   ", "无", "转", "+"])
    func noDigits(typed: String) {
        #expect(PhoneNumber(parsing: typed) == nil)
    }

    @Test(
        "extensions are told from the number",
        arguments: [
            ("021-68888888-801", "+862168888888", "801"),
            ("021-68888888转801", "+862168888888", "801"),
            ("（021）6888 8888 转 ８０１", "+862168888888", "801"),
            ("021-68888888 分机801", "+862168888888", "801"),
            ("02168888888 ext. 801", "+862168888888", "801"),
            ("02168888888x801", "+862168888888", "801"),
            ("021-6888-8888#801", "+862168888888", "801"),
            ("0351-7654321-8", "+863517654321", "8"),
            ("400-618-9123-2", "+864006189123", "2"),
            ("800-810-1234", "+868008101234", ""),
            ("010-1234-5678", "+861012345678", ""),
            ("fax 010-12345678", "+861012345678", ""),
        ])
    func extensions(typed: String, normalised: String, ext: String) throws {
        let phone = try #require(PhoneNumber(parsing: typed))
        #expect(phone.normalised == normalised)
        #expect(phone.extensionDigits == ext)
    }

    @Test("ten digits are a US number in the United States and not in China")
    func region() throws {
        #expect(
            try #require(PhoneNumber(parsing: "(212) 555-0147", region: "US")).normalised == "+12125550147")
        #expect(
            try #require(PhoneNumber(parsing: "1-212-555-0147", region: "US")).normalised == "+12125550147")
        #expect(try #require(PhoneNumber(parsing: "(212) 555-0147")).kind == .unknown)
        #expect(try #require(PhoneNumber(parsing: "13800138000", region: "US")).kind == .unknown)
        #expect(try #require(PhoneNumber(parsing: "+8613800138000", region: "US")).kind == .mobile)
    }

    @Test(
        "numbers are shown as their country writes them, and masked for those who may not see them",
        arguments: [
            ("13800138000", "138 0013 8000", "138****8000"),
            ("01012345678", "010-12345678", "010-****5678"),
            ("075583123456", "0755-83123456", "0755-****3456"),
            ("（021）68888888转801", "021-68888888-801", "021-****8888"),
            ("4006189123", "400-618-9123", "400-618-9123"),
            ("95533", "95533", "95533"),
            ("+1 2125550147", "+1 212-555-0147", "+****0147"),
            ("12345678901", "12345678901", "****8901"),
            ("1234567", "1234567", "****"),
        ])
    func shown(typed: String, display: String, masked: String) throws {
        let phone = try #require(PhoneNumber(parsing: typed))
        #expect(phone.display == display)
        #expect(phone.masked == masked)
    }

    @Test(
        "what is shown reads back as the same number",
        arguments: ["13800138000", "02168888888转801", "4006189123", "+12125550147"])
    func displayReadsBack(typed: String) throws {
        let phone = try #require(PhoneNumber(parsing: typed))
        let again = try #require(PhoneNumber(parsing: phone.display))
        #expect(again.normalised == phone.normalised)
        #expect(again.extensionDigits == phone.extensionDigits)
    }

    @Test(
        "the last four digits or more find a number, and so does the whole of it in any form",
        arguments: [
            ("13800138000", "8000", true), ("13800138000", "138-0013-8000", true),
            ("13800138000", "+86 13800138000", true),
            ("13800138000", "000", false), ("13800138000", "1380", false), ("13800138000", "8001", false),
            ("13800130123", "0123", true), ("13800138000", "８０００", true),
            ("021-68888888", "02168888888", true), ("021-68888888", "68888888", true),
            ("021-68888888", "0755", false),
        ])
    func matches(typed: String, sought: String, expected: Bool) throws {
        #expect(try #require(PhoneNumber(parsing: typed)).matches(sought) == expected)
    }

    @Test("search digits leave out what is not always dialled")
    func searchDigits() throws {
        #expect(try #require(PhoneNumber(parsing: "0755-83123456")).searchDigits == "75583123456")
        #expect(PhoneNumber.searchDigits(of: "0755") == "755")
        #expect(PhoneNumber.searchDigits(of: "+86 138") == "138")
        #expect(PhoneNumber.searchDigits(of: "0086138") == "138")
    }
}
