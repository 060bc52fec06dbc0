import Dispatching
import Foundation
import ServiceDesk
import ServiceTime

extension Rules {
    /// Where the desk is: local times on the command line and in answers are of this zone.
    var zone: TimeZone { TimeZone(identifier: "Asia/Shanghai") ?? .gmt }
}
extension Slot { var travelMinutes: Int { 0 } }
