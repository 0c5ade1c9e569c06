import Files
import Foundation
import TestSupport
import Testing

/// A decoder that crashes costs the file that it crashed on, and nothing else.
///
/// No file is known that crashes one; so the decoders get faults of the tests' own, by a library that
/// is loaded before them and crashes on files that hold a word.
@Suite(.serialized, .enabled(if: FaultyDecoders.library != nil, "needs clang"))
struct CrashTests {
  private let scratch: Scratch
  private let library: String

  init() throws {
    scratch = try Scratch()
    library = try #require(FaultyDecoders.library)
    #expect(try scratch.ahunt("init").status == 0)
  }

  private func importing(_ arguments: String...) throws -> AHuntProcess {
    try AHuntProcess.run(
      ["import"] + arguments + ["--format", "json"], in: scratch.folder,
      environment: [
        "AHUNT_WORKSPACE": scratch.owner.path("hunt"), "LD_PRELOAD": library,
      ])
  }

  /// A float image of 16 pixels a side; `word` stands in its header.
  private func fits(_ value: Int, word: String = "") -> Data {
    let cards = [
      "SIMPLE  =                    T", "BITPIX  =                  -32",
      "NAXIS   =                    2", "NAXIS1  =                   16",
      "NAXIS2  =                   16", "OBJECT  = '\(word)'", "END",
    ]
    var text = cards.map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }.joined()
    text = text.padding(toLength: 2880, withPad: " ", startingAt: 0)
    var data = Data(text.utf8)
    for pixel in 0..<256 {
      withUnsafeBytes(of: Float(value + pixel).bitPattern.bigEndian) { data.append(contentsOf: $0) }
    }
    data.append(Data(count: 2880 - 1024))
    return data
  }

  @Test(arguments: ["REFERENCE", "ABORT", "RECURSION", "DIVISION"])
  func aPictureThatCrashesItsDecoderCostsThatPicture(_ word: String) throws {
    for index in 0..<600 {
      try scratch.owner.write(
        fits(index, word: index == 300 ? "CRASH-\(word)" : ""), to: "sky/\(1000 + index).fits")
    }
    let run = try importing("sky")
    #expect(run.status == 0, "\(run.error)")
    let answer = try run.json()
    let rejected = try #require(answer["rejected"] as? [[String: String]])
    #expect(rejected.count == 1)
    #expect(rejected.first?["source"]?.hasSuffix("1300.fits") == true)
    #expect(rejected.first?["reason"]?.contains("the program crashed while it read this") == true)
    #expect(run.error.contains("1300.fits; the import goes on without that"), "\(run.error)")
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["galaxies"] as? Int == 599)
  }

  /// The terminal is given back, the program starts anew, and the galaxy is shown by its cutout.
  @Test func aPictureThatCrashesItsDecoderEndsNoReview() throws {
    for index in 0..<4 { try scratch.owner.write(fits(index), to: "sky/\(index).fits") }
    for command in [
      ["import", "sky"], ["train", "embedder", "--epochs", "1"], ["embed"],
      ["classes", "add", "ring"], ["round", "--size", "1"],
    ] {
      let run = try AHuntProcess.run(
        command, in: scratch.folder, environment: ["AHUNT_WORKSPACE": scratch.owner.path("hunt")])
      #expect(run.status == 0, "\(run.error)")
    }
    for index in 0..<4 {
      try scratch.owner.write(fits(index, word: "CRASH-REFERENCE"), to: "sky/\(index).fits")
    }
    let sitting = try Sitting(
      in: scratch, environment: ["NO_COLOR": "1", "LD_PRELOAD": library])
    // The question is free for the program that takes the place of the one that crashed.
    try sitting.wait(for: "the program crashed")
    #expect(sitting.shown.contains("\u{1B}[?1049l"), "the screen is given back in between")
    try sitting.type("r", until: "that was the last")
    #expect(try sitting.end("\r") == 0 && !sitting.terminal.isRaw)
    let labels = try scratch.ahunt("labels", "export").output
    #expect(labels.split(separator: "\n").count == 2 && labels.contains("ring"), "\(labels)")
  }

  @Test func manyThatCrashCostThemselves() throws {
    for index in 0..<20 {
      try scratch.owner.write(
        fits(index, word: index % 4 == 0 ? "CRASH-REFERENCE" : ""), to: "sky/\(index).fits")
    }
    let run = try importing("sky")
    #expect(run.status == 0, "\(run.error)")
    #expect((try run.json()["rejected"] as? [Any])?.count == 5)
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["galaxies"] as? Int == 15)
    // Another run knows nothing of the earlier one, and comes to the same.
    let again = try importing("sky")
    #expect((try again.json()["rejected"] as? [Any])?.count == 5)
    #expect(try again.json()["skipped"] as? Int == 15)
  }

  @Test func aStrictImportStoresNothing() throws {
    try scratch.owner.write(fits(1), to: "sky/a.fits")
    try scratch.owner.write(fits(2, word: "CRASH-REFERENCE"), to: "sky/b.fits")
    let run = try importing("sky", "--strict")
    #expect(run.status == 1)
    #expect(run.error.contains("the program crashed while it read this"))
    #expect(try scratch.ahunt("status", "--format", "json").json()["galaxies"] as? Int == 0)
  }

  /// A file that is the whole catalog is told in a sentence.
  @Test func aCatalogThatCrashesItsReaderIsTold() throws {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("SurveyTests/Fixtures/HDF5/train_dataset.hdf5")
    try FileManager.default.copyItem(
      at: source, to: scratch.folder.appendingPathComponent("crash-train.hdf5"))
    let run = try importing("crash-train.hdf5")
    #expect(run.status == 1, "\(run.error)")
    #expect(run.error.contains("the program crashed while it read"))
    #expect(run.error.contains("crash-train.hdf5"))
    #expect(!run.error.contains("Fatal") && !run.error.contains("Thread 0"))
  }

  /// What is sent from outside is no crash, and ends the program as everywhere, in a decoder too.
  @Test func aSignalFromOutsideEndsTheProgram() throws {
    try scratch.owner.write(fits(1, word: "CRASH-NEVER"), to: "sky/a.fits")
    let running = try AHuntProcess.start(
      ["import", "sky"], in: scratch.folder,
      environment: [
        "AHUNT_WORKSPACE": scratch.owner.path("hunt"), "SWIFT_BACKTRACE": "enable=no",
        "LD_PRELOAD": library,
      ])
    while !running.errorSoFar.contains("decoding for ever"), running.isRunning {
      usleep(5_000)
    }
    try #require(running.isRunning, "\(running.errorSoFar)")
    running.send(SIGSEGV)
    let run = try running.wait()
    #expect(run.signal == SIGSEGV)
    #expect(!run.error.contains("goes on without"), "\(run.error)")
  }
}

