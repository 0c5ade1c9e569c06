import Testing

@testable import Survey

struct DataSplitTests {
  private func names(_ count: Int) -> [String] {
    (0..<count).map { "PGC\(1_000_000 + $0)" }
  }

  /// Values of a separate implementation in Python.
  @Test(
    arguments: [
      ("", 0xf52a_15e9_a9b5_e89b), ("G0001", 0x7a4f_e265_b7e3_116b),
      ("PGC0000212", 0xe5de_cbf5_f81a_e16b), ("星", 0xf616_9201_9692_a14a),
    ] as [(String, UInt64)])
  func theHashIsFixed(objectID: String, expected: UInt64) {
    #expect(DataSplit.hash(of: objectID) == expected)
  }

  @Test func everyClassIsSplitByTheShares() {
    let names = names(1000)
    let classes = names.indices.map { $0 < 700 ? "disk" : $0 < 950 ? "ring" : nil }
    let parts = DataSplit.assign(objectIDs: names, classes: classes)
    for (name, count) in [("disk", 700), ("ring", 250), (nil, 50)] as [(String?, Int)] {
      let members = names.indices.filter { classes[$0] == name }
      #expect(members.count { parts[$0] == .test } == count / 10)
      #expect(members.count { parts[$0] == .validation } == count / 10)
    }
  }

  @Test func otherSharesAreKept() {
    let parts = DataSplit.assign(
      objectIDs: names(200), classes: [String?](repeating: "a", count: 200),
      shares: .init(validation: 0, test: 0.25))
    #expect(parts.count { $0 == .test } == 50)
    #expect(parts.count { $0 == .validation } == 0)
  }

  @Test func theOrderOfTheCatalogPlaysNoPart() {
    let names = names(300)
    let classes = names.indices.map { $0 % 3 == 0 ? "ring" : "disk" }
    let parts = DataSplit.assign(objectIDs: names, classes: classes)
    let backwards = DataSplit.assign(
      objectIDs: names.reversed(), classes: classes.reversed().map { $0 })
    #expect(backwards.reversed() == parts)
  }

  @Test(arguments: [3, 10, 19, 20, 99, 100])
  func aNewGalaxyMovesAtMostOneAcrossEachBorder(count: Int) {
    let before = names(count)
    let parts = DataSplit.assign(
      objectIDs: before, classes: [String?](repeating: "a", count: count))
    for index in 0..<50 {
      let after = DataSplit.assign(
        objectIDs: before + ["new\(index)"], classes: [String?](repeating: "a", count: count + 1))
      #expect(zip(parts, after).count { $0 != $1 } <= 2)
    }
  }

  @Test func aGalaxyOfAnotherClassMovesNothing() {
    let before = names(50)
    let classes = [String?](repeating: "a", count: 50)
    let parts = DataSplit.assign(objectIDs: before, classes: classes)
    let after = DataSplit.assign(objectIDs: before + ["new"], classes: classes + ["b"])
    #expect(Array(after.prefix(50)) == parts)
  }

  @Test(arguments: [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (15, 1), (20, 2)])
  func smallClassesAreStillJudgedAndTrained(count: Int, expected: Int) {
    let parts = DataSplit.assign(
      objectIDs: names(count), classes: [String?](repeating: "rare", count: count))
    #expect(parts.count { $0 == .test } == expected)
    #expect(parts.count { $0 == .validation } == expected)
    #expect(parts.count { $0 == .train } == count - 2 * expected)
  }

  /// Names that count upwards must not land in one part together.
  @Test func neighbouringNamesAreSpread() {
    let parts = DataSplit.assign(
      objectIDs: names(1000), classes: [String?](repeating: "a", count: 1000))
    for block in 0..<5 {
      let tests = parts[(block * 200)..<(block * 200 + 200)].count { $0 == .test }
      #expect((8...35).contains(tests))
    }
  }
}
