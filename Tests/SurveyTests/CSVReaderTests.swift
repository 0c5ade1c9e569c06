import Foundation
import Survey
import TestSupport
import Testing

struct CSVReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func items(
    _ text: String, columns: CatalogColumns = CatalogColumns()
  ) throws -> [CatalogItem] {
    var reader = try CSVReader(path: folder.write(text, to: "catalog.csv"), columns: columns)
    var items: [CatalogItem] = []
    while let item = try reader.next() { items.append(item) }
    return items
  }

  private func entries(
    _ text: String, columns: CatalogColumns = CatalogColumns()
  ) throws -> [CatalogEntry] {
    try items(text, columns: columns).map { item in
      guard case .entry(let entry) = item else {
        Issue.record("\(item) is not an entry")
        throw CancellationError()
      }
      return entry
    }
  }

  private func error(_ text: String, columns: CatalogColumns = CatalogColumns()) -> SurveyError? {
    #expect(throws: SurveyError.self) { try items(text, columns: columns) }
  }

  @Test func everyColumnFindsItsPlace() throws {
    let text = """
      object_id,path,label,ra,dec,redshift,i_mag,note
      J1,images/a.png,ring,30.5,-9.25,0.47,19.8,"bright, red"
      J2,/elsewhere/b.png,,,,,,
      """
    let expected = [
      CatalogEntry(
        objectID: "J1", picture: .file(folder.path("images/a.png")), label: "ring",
        rightAscension: 30.5,
        declination: -9.25, redshift: 0.47, attributes: ["i_mag": "19.8", "note": "bright, red"],
        row: 2, origin: "catalog.csv row 2"),
      CatalogEntry(
        objectID: "J2", picture: .file("/elsewhere/b.png"), attributes: ["i_mag": "", "note": ""],
        row: 3, origin: "catalog.csv row 3"),
    ]
    #expect(try entries(text) == expected)
  }

  @Test func columnsCanBeNamedAndCaseIsForgiven() throws {
    let named = try entries(
      "name,file,class,ra,dec\nX,x.png,arc,1,2\n",
      columns: CatalogColumns(objectID: "name", path: "file", label: "class"))
    #expect(named.map(\.objectID) == ["X"])
    #expect(named.map(\.label) == ["arc"])
    #expect(named[0].attributes.isEmpty)

    let capital = try entries("Object_ID, Path ,RA,Dec\nX,x.png,1,2\n")
    #expect(capital.map(\.declination) == [2])
  }

  @Test func theCatalogIsNamedAfterTheFile() throws {
    let path = try folder.write("object_id,path\na,b\n", to: "efigi.v1.csv")
    #expect(try CSVReader(path: path).catalogName == "efigi.v1")
  }

  @Test(arguments: [
    ("A,a.png,abc,2,0.1", "ra \"abc\" is not a number of degrees"),
    ("A,a.png,nan,2,0.1", "ra \"nan\" is not a number of degrees"),
    ("A,a.png,360.5,2,0.1", "ra 360.5 is outside 0.0...360.0°"),
    ("A,a.png,-1,2,0.1", "ra -1 is outside 0.0...360.0°"),
    ("A,a.png,1,90.01,0.1", "dec 90.01 is outside -90.0...90.0°"),
    ("A,a.png,1,,0.1", "a position needs both ra and dec, and one of them is empty"),
    ("A,a.png,1,2,far", "redshift \"far\" is not a number"),
    ("A,a.png,1,2", "the row has 4 fields where the header has 5"),
    ("A,a.png,1,2,3,4", "the row has 6 fields where the header has 5"),
    (",a.png,1,2,0.1", "object_id is empty"),
    ("A, ,1,2,0.1", "path is empty"),
    ("FIRST,a.png,1,2,0.1", "the object \"FIRST\" is already in row 2"),
    ("\"A\"x,a.png,1,2,0.1", "the row is malformed: text follows a closing quote"),
  ])
  func aBadRowIsRejectedAndTheOthersAreRead(row: String, reason: String) throws {
    let items = try items(
      "object_id,path,ra,dec,redshift\nFIRST,1.png,1,2,0.1\n\(row)\nLAST,2.png,1,2,nan\n")
    #expect(items.count == 3)
    #expect(items[1] == .rejection(Rejection(source: "catalog.csv row 3", reason: .row(reason))))
    guard case .entry(let last) = items[2] else {
      Issue.record("\(items[2]) is not an entry")
      return
    }
    #expect(last.objectID == "LAST")
    #expect(last.row == 4)
    #expect(last.redshift == nil)
  }

  @Test func aRejectedDuplicateKeepsNamingTheFirstRow() throws {
    let items = try items("object_id,path\nA,1\nA,2\nA,3\n")
    #expect(
      items.dropFirst().map { item in
        guard case .rejection(let rejection) = item else { return "" }
        return "\(rejection.reason)"
      } == [String](repeating: "the object \"A\" is already in row 2", count: 2))
  }

  @Test func catalogsThatAreNoneAreErrors() throws {
    let path = folder.path("catalog.csv")
    #expect(error("") == .emptyTable(path: path))
    #expect(error("\n\n") == .emptyTable(path: path))
    #expect(error("object_id,path\n") == .noRows(path: path))
    #expect(error("object_id,path,path\na,b,c\n") == .repeatedColumn(path: path, column: "path"))
    #expect(error("\0\u{1}\u{2}") == .notATable(path: path, detail: "it holds binary data"))
    #expect(
      error("who,where\na,b\n")
        == .missingColumn(
          path: path, column: "object_id", existing: ["who", "where"], sought: .objectID))
    #expect(
      error("object_id,where\na,b\n")
        == .missingColumn(
          path: path, column: "path", existing: ["object_id", "where"],
          sought: .picture(objectIDs: "object_id", hasPositions: false)))
    #expect(
      error("id,ra,dec\na,1,2\n")
        == .missingColumn(
          path: path, column: "path", existing: ["id", "ra", "dec"],
          sought: .picture(objectIDs: "id", hasPositions: true)))
    let label = CatalogColumns(label: "class")
    #expect(
      error("object_id,path,label\na,b,c\n", columns: label)
        == .missingColumn(
          path: path, column: "class", existing: ["object_id", "path", "label"],
          sought: .label))
  }

  @Test func theErrorNamesTheColumnsThatExist() {
    let message = error("name,file\na,b\n").map { "\($0)" } ?? ""
    #expect(message.contains("name, file"))
    #expect(message.contains("catalog.csv"))
    #expect(!message.contains("\n"))
  }

  /// Headers as SDSS, Galaxy Zoo, VizieR, Zoobot and people with spreadsheets write them.
  @Test(arguments: [
    ("objID,ra,dec,filename,class\n1237648720693755918,10,-5,a.jpg,S\n", "1237648720693755918"),
    ("GalaxyID,image,RA (deg),Dec (deg),Labels\nJ1,a.jpg,10,-5,S\n", "J1"),
    ("iauname,file_loc,RAJ2000,DEJ2000,morphology\nJ1,a.jpg,10,-5,S\n", "J1"),
    ("id_str,Image Path,Right Ascension,Declination,class_name\nJ1,a.jpg,10,-5,S\n", "J1"),
    ("id;file;ra;dec;label\nJ1;a.jpg;10;-5;S\n", "J1"),
    ("id\tfile\tra\tdec\tlabel\r\nJ1\ta.jpg\t10\t-5\tS\r\n", "J1"),
    ("id|file|ra|dec|label\nJ1|a.jpg|10|-5|S\n", "J1"),
    ("#Table1\nobjid,file,ra,dec,label\nJ1,a.jpg,10,-5,S\n", "J1"),
    ("# made, on Monday\n# objid,file,ra,dec,label\nJ1,a.jpg,10,-5,S\n", "J1"),
    ("\u{FEFF}# by \"us\nid,file,ra,dec,label\nJ1,a.jpg,00:40:00,-05:00:00,S\n", "J1"),
    ("id,file,ra,dec,label\nJ1,a.jpg,0h40m00.0s,-5d00m0s,S\n", "J1"),
  ])
  func tablesAsSurveysWriteThemAreRead(text: String, name: String) throws {
    let entry = try #require(try entries(text).first)
    #expect(entry.objectID == name && entry.label == "S")
    #expect(entry.picture == .file(folder.path("a.jpg")))
    #expect(abs((entry.rightAscension ?? 0) - 10) < 1e-12)
    #expect(entry.declination == -5)
    #expect(entry.row == text.utf8.count { $0 == UInt8(ascii: "\n") })
    #expect(entry.attributes.isEmpty)
  }

  @Test func ourOwnNamesGoBeforeOthers() throws {
    let entry = try entries("id,object_id,file,path,class,label\n1,A,b.png,a.png,x,ring\n")[0]
    #expect(entry.objectID == "A" && entry.label == "ring")
    #expect(entry.picture == .file(folder.path("a.png")))
    #expect(entry.attributes == ["id": "1", "file": "b.png", "class": "x"])
    let reader = try CSVReader(path: folder.write("objid,file\n1,a.png\n", to: "other.csv"))
    #expect(reader.columns == [.objectID: "objid", .path: "file"])
  }

  @Test func zIsARedshiftOnlyWithoutOtherBands() throws {
    #expect(try entries("object_id,path,z\nA,a.png,0.1\n")[0].redshift == 0.1)
    #expect(try entries("object_id,path,g,r,z\nA,a.png,19,18,17\n")[0].redshift == nil)
  }

  /// As the pictures of Galaxy Zoo on Kaggle are named by the first column.
  @Test func picturesCanBeNamedByTheirObjects() throws {
    for name in ["100008.jpg", "100023.png", "100053.fits.gz"] {
      try folder.write("x", to: "training/\(name)")
    }
    let columns = CatalogColumns(pictures: folder.path("training"))
    let read = try entries(
      "GalaxyID,Class1.1\n100008,0.4\n100023,0.3\n100053,0\n9,0\n", columns: columns)
    #expect(
      read.map(\.picture.path)
        == ["100008.jpg", "100023.png", "100053.fits.gz", "9.jpg"].map {
          folder.path("training/\($0)")
        })
    let relative = try entries("object_id,path\nA,b/a.png\nB,/far/b.png\n", columns: columns)
    #expect(relative.map(\.picture.path) == [folder.path("training/b/a.png"), "/far/b.png"])
  }

  @Test func rowsAcrossPiecesOfTheFileAreWhole() throws {
    let note = String(repeating: "é\"\",\n", count: 40)
    var text = "object_id,path,note\r\n"
    for index in 0..<1200 { text += "G\(index),\(index).png,\"\(note)\(index)\"\r\n" }
    #expect(text.utf8.count > 3 << 16)
    let read = try entries(text)
    #expect(read.count == 1200)
    #expect(read.enumerated().allSatisfy { $0.element.objectID == "G\($0.offset)" })
    let plain = note.replacingOccurrences(of: "\"\"", with: "\"")
    #expect(
      read.enumerated().allSatisfy { $0.element.attributes["note"] == plain + "\($0.offset)" })
  }
}
