import Foundation
import ServiceDesk
import ServiceTime

extension Rules {
    /// Where the desk is: local times on the command line and in answers are of this zone.
    var zone: TimeZone { deskCalendar.timeZone }
}

extension ServiceCalendar {
    var timeZone: TimeZone { TimeZone(identifier: zoneIdentifier) ?? .gmt }
}
