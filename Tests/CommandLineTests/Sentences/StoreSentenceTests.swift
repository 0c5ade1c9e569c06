import Files
import Review
import Store
import Testing
import Vocabulary

@testable import HuntCommands

/// What a person reads when the hunt's file or a review fails.
@Suite struct StoreSentenceTests {
  private static let replacement = CatalogReplacement(
    catalog: "my sky", source: "/s/a.csv", recipe: CutoutRecipe(crop: 0.5))

  @Test(
    arguments: [
      (
        .notAWorkspace(path: "hunts/ring/hunt.sqlite"),
        "no hunt here: hunts/ring/hunt.sqlite; run `ahunt init --workspace hunts/ring` first"
      ),
      (
        .notADatabase(path: "h"),
        "h is not an SQLite database; move it away, or name another folder with --workspace"
      ),
      (
        .notAHunt(path: "h"),
        "h is a database of another program; name another folder with --workspace"
      ),
      (.newerSchema(path: "h"), "h was written by a newer ahunt; update ahunt to open it"),
      (
        .olderSchema(path: "a/h"),
        "a/h was written by an older ahunt and can't be brought up to date, as it can't be written; "
          + "copy it to a folder that you can write to and use it there"
      ),
      (
        .busy(path: "h"),
        "h is busy: another process is writing to it; try again when it is done"
      ),
      (
        .busy(path: "h", holder: "process 7 (ahunt import)"),
        "h is busy: process 7 (ahunt import) is writing to it; try again when it is done"
      ),
      (
        .interruptedWaiting(path: "h"),
        "interrupted while waiting for another process that writes to h; nothing was written"
      ),
      (
        .notWritable(path: "h"),
        "h can't be written; check the permissions of the file and of its folder"
      ),
      (
        .notReadable(path: "h", reason: "Permission denied"),
        "h can't be read: Permission denied; check its permissions"
      ),
      (
        .logNotReadable(path: "h"),
        "h-wal holds changes that are not in h yet, and its folder can't be written, which reading "
          + "them needs; copy both files to a folder that you can write to and use the hunt there"
      ),
      (
        .changedWhileRead(path: "h"),
        "h was changed by another process while it was read; run the command again"
      ),
      (
        .quotaUsedUp(path: "h"),
        "your quota of the disk is used up, so h can't be written; free some and run the command "
          + "again, it goes on where it stopped"
      ),
      (
        .fileTooLarge(path: "h"),
        "h is as large as a file may be here; see `ulimit -f` and the limits of the file system, and "
          + "run the command again"
      ),
      (
        .fewDescriptors(allowed: 8, needed: 32),
        "this process may have 8 files open at once, and a hunt needs up to 32; raise the limit with "
          + "`ulimit -n`"
      ),
      (
        .strangeSchema(path: "h", object: "view spy", .unknown),
        "h holds the view spy, which no version of ahunt made; don't use a hunt from somebody you "
          + "don't trust; what you added yourself has to be dropped with the program that added it"
      ),
      (
        .strangeSchema(path: "h", object: "trigger t", .changed),
        "the trigger t of h is not as ahunt made it; restore the hunt from a backup"
      ),
      (
        .strangeSchema(path: "h", object: "table answer", .missing),
        "h lacks the table answer; restore the hunt from a backup"
      ),
      (
        .diskFull(path: "h"),
        "no room left on the disk for h; free some and run the command again, it goes on where it "
          + "stopped"
      ),
      (
        .corrupt(path: "h", detail: "no page 7"),
        "h is damaged (no page 7); `ahunt check --deep` says what else is damaged; a backup can be "
          + "restored, and `ahunt backup --answers FILE` saves the answers"
      ),
      (
        .damagedRow(table: "hunt", row: 1, column: "name", value: "NULL"),
        "row 1 of the table hunt is damaged: name is NULL; `ahunt check --deep` says what else is "
          + "damaged; a backup can be restored, and `ahunt backup --answers FILE` saves the answers"
      ),
      (
        .removedMeanwhile(what: "model 3"),
        "model 3 was removed by another process meanwhile; nothing was written; run the command again"
      ),
      (
        .damagedCopy(path: "c", detail: "page 3 is missing"),
        "the copy c is not sound (page 3 is missing) and was removed; `ahunt check --deep` says "
          + "whether the hunt itself is damaged"
      ),
      (
        .unreadable(table: "answer", row: 12, column: "kind", value: "doubt"),
        "row 12 of the table answer holds \"doubt\" as kind, which this version does not understand; "
          + "update ahunt where a newer one wrote it; else it is damaged: `ahunt check --deep` says "
          + "what else is, and a backup can be restored"
      ),
      (.refused(detail: "UNIQUE"), "the store refused a value: UNIQUE"),
      (.database(path: "h", detail: "no such table"), "h: no such table"),
      (.noCatalog(name: "sky"), "no catalog is called sky; `ahunt status` lists them"),
      (
        .catalogFromElsewhere(name: "sky", source: "a.csv"),
        "the catalog sky was read from a.csv; choose another name with --name"
      ),
      (
        .otherRecipe(name: "sky", recipe: CutoutRecipe(crop: 0.5, bands: "i,r,g", arcsec: 20)),
        "the catalog sky was imported with crop 0.5, bands i,r,g, 20.0 arcseconds a side, and all of "
          + "it has to be; give --crop 0.5 --bands i,r,g --cutout-arcsec 20.0 again, take every "
          + "picture anew with --replace and without --limit, or choose another name with --name"
      ),
      (.noGalaxy(objectID: "G1"), "no galaxy has the object id G1"),
      (
        .ambiguousGalaxy(objectID: "G1", catalogs: ["a", "b"]),
        "the object id G1 is in several catalogs (a, b); name one with --catalog"
      ),
      (.noPixels(galaxy: 3), "galaxy 3 has no stored pixels; import its catalog again"),
      (
        .mixedCutouts(first: "4×4×3 uint8", other: "8×8×3 uint8"),
        "cutouts of different shapes can't go into one batch: 4×4×3 uint8 and 8×8×3 uint8; work on "
          + "one catalog at a time with --catalog"
      ),
      (
        .otherShape(objectID: "G1", shape: "8×8×3 uint8", hunt: "4×4×3 uint8"),
        "the cutout of G1 is 8×8×3 uint8 and this hunt holds 4×4×3 uint8, and one hunt has one kind; "
          + "import it into a hunt of its own with --workspace"
      ),
      (
        .pixelCount(objectID: "G1", bytes: 3, expected: 48),
        "the cutout of G1 has 3 bytes, its shape needs 48"
      ),
      (.noModel(id: 7), "there is no model 7; `ahunt models list` shows them"),
      (
        .vectorLength(model: 1, length: 3, expected: 64),
        "model 1 has vectors of length 64, not 3"
      ),
      (
        .noEmbedding(model: 1, galaxy: 3),
        "model 1 has no vector of galaxy 3; run `ahunt embed`"
      ),
      (
        .notFinite(
          table: "embedding", row: "model 1, galaxy 3", column: "vector", isStored: true),
        "the vector of model 1, galaxy 3 in the table embedding holds a number that is not finite, or far too "
          + "large; `ahunt check` tells what else is wrong, and with --repair drops what can be computed again"
      ),
      (
        .notFinite(table: "galaxy", row: "G1", column: "redshift", isStored: false),
        "the redshift of G1 in the table galaxy would be no finite number"
      ),
      (
        .altered(table: "model", row: "model 2", column: "weights"),
        "the weights of model 2 in the table model are not what was stored there; `ahunt check` tells "
          + "what else; restore the hunt from a copy, or train again"
      ),
      (
        .altered(table: "cutout", row: "galaxy 7", column: "pixels"),
        "the pixels of galaxy 7 in the table cutout are not what was stored there; `ahunt check --deep` "
          + "tells which others; importing the catalog again with --replace mends it"
      ),
      (
        .unfinishedReplacement(replacement),
        "the catalog my sky is half replaced: all its pictures were to be taken anew with crop 0.5, and "
          + "that is not finished; finish it with `ahunt import /s/a.csv --name 'my sky' --replace "
          + "--crop 0.5` and what else that import was given"
      ),
      (
        .partlyReplaced(replacement, galaxies: 3, earlier: CutoutRecipe()),
        "3 galaxies of the catalog my sky were not in its source, or were rejected, and do not show what "
          + "the others do by now (crop 0.5); see to them and run the same command again, or go back "
          + "with `ahunt import /s/a.csv --name 'my sky' --replace --crop 1.0`"
      ),
      (
        .answeredMeanwhile(objectID: "G1", class: "ring", annotator: "bob"),
        "G1 was answered meanwhile by bob: ring; that answer stands"
      ),
      (
        .answeredMeanwhile(objectID: "G1", class: nil, annotator: "bob"),
        "G1 was answered meanwhile by bob: skipped; that answer stands"
      ),
      (
        .noQuestion(objectID: "G1"), "G1 is no longer asked; `ahunt review` shows what is open now"
      ),
      (.noHunt(name: "rings"), "no hunt is called rings"),
      (
        .noClass(name: "ring", known: []),
        "no class is called ring; add it with `ahunt classes add ring`"
      ),
      (
        .noClass(name: "ring", known: ["arc", "shell"]),
        "no class is called ring; there are arc, shell"
      ),
      (.classExists(name: "ring"), "there is a class called ring already"),
      (
        .invalidClassName(name: "a,b", reason: "it is empty"),
        "\"a,b\" can't be the name of a class: it is empty"
      ),
      (.invalidInterest("many"), "an interest is a number from 0 to a million, not many"),
      (
        .keyTaken(key: "r"),
        "\"r\" can't be the key of a class: another class has it; choose another with --key"
      ),
      (
        .classInUse(name: "ring", answers: 2),
        "the class ring can't be removed: 2 answers with it stand; `ahunt classes merge \"ring\" OTHER` "
          + "folds it into another"
      ),
      (.mergeIntoItself(name: "ring"), "the class ring can't be merged into itself"),
      (
        .notOfClass(objectID: "G1", name: "ring"),
        "G1 is not labelled ring, so a split of ring can't move it"
      ),
      (
        .cannotSplit(name: "ring", moved: 0, answers: 4),
        "nothing would leave ring, and a split needs galaxies of both kinds"
      ),
      (
        .cannotSplit(name: "ring", moved: 4, answers: 4),
        "all 4 galaxies would leave ring, and a split needs galaxies of both kinds; "
          + "`ahunt classes rename ring` gives all of them another name"
      ),
      (.emptyRound, "a round needs at least one question"),
      (
        .alreadyAsked(objectID: "G1"), "G1 was asked already; a hunt asks each galaxy once"
      ),
      (.noRound(number: 3), "there is no round 3; `ahunt round` asks one"),
      (.noAnswer(id: 4), "there is no standing answer 4 to retract"),
      (
        .unknownObjects(["a", "b", "c", "d", "e", "f"]),
        "6 object ids are in no catalog, nothing was written: a, b, c, d, e, …"
      ),
      (
        .invalidTime("noon"), "\"noon\" is not an ISO-8601 time such as 2025-03-01T12:00:00Z"
      ),
    ] as [(StoreError, String)])
  func aFailureOfTheStore(error: StoreError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test(
    arguments: [
      (.notFound, "nothing can be looked up here"),
      (
        .noTerminal,
        "review needs a terminal; use --answers FILE in a pipe, or --plain, which asks line by line"
      ),
      (
        .terminalFailed(reason: "gone"),
        "the terminal failed (gone); every answer given so far is kept"
      ),
      (
        .unreadableAnswers(file: "a.csv", .missing),
        "a.csv can't be read: there is no such file; correct the path"
      ),
      (
        .answersNotText(file: "a.csv"),
        "a.csv can't be read: it is not UTF-8 text; save it as UTF-8"
      ),
      (
        .notRecorded(objectID: "G1", recorded: 3, reason: .busy(path: "h")),
        "the answer for G1 was not recorded: h is busy: another process is writing to it; 3 before "
          + "it are kept; try again when it is done"
      ),
      (
        .invalidKey(key: "q", reason: "it is a command of the review"),
        "\"q\" can't be the key of a class: it is a command of the review; choose another with --key"
      ),
    ] as [(ReviewError, String)])
  func aFailureOfAReview(error: ReviewError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }
}
