import Model
import TerminalKit

extension PickerItem {
    /// The entry, found by the pinyin of its label and other words too.
    func byPinyin() -> PickerItem {
        var item = self
        item.keywords += ([label] + keywords).flatMap { Pinyin.keys(of: $0) }
        return item
    }
}
