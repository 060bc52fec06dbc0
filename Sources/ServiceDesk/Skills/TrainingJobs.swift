import Dispatching
package import Model
import Records

extension Reading {
    /// By the jobs completed on some days (`FirstTimeFix`), each by its first visit. What was completed lately may still turn out
    /// otherwise.
    package func trainingPlan(on days: ClosedRange<Day>) throws -> TrainingPlan {
        let window = rules.span(days)
        let visits = try visitRecords(in: FirstTimeFix.around(window), departures: false)
        let firsts = FirstTimeFix(visits, completedIn: window).isFirstTime
        let jobs = visits.compactMap { visit in
            firsts[visit.id].map {
                TrainingJob(
                    product: visit.product, fault: visit.fault, technician: visit.technician, isFixed: $0)
            }
        }
        let book = try rules.dispatching()
        return TrainingPlan(jobs, on: days, staff: try staff.all()) { product, fault in
            let needs = book.needs(product: product, fault: fault, kind: "repair")
            return (needs.skill ?? rules.product(product)?.skill ?? "", needs.level ?? 1)
        }
    }
}
