import Files
import Foundation
import Imaging
import Survey
import Testing

@testable import HuntCommands

/// What a person reads when a catalog, one of its rows or a picture can't be read.
@Suite struct SurveySentenceTests {
  @Test(
    arguments: [
      (
        .missingSource(path: "sky"),
        "there is nothing at sky; give a folder of pictures, a CSV or FITS table, or an HDF5 file"
      ),
      (
        .unreadable(path: "sky", .forbidden),
        "sky cannot be read: you may not read it, or not enter a folder on the way to it; check the "
          + "permissions of the file and of its folders"
      ),
      (
        .unreadable(path: "sky", .special(.pipe)),
        "sky cannot be read: it is a pipe and not a file; write what it gives into a file, and name "
          + "that"
      ),
      (
        .unusedChoice(path: "sky.csv", .table, .csv, existing: ["object_id", "path"]),
        "sky.csv is a text table of pictures, which has no tables to choose from; it has object_id, "
          + "path; leave --table out"
      ),
      (
        .unusedChoice(path: "sky", .pictures, .folder, existing: []),
        "sky is a folder of pictures, which has no use for a folder of pictures; leave --pictures out"
      ),
      (
        .crashed(path: "sky.h5", signal: SIGSEGV),
        "the program crashed while it read sky.h5 (a reference to memory that is not there); what was "
          + "imported before is kept; fetch the file again, and report the fault with it"
      ),
      (
        .notAFolder(path: "sky"),
        "sky is not a folder; choose --reader auto, or give the folder that holds it"
      ),
      (
        .isAFolder(path: "sky", format: .fits),
        "sky is a folder, and fits is a kind of file; choose --reader auto, or give a file for "
          + "--reader fits"
      ),
      (
        .notATable(path: "sky", detail: "it holds binary data"),
        "sky is not a CSV catalog (it holds binary data); give a folder of pictures or a CSV with a "
          + "header"
      ),
      (
        .noPictures(path: "sky"),
        "sky holds no .jpg, .jpeg, .png or .fits pictures, nor do its subfolders; give another folder"
      ),
      (
        .emptyTable(path: "sky"),
        "sky is empty; a catalog begins with a header row such as object_id,path"
      ),
      (.noRows(path: "sky"), "sky has a header and no rows; add one row for each galaxy"),
      (
        .repeatedColumn(path: "sky", column: "ra"),
        "sky has two columns named \"ra\"; rename one of them"
      ),
      (
        .damagedHDF5(path: "sky", detail: "truncated"),
        "sky cannot be read as HDF5 (truncated); fetch it again, and if that does not help open it "
          + "with h5ls"
      ),
      (
        .foreignHDF5(path: "sky", expected: "Galaxy10 has images and ans", found: []),
        "sky is no HDF5 catalog that is known: Galaxy10 has images and ans, and this file has no "
          + "datasets; write its pictures out with a CSV"
      ),
      (
        .wrongDataset(path: "sky", dataset: "ans", expected: "7 numbers", found: "3"),
        "the dataset ans of sky should be 7 numbers, and is 3; write its pictures out with a CSV"
      ),
      (
        .noMosaic(path: "sky"),
        "sky is read as a list of positions, which needs the FITS image they lie on; give it with "
          + "--mosaic"
      ),
      (
        .unusableFITS(path: "sky", .noSuchExtension(name: "CAT", existing: ["SCI", "WHT"])),
        "sky: the FITS file has no table \"CAT\"; it has SCI, WHT; name one of them with --table"
      ),
      (
        .unusableFITS(path: "sky", .bandsNeeded(existing: ["u", "g", "r", "i"])),
        "sky: the FITS file has 4 bands, and nothing says which are red, green and blue: u, g, r, i; "
          + "choose three with --bands"
      ),
    ] as [(SurveyError, String)])
  func aCatalogThatIsNone(error: SurveyError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test(
    arguments: [
      (.objectID, "--id-column"), (.label, "--label-column"), (.path, "--path-column"),
      (.cutout, "--cutout-column"), (.pathOrCutout, "--path-column or --cutout-column"),
      (
        .picture(objectIDs: "id", hasPositions: false),
        "--path-column, or give the folder of pictures that are named by id with --pictures"
      ),
      (
        .picture(objectIDs: "id", hasPositions: true),
        "--path-column, or give the folder of pictures that are named by id with --pictures, or the "
          + "FITS image they lie on with --mosaic"
      ),
    ] as [(SoughtColumn, String)])
  func aMissingColumn(sought: SoughtColumn, options: String) {
    let error = SurveyError.missingColumn(
      path: "t.csv", column: "x", existing: ["who", "where"], sought: sought)
    #expect(
      Sentence.of(error)
        == "t.csv has no column \"x\" among who, where; name one of them with \(options)")
  }

