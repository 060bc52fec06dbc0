import Testing

@testable import ServiceDesk

@Suite("The form of an interview")
struct InterviewFormTests {
    @Test("answers stand below their questions' names, anything else is said besides")
    func read() {
        let form = InterviewForm(
            "# 零售商\n王经理，门店\n[returns] 退换货顺不顺？\n三周\n\n运费自己垫\n[parts] 配件？\n \n[note] 其他\n[ 要专人\n")
        #expect(form.answers == ["returns": "三周\n\n运费自己垫"])
        #expect(form.note == "王经理，门店\n[ 要专人")
        #expect(InterviewForm("只是一段话").note == "只是一段话")
        #expect(InterviewForm("").note.isEmpty && InterviewForm("").answers.isEmpty)
    }

    @Test(
        "what was said is kept, though it begin with #: only the head names the guide")
    func signs() {
        let form = InterviewForm("# 零售商\n[returns] 退换货？\n#1 运费\n#2 周期\n")
        #expect(form.answers == ["returns": "#1 运费\n#2 周期"] && form.note.isEmpty)
    }
}