/// A library that makes decoders crash, built once.
enum FaultyDecoders {
  static let library: String? = {
    #if os(Linux)
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("ahunt-faulty-\(ProcessInfo.processInfo.processIdentifier)")
      let (source, library) = (folder.path + "/faulty.c", folder.path + "/faulty.so")
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      guard (try? code.write(toFile: source, atomically: true, encoding: .utf8)) != nil else {
        return nil
      }
      let compiler = try? ChildProcess(
        ["clang", "-shared", "-fPIC", "-O0", "-o", library, source, "-ldl"], error: .inherited)
      return compiler?.wait() == .exit(0) ? library : nil
    #else
      return nil
    #endif
  }()

  private static let code = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>

    static volatile int zero;

    static int recursion(volatile char *above) {
      volatile char room[4096];
      room[0] = *above;
      return recursion(room) + room[0];
    }

    static void crash(const char *word) {
      char start = 1;
      if (strncmp(word, "REFERENCE", 9) == 0) *(volatile int *)8 = 1;
      if (strncmp(word, "ABORT", 5) == 0) abort();
      if (strncmp(word, "RECURSION", 9) == 0) zero = recursion(&start);
      if (strncmp(word, "DIVISION", 8) == 0) zero = 1 / zero;
      if (strncmp(word, "NEVER", 5) == 0) {
        fputs("decoding for ever\\n", stderr);
        while (1) pause();
      }
    }

    int ffomem(void **file, const char *name, int mode, void **bytes, size_t *count, size_t delta,
               void *grow, int *status) {
      char *word = memmem(*bytes, *count < 2880 ? *count : 2880, "CRASH-", 6);
      if (word) crash(word + 6);
      int (*next)(void **, const char *, int, void **, size_t *, size_t, void *, int *) =
          dlsym(RTLD_NEXT, "ffomem");
      return next(file, name, mode, bytes, count, delta, grow, status);
    }

    long H5Fopen(const char *name, unsigned flags, long access) {
      if (strstr(name, "crash-")) crash("REFERENCE");
      long (*next)(const char *, unsigned, long) = dlsym(RTLD_NEXT, "H5Fopen");
      return next(name, flags, access);
    }
    """
}
