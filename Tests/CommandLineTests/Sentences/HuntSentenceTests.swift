import AHuntKit
import ArgumentParser
import Foundation
import Hunting
import Imaging
import Layers
import Models
import Survey
import Tensors
import Testing
import Vocabulary

@testable import HuntCommands

/// What a person reads when a hunt, a training or the engine fails.
@Suite struct HuntSentenceTests {
  @Test(
    arguments: [
      (
        .emptyPool,
        "there are no galaxies to choose from; import some with `ahunt import` and run `ahunt embed` "
          + "first"
      ),
      (
        .countMismatch(what: "scores", expected: 5, found: 3),
        "there are 3 scores where 5 are expected; run `ahunt embed` and `ahunt score` again"
      ),
      (
        .galaxyOutOfRange(index: 9, count: 4),
        "galaxy 9 is not among the 4 embedded ones; run `ahunt embed` again"
      ),
      (
        .labelOutOfRange(label: 3, classes: 2),
        "an answer names class number 3, and the hunt has 2 classes"
      ),
      (
        .duplicateClass(name: "ring"),
        "the class 'ring' is named twice, and class names are unique within a hunt"
      ),
      (
        .classesReordered,
        "the probabilities are of other classes than those that are ranked by"
      ),
      (
        .negativeInterest(className: "ring", interest: -1),
        "the interest of 'ring' is -1.0, and it has to be zero or a positive finite number"
      ),
      (
        .invalidShare(arm: "random", share: -1),
        "the share of arm 'random' is -1.0, and it has to be zero or a positive finite number"
      ),
      (
        .emptyBudget,
        "every arm has a share of zero; give at least one a positive share with --arm"
      ),
      (
        .unknownStrategy(name: "luck"),
        "there is no strategy 'luck'; there are ahunt, adaptive, exploit, random, uncertainty, "
          + "isolation-forest, fusion, reconstruction, density, neighbour, outlier"
      ),
      (
        .missingScore(strategy: "knn"),
        "the strategy 'knn' ranks by a score that these galaxies lack; run `ahunt score` first"
      ),
      (
        .unknownAnomaly(name: "lens", known: ["ring", "spiral"]),
        "no galaxy has the known class 'lens'; there are ring, spiral"
      ),
      (
        .invalidReplay(setting: .priorLabels, reason: "only 5 galaxies can have them"),
        "a replay with these prior labels can't be played: only 5 galaxies can have them; choose "
          + "others with --prior-labels"
      ),
      (
        .invalidReplay(setting: .anomalyRate, reason: "a share lies between 0 and 1"),
        "a replay with these thinned anomalies can't be played: a share lies between 0 and 1; choose "
          + "others with --anomaly-rate"
      ),
      (
        .invalidSetting(name: "trees", reason: "a forest has at least one"),
        "the setting trees is out of range: a forest has at least one"
      ),
    ] as [(HuntingError, String)])
  func aFailureOfTheHunt(error: HuntingError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test(
    arguments: [
      (
        .tooFew(found: 1, needed: 2),
        "training needs at least 2 galaxies and there are 1; import more first"
      ),
      (
        .diverged(epoch: 3),
        "the training diverged in epoch 3 (a loss or a weight is no finite number), before any epoch "
          + "went well; train again with a lower --learning-rate"
      ),
      (.interrupted, "interrupted"),
      (
        .configuration("no size"),
        "the stored model's settings cannot be read (no size); train it again with `ahunt train`"
      ),
      (
        .cutoutSize(found: 32, needed: 64),
        "the model learned from cutouts of 64×64 pixels and these have 32×32; keep surveys of another "
          + "size in a hunt of their own"
      ),
      (
        .cutoutFormat(found: .float32, needed: .uint8),
        "the model learned from 8-bit cutouts and these are float cutouts; train one on them with "
          + "`ahunt train`, in a hunt of their own"
      ),
      (
        .unknownPreset("huge", known: ["seed", "strong"]),
        "there is no preset 'huge'; known presets: seed, strong"
      ),
    ] as [(ModelError, String)])
  func aFailureOfAModel(error: ModelError, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test(
    arguments: [
      (
        LayerError.checkpoint("it is shorter than a header"),
        "the stored model cannot be used: it is shorter than a header; train it again with "
          + "`ahunt train`"
      ),
      (TensorError.engine("out of memory"), "libtorch: out of memory"),
      (
        TensorError.noDevice("cuda:9"),
        "there is no device 'cuda:9' here; use --device cpu, or a CUDA build of libtorch"
      ),
      (
        TensorError.notInstalled("no libtorch.so"),
        "the tensor engine can't be loaded: no libtorch.so; run `make setup`, then `make build`"
      ),
      (CommandFailure.failed("no page\nis left"), "no page is left"),
      (
        HuntError.rejected(
          first: ImportRejection(
            Rejection(source: "a.png", reason: .picture(.damaged(detail: "cut short")))), others: 2),
        "nothing was imported: a.png: the picture is damaged (cut short), and 2 more; fetch or export "
          + "it again; repair the catalog, or leave --strict out to import the rest"
      ),
      (
        HuntError.nothingImported(
          source: "sky",
          first: ImportRejection(
            Rejection(source: "a.fits", reason: .picture(.bandsNeeded(existing: ["u", "g"])))),
          rejected: 1),
        "nothing in sky can be imported: 1 object rejected; the first is a.fits: the FITS file has 2 "
          + "bands, and nothing says which are red, green and blue: u, g; choose three with --bands"
      ),
    ] as [(any Error, String)])
  func anotherFailure(error: any Error, sentence: String) {
    #expect(Sentence.of(error) == sentence)
  }

  @Test func foundationsErrorsAreSpelledOut() {
    let text = Sentence.of(CocoaError(.fileReadNoSuchFile))
    #expect(!text.contains("Code=") && !text.isEmpty)
  }
}
