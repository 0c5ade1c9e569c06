import Foundation
import Survey
import TestSupport
import Testing

struct FolderReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func entries(_ names: String...) throws -> [CatalogEntry] {
    for name in names { try folder.write("x", to: "sky/" + name) }
    var reader = try FolderReader(path: folder.path("sky"))
    #expect(reader.catalogName == "sky")
    var entries: [CatalogEntry] = []
    while case .entry(let entry)? = try reader.next() { entries.append(entry) }
    #expect(reader.count == entries.count)
    return entries
  }

  @Test func picturesAreSortedAndOtherFilesAreLeftOut() throws {
    let found = try entries(
      "b.PNG", "a.jpeg", "c.JpG", "d.txt", "e", ".hidden.png", ".git/f.png", "g.fits", "h.png.part")
    #expect(found.map(\.objectID) == ["a", "b", "c"])
    #expect(
      found.map(\.imagePath) == ["a.jpeg", "b.PNG", "c.JpG"].map { folder.path("sky/" + $0) })
    #expect(found.map(\.row) == [1, 2, 3])
    #expect(found.map(\.origin) == ["a.jpeg", "b.PNG", "c.JpG"])
    #expect(found.allSatisfy { $0.label == nil })
  }

  @Test func subfoldersAreLabels() throws {
    let found = try entries("ring/1.png", "deep/arc/2.png", "0.png")
    #expect(found.map(\.objectID) == ["0", "2", "1"])
    #expect(found.map(\.label) == [nil, "arc", "ring"])
  }

  @Test func oneSubfolderForAllIsNoLabel() throws {
    let found = try entries("images/1.png", "images/2.png")
    #expect(found.map(\.label) == [nil, nil])
  }

  @Test func sharedNamesTakeTheirPath() throws {
    let found = try entries("ring/1.png", "disk/1.png", "disk/2.png", "3.png", "3.jpg")
    #expect(found.map(\.objectID) == ["3.jpg", "3.png", "disk/1", "2", "ring/1"])
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
