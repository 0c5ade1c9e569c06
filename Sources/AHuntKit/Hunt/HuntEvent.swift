/// What a long call tells while it works.
public enum HuntEvent: Sendable {
  /// A stage begins: so many items, where that is known, of which an earlier run has done some.
  case began(Stage, total: Int?, done: Int)
  /// Items done so far in the stage that began last, of how many.
  case advanced(done: Int, total: Int?)
  /// A step of a training is done, `done` of `total` in all, at this many images per second so far.
  case stepped(done: Int, total: Int, epoch: Int, epochs: Int, imagesPerSecond: Double)
  /// An epoch of a training is done, with this loss on what is held out.
  case epochEnded(epoch: Int, loss: Double)
  /// The stage that began last is over.
  case ended
  /// Something that a person should know.
  case notice(HuntNotice)
}

/// A part of the work whose progress is told.
public enum Stage: Sendable, Equatable {
  /// Pictures are drawn by the simulator.
  case simulate
  /// A catalog is read without storing anything.
  case rehearse
  /// A catalog is read into the hunt.
  case `import`
  /// A model learns; items are steps.
  case train(TrainableKind)
  /// Galaxies get their vectors.
  case embed
  /// Galaxies get their scores.
  case score
  /// Networks learn the person's answers; items are steps.
  case finetune
  /// A finetuned network gives its probabilities.
  case vote
  /// Hunts are replayed; items are hunts.
  case replay
  /// Pixels are held against their digests.
  case check
  /// A hunt is copied; items are pages of its file.
  case backUp
}

/// What a person should know of a call that went well all the same.
public enum HuntNotice: Sendable {
  /// The very same training was finished before; its model is kept.
  case alreadyTrained(TrainableKind, model: Int64)
  /// A training goes on where it was broken off.
  case resumed(TrainableKind, epoch: Int, epochs: Int)
  /// What was broken off was another training, so this one begins anew.
  case anotherRun(TrainableKind, epoch: Int, epochs: Int)
  /// A training ended early, since no epoch was better than `best`.
  case stoppedEarly(epochs: Int, best: Int)
  /// Pixels of galaxies were replaced while a model learned from them; it is stored, and knows the old
  /// ones in part.
  case trainedOnReplaced(TrainableKind, model: Int64)
  /// No classifier was trained, for lack of known classes.
  case noClassifier
  /// There is a finetuned model that rankings do without.
  case finetunedUnused(model: Int64, UnusedReason)
  /// A report is being put together.
  case reporting(ReportKind)
  /// One of several reports has nothing to say yet.
  case reportMissing(ReportKind, any Error)
  /// There is no classifier to report on.
  case noClassifierToReport
  /// The demonstration is at one of its steps.
  case demo(DemoStep)
  /// Another program writes to the hunt, and is waited for; which one it is where that is known.
  case waiting(for: String?)
  /// A stage of the bench is measured.
  case measuring(String)
}
