import Files
import Imaging
import Survey
import Testing

struct SurveyErrorTests {
  @Test(
    arguments: [
      .missingSource(path: "sky"), .unreadable(path: "sky", .forbidden),
      .notAFolder(path: "sky"), .notATable(path: "sky", detail: "it holds binary data"),
      .noPictures(path: "sky"), .emptyTable(path: "sky"), .noRows(path: "sky"),
      .missingColumn(path: "sky", column: "path", existing: ["a", "b"], sought: .path),
      .repeatedColumn(path: "sky", column: "ra"), .isAFolder(path: "sky", format: .fits),
      .notACatalog(path: "sky", .zip), .noMosaic(path: "sky"),
      .unusableFITS(path: "sky", .damagedFITS(detail: "cut short")),
      .damagedHDF5(path: "sky", detail: "truncated file"),
      .foreignHDF5(path: "sky", expected: "Galaxy10 has images and ans", found: ["a", "b"]),
      .wrongDataset(path: "sky", dataset: "ans", expected: "7 numbers", found: "3"),
      .unusedChoice(path: "sky", .bands, .galaxy10, existing: ["ans", "images"]),
      .crashed(path: "sky", signal: 11),
    ] as [SurveyError])
  func everyErrorIsOneSentenceThatNamesTheFileAndNoOption(error: SurveyError) {
    let message = "\(error)"
    #expect(message.contains("sky"))
    #expect(!message.contains("--") && !message.contains("`"))
    #expect(!message.contains("\n"))
    #expect(message.count < 120)
  }

  @Test func sizesOfFilesAreGrouped() {
    #expect(
      "\(InputFileError.tooLarge(megabytes: 1_002_345, most: 2000))"
        == "it has 1,002,345 MB, at most 2,000 are read")
  }
}