  @Test(
    arguments: [
      (.gzip, "it is compressed by gzip; unpack it with gunzip"),
      (.zip, "it is a ZIP archive; unpack it"),
      (.bzip2, "it is compressed by bzip2; unpack it with bunzip2"),
      (.xz, "it is compressed by xz; unpack it with unxz"),
      (.png, "it is one PNG picture; give the folder that holds it"),
      (.jpeg, "it is one JPEG picture; give the folder that holds it"),
      (.parquet, "it is a Parquet table; export it as CSV"),
      (.webPage, "it is a web page; download the file that the page offers"),
      (.gitLFS, "it is a Git LFS pointer; run git lfs pull"),
      (.sqlite, "it is an SQLite database; give the survey it was made from"),
    ] as [(ForeignFile, String)])
  func aFileOfAnotherKind(kind: ForeignFile, words: String) {
    #expect(
      Sentence.of(SurveyError.notACatalog(path: "sky", kind)) == "sky is not a catalog: \(words)")
  }

  @Test(
    arguments: [
      (.row("path is empty"), "path is empty"),
      (.other("odd"), "odd"),
      (
        .sameName(objectID: "3", first: "3.jpg"),
        "the object \"3\" is already in 3.jpg; give one of the two another name"
      ),
      (
        .file(.address),
        "it is an address on the web, and nothing is fetched; download the picture"
      ),
      (.nameIsNoText, "its name is not UTF-8 text; rename it, or use convmv for many"),
      (
        .crash(SIGFPE),
        "the program crashed while it read this (a division by zero); fetch it again, and report the "
          + "fault with this file"
      ),
      (.file(.input(.missing)), "there is no such file; correct the path or fetch the picture"),
      (.file(.input(.folder)), "it is a folder, and the path has to name a picture"),
      (.file(.input(.special(.pipe))), "it is a pipe and not a file"),
      (
        .file(.input(.tooLarge(megabytes: 2500, most: 2000))),
        "it has 2,500 MB, at most 2,000 are read; cut it into smaller ones"
      ),
      (
        .file(.input(.tooManyOpen)),
        "as many files are open as may be at once; allow more with `ulimit -n 1024`, or close other "
          + "programs"
      ),
      (.file(.input(.system(EIO))), "it cannot be read (Input/output error)"),
      (
        .picture(.damaged(detail: "cut short")),
        "the picture is damaged (cut short); fetch or export it again"
      ),
      (
        .picture(.bandsDiffer(detail: "g has 4×4 pixels, r has 5×5")),
        "the bands do not fit together (g has 4×4 pixels, r has 5×5); choose others with --bands"
      ),
    ] as [(Rejection.Reason, String)])
  func aRejectedObject(reason: Rejection.Reason, sentence: String) {
    #expect(Sentence.of(reason) == sentence)
  }

  @Test(
    arguments: [
      (.empty, "the file is empty; fetch or export it again"),
      (
        .notAPicture(detail: "a GIF picture"),
        "not a PNG or JPEG picture (a GIF picture); convert it, or leave it out"
      ),
      (
        .damaged(detail: "cut short"),
        "the picture is damaged (cut short); fetch or export it again"
      ),
      (
        .tooLarge(detail: "9 by 9"),
        "the picture is too large (9 by 9); cut it into smaller ones"
      ),
      (
        .outOfMemory,
        "there was not enough memory for the picture; close other programs and try again"
      ),
      (.cannotEncode(detail: "no pixels"), "the picture could not be encoded (no pixels)"),
      (.unreadableFITS(detail: "it is a folder"), "the FITS file cannot be read: it is a folder"),
      (
        .packedFITS(.gzip, detail: "it is compressed by gzip"),
        "the FITS file cannot be read: it is compressed by gzip; unpack it with gunzip"
      ),
      (
        .packedFITS(.tiles, detail: "extension 1 is compressed by PLIO_1"),
        "the FITS file cannot be read: extension 1 is compressed by PLIO_1; unpack it with funpack"
      ),
      (
        .damagedFITS(detail: "cut short"),
        "the FITS file is damaged (cut short); fetch or export it again"
      ),
      (
        .noSuchExtension(name: "", existing: []),
        "the FITS file has no table; it has nothing but its header"
      ),
      (
        .noSuchBand(name: "z", existing: ["g", "r"]),
        "the FITS file has no band \"z\"; it has g, r; choose among them with --bands"
      ),
      (
        .noSuchBand(name: "", existing: []),
        "the FITS file has no image; it has no image at all"
      ),
      (
        .noBands,
        "it is a PNG or JPEG picture, which has no bands to choose from; leave --bands out"
      ),
      (
        .unreadableFile(.nameTooLong),
        "the FITS file cannot be read: its path, or a name in it, is longer than the system takes; "
          + "move it to a folder with a shorter path"
      ),
      (
        .bandsNeeded(existing: (0..<14).map { "b\($0)" }),
        "the FITS file has 14 bands, and nothing says which are red, green and blue: b0, b1, b2, b3, "
          + "b4, b5, b6, b7, b8, b9, b10, b11 and 2 more; choose three with --bands"
      ),
      (
        .bandsDiffer(detail: "4×4 and 5×5"),
        "the bands do not fit together (4×4 and 5×5); choose others with --bands"
      ),
      (
        .noData(detail: "every pixel is blank"),
        "there is no data in the picture (every pixel is blank); leave it out"
      ),
      (
        .noSkyCoordinates(detail: "its CD matrix is singular"),
        "the image cannot be searched by sky position (its CD matrix is singular)"
      ),
      (
        .otherSkyCoordinates(detail: "its axes are GLON/GLAT", needed: "RA/DEC"),
        "the image cannot be searched by sky position (its axes are GLON/GLAT); reproject it to "
          + "RA/DEC"
      ),
      (
        .outsideImage(detail: "it is on another part of the sky"),
        "the position is outside the image (it is on another part of the sky)"
      ),
    ] as [(ImagingError, String)])
  func aPictureThatDoesNotDo(error: ImagingError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test(
    arguments: [
      (
        .catalogExists(path: "c.csv"),
        "c.csv exists already and is not overwritten; give another folder or remove it first"
      ),
      (
        .unwritable(.system(path: "c.csv", code: ENOSPC)),
        "c.csv can't be written: there is no space left on the disk; make room or name a place on "
          + "another disk"
      ),
      (
        .cannotEncode(objectID: "sim0", detail: "no memory"),
        "the file of sim0 cannot be made (no memory); draw smaller pictures or fewer at once"
      ),
    ] as [(SimulationError, String)])
  func aSurveyThatIsNotWritten(error: SimulationError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }
}
