import Files
import Foundation
import Testing

@testable import HuntCommands

/// What a person reads where something can't be written.
@Suite struct FileSentenceTests {
  @Test(
    arguments: [
      (.folder(path: "a"), "a can't be written: it is a folder; name a file"),
      (
        .notRegular(path: "a", what: "a device"),
        "a can't be written: it is a device, not a file; name a file, or - for standard output"
      ),
      (
        .database(path: "a"),
        "a can't be written: it is an SQLite database, as a hunt is, and stays as it is; name "
          + "another file"
      ),
      (
        .nameOfHunt(path: "a"),
        "a can't be written: that is the name of a hunt's own file; name another file"
      ),
      (.noFolder(path: "a"), "a is a file, and a folder is needed there; name another place"),
      (
        .system(path: "a", code: ENOSPC),
        "a can't be written: there is no space left on the disk; make room or name a place on "
          + "another disk"
      ),
      (
        .system(path: "a", code: EFBIG),
        "a can't be written: it would be larger than this session allows a file to be "
          + "(`ulimit -f`); raise that limit"
      ),
      (
        .system(path: "a", code: EACCES),
        "a can't be written: permission denied; check the folder's permissions or name another file"
      ),
      (
        .system(path: "a", code: ELOOP),
        "a can't be written: its links lead in a circle; name another file"
      ),
    ] as [(FileError, String)])
  func aFileThatIsNotWritten(error: FileError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test func aStreamThatTakesNothing() {
    #expect(
      Sentence.of(StreamError.unwritable(stream: "standard output", code: ENOSPC))
        == "standard output can't be written: there is no space left on the disk; the result is "
        + "incomplete, and what the command stored is kept")
  }

  @Test func aLimitOfTheSessionIsNamed() {
    #expect(
      Sentence.ofFileLimit(FileError.folder(path: "a"))
        == "a can't be written: it is a folder; a file has reached the size that this session "
        + "allows (`ulimit -f`): raise that limit and run the command again")
  }
}
