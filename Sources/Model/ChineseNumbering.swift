/// China's telephone numbering plan (电信网编号计划), as far as a service desk must know it. National numbers stand here
/// without the leading 0 of landlines.
///
/// Deliberately loose where the plan still grows: any mobile 13 to 19, any area code of the right shape. A carrier is
/// never inferred, since numbers have been portable since 2019.
enum ChineseNumbering {
    static func kind(ofNational digits: some StringProtocol) -> PhoneNumber.Kind? {
        if isMobile(digits) { return .mobile }
        if digits.count == 10, digits.hasPrefix("400") { return .sharedCost }
        if digits.count == 10, digits.hasPrefix("800") { return .tollFree }
        return isLandline(digits) ? .landline : nil
    }

    /// 11 digits from 13 to 19; or 13 digits, for machines (water meters, cars).
    static func isMobile(_ digits: some StringProtocol) -> Bool {
        if digits.count == 13 {
            return ["140", "141", "144", "146", "148"].contains { digits.hasPrefix($0) }
        }
        return digits.count == 11 && digits.hasPrefix("1")
            && digits.dropFirst().first.map { $0 >= "3" } == true
    }

    static func isLandline(_ digits: some StringProtocol) -> Bool {
        let area = areaLength(ofNational: digits)
        let (code, subscriber) = (String(digits.prefix(area)), digits.dropFirst(area))
        guard let first = subscriber.first, ("1"..."8").contains(first) else { return false }
        if area == 2 { return subscriber.count == 8 }
        guard let region = code.first, ("3"..."9").contains(region) else { return false }
        return eightDigitAreas.contains(code) ? subscriber.count == 8 : (7...8).contains(subscriber.count)
    }

    /// Beijing's 10 and the big cities' 2x have two digits, all others three.
    static func areaLength(ofNational digits: some StringProtocol) -> Int {
        digits.hasPrefix("10") || digits.hasPrefix("2") ? 2 : 3
    }

    /// 110, 12315, 95533, 96110, 116114: short numbers of authorities, banks and carriers.
    static func isService(_ digits: some StringProtocol) -> Bool {
        func begins(_ prefixes: String...) -> Bool { prefixes.contains { digits.hasPrefix($0) } }
        return switch digits.count {
        case 3: begins("11", "12")
        case 5: begins("10", "11", "12", "95", "96")
        case 6: begins("95", "96", "116", "118")
        case 7...8: begins("95")
        default: false
        }
    }

    /// Areas with three-digit codes where every subscriber number has eight digits; elsewhere seven is still possible.
    private static let eightDigitAreas: Set<String> = [
        "311", "371", "377", "379",  // Shijiazhuang, Zhengzhou, Nanyang, Luoyang
        "411", "431", "432", "451",  // Dalian, Changchun, Jilin, Harbin
        "510", "511", "512", "513", "514", "515", "516", "517", "518", "519", "523", "527",  // all of Jiangsu
        "531", "532", "551",  // Jinan, Qingdao, Hefei
        "571", "573", "574", "575", "576", "577", "579",  // Hangzhou, Jiaxing, Ningbo, Shaoxing … Jinhua
        "591", "595", "731", "791",  // Fuzhou, Quanzhou, Changsha, Nanchang
        "754", "755", "757", "760", "769",  // Shantou, Shenzhen, Foshan, Zhongshan, Dongguan
        "851", "871", "898",  // Guiyang, Kunming, Hainan
    ]
}
