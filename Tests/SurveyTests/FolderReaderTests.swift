import Foundation
import Survey
import TestSupport
import Testing

struct FolderReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func items(_ names: [String]) throws -> [CatalogItem] {
    for name in names { try folder.write("x", to: "sky/" + name) }
    var reader = try FolderReader(path: folder.path("sky"))
    #expect(reader.catalogName == "sky")
    var items: [CatalogItem] = []
    while let item = try reader.next() { items.append(item) }
    #expect(reader.count == items.count)
    return items
  }

  private func entries(_ names: String...) throws -> [CatalogEntry] {
    try items(names).compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
  }

  @Test func picturesAreSortedAndOtherFilesAreLeftOut() throws {
    let found = try entries(
      "b.PNG", "a.jpeg", "c.JpG", "d.txt", "e", ".hidden.png", ".git/f.png", "g.csv", "h.png.part")
    #expect(found.map(\.objectID) == ["a", "b", "c"])
    #expect(
      found.map(\.picture.path) == ["a.jpeg", "b.PNG", "c.JpG"].map { folder.path("sky/" + $0) })
    #expect(found.map(\.row) == [1, 2, 3])
    #expect(found.map(\.origin) == ["a.jpeg", "b.PNG", "c.JpG"])
    #expect(found.allSatisfy { $0.label == nil })
  }

  @Test func packedFilesAreNamedLikeOthersAndForeignPicturesAreListed() throws {
    let found = try entries(
      "a.fits.fz", "b.fit.gz", "c.fts", "d.tiff", "e.csv.gz", "f.gz", "g.v1.fz")
    #expect(found.map(\.objectID) == ["a", "b", "c", "d", "g.v1"])
  }

  @Test func subfoldersAreLabels() throws {
    let found = try entries("ring/1.png", "deep/arc/2.png", "0.png")
    #expect(found.map(\.objectID) == ["0", "deep/arc/2", "ring/1"])
    #expect(found.map(\.label) == [nil, "arc", "ring"])
  }

  @Test func oneSubfolderForAllIsNoLabel() throws {
    let found = try entries("images/1.png", "images/2.png")
    #expect(found.map(\.label) == [nil, nil])
    #expect(found.map(\.objectID) == ["images/1", "images/2"])
  }

  @Test func aGrowingFolderKeepsItsNames() throws {
    let before = try entries("1.png", "ring/1.png", "ring/2.v2.png")
    #expect(before.map(\.objectID) == ["1", "ring/1", "ring/2.v2"])
    let after = try entries("disk/1.png", "disk/2.png", "2.png", "ring/2.png", "1.jpg")
    #expect(Set(after.map(\.objectID)).isSuperset(of: before.map(\.objectID)))
    #expect(after.count == 7)
  }

  @Test func filesThatDifferInExtensionAreOneObject() throws {
    let found = try items(["3.png", "3.j.png", "3.jpg", "ring/3.PNG", "ring/3.png"])
    let rejections = found.compactMap { if case .rejection(let each) = $0 { each } else { nil } }
    #expect(rejections.map(\.source) == ["3.png", "ring/3.png"])
    #expect(rejections[0].reason.description.contains("already in 3.jpg"))
    #expect(rejections[1].reason.description.contains("already in ring/3.PNG"))
    #expect(found.count == 5)
  }

  @Test func linkedFoldersAreLeftOut() throws {
    try folder.write("x", to: "sky/1.png")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("sky/circle"), withDestinationPath: folder.path("sky"))
    #expect(try entries().map(\.objectID) == ["1"])
  }

  @Test func aFolderWithoutPicturesIsAnError() throws {
    try folder.write("x", to: "sky/notes.txt")
    let path = folder.path("sky")
    let error = #expect(throws: SurveyError.self) { try FolderReader(path: path) }
    #expect(error == .noPictures(path: path))
    #expect("\(SurveyError.noPictures(path: path))".contains(path))
  }
}
