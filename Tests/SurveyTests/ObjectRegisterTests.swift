import Testing

@testable import Survey

struct ObjectRegisterTests {
  @Test func theFirstPlaceIsKept() {
    var register = ObjectRegister()
    #expect(register.enter("J1", at: 2) == nil)
    #expect(register.enter("J2", at: 3) == nil)
    #expect(register.enter("J1", at: 9) == 2)
    #expect(register.enter("J1", at: 11) == 2)
    #expect(register.enter("j1", at: 12) == nil)
  }

  @Test func manyNamesThatDifferLittleAreAllNew() {
    var register = ObjectRegister()
    let first = (0..<200_000).first { register.enter("galaxy10-\($0)", at: $0) != nil }
    #expect(first == nil)
    #expect(register.enter("galaxy10-777", at: 1) == 777)
  }
}
