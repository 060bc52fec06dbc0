import Model
import Testing

@Suite("Measured values")
struct MeasuredValueTests {
    @Test(
        "are read as people write them, in either language, each with its name, number and unit",
        arguments: [
            ("voltage 221 V; current 6.1A", "voltage 221 V; current 6.1 A"),
            ("low pressure = 0.42 MPa, outlet: 12,5 °C", "low pressure 0.42 MPa; outlet 12,5 °C"),
            ("电压 221V，电流6.1A、绝缘：20 MΩ", "电压 221 V; 电流 6.1 A; 绝缘 20 MΩ"),
            ("drift -0.5 mm\nlevel +3", "drift -0.5 mm; level +3"),
            ("R32 pressure 0.8 MPa", "R32 pressure 0.8 MPa"),
            (
                "power 1,234.5 W; pressure 0.8-1.2 MPa; ratio 1:2",
                "power 1,234.5 W; pressure 0.8-1.2 MPa; ratio 1:2"
            ),
            ("冷冻-18℃; 绝缘 >200 MΩ; 电压２２１V", "冷冻 -18 ℃; 绝缘 >200 MΩ; 电压 221 V"),
            ("R32压力0.8MPa", "R32压力 0.8 MPa"),
            ("flow 3 m3/h;", "flow 3 m3/h"), ("", ""),
        ])
    func reads(typed: String, kept: String) throws {
        let values = try #require(MeasuredValue.list(typed))
        #expect(MeasuredValue.text(values) == kept)
        #expect(MeasuredValue.list(kept) == values)
    }

    @Test("without a name or a number are none", arguments: ["fine", "221 V", "voltage; 6 A", "电压", "-"])
    func refuses(typed: String) {
        #expect(MeasuredValue.list(typed) == nil)
    }
}
