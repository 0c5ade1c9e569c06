import AHuntKit
import Vocabulary

extension HuntNotice {
  /// The notice as a person reads it.
  var sentence: String {
    switch self {
    case .alreadyTrained(let kind, let model):
      "model \(model) is this \(kind.rawValue) already; it is kept"
    case .resumed(let kind, let epoch, let epochs):
      "the \(kind.rawValue) goes on after epoch \(epoch) of \(epochs)"
    case .anotherRun(let kind, let epoch, let epochs):
      "the \(kind.rawValue) that was broken off after epoch \(epoch) of \(epochs) was another run "
        + "(other galaxies or settings): this one begins anew"
    case .stoppedEarly(let epochs, let best):
      "stopped after epoch \(epochs): none was better than epoch \(best)"
    case .trainedOnReplaced(let kind, let model):
      "pictures were replaced while the \(kind.rawValue) learned, so model \(model) knows the old ones "
        + "in part; train it again"
    case .noClassifier:
      "no classifier: it needs galaxies of at least two known classes"
    case .finetunedUnused(let model, let reason):
      "the finetuned model \(model) is not used: \(reason.sentence)"
    case .reporting(.classifier): "judging the classifier on its test galaxies"
    case .reporting(.training): "gathering how the models learned"
    case .reporting(.hunt): "gathering what the hunt found"
    case .reportMissing(let kind, let error): "no \(kind.rawValue) report: \(Sentence.of(error))"
    case .noClassifierToReport:
      "no classifier report: `ahunt train classifier` makes what it reports on"
    case .demo(let step): step.sentence
    case .waiting(.none): "another ahunt is writing; waiting …"
    case .waiting(.some(let holder)): "another program is writing, \(holder); waiting …"
    case .measuring(let stage): "measuring \(stage)"
    }
  }
}

extension UnusedReason {
  /// Why, and what to do.
  fileprivate var sentence: String {
    switch self {
    case .unreadable: "its settings cannot be read; run `ahunt finetune` again"
    case .otherEmbedder:
      "it stands on an embedder that is not the latest; run `ahunt finetune` again"
    case .mergedClasses:
      "classes that it learned were merged since; run `ahunt finetune` again"
    case .incomplete(let missing):
      "\(Figures.count(missing, "galaxy lacks", "galaxies lack")) what it says of them; "
        + "run `ahunt embed`"
    }
  }
}

extension DemoStep {
  /// The step as a line of progress.
  fileprivate var sentence: String {
    switch self {
    case .draw(let galaxies): "[1/6] drawing \(Figures.count(galaxies)) galaxies"
    case .import: "[2/6] importing them"
    case .train: "[3/6] training the embedder, the scorer and the classifier"
    case .score: "[4/6] embedding and scoring"
    case .ask(let rounds, let questions):
      "[5/6] \(Figures.count(rounds, "round")) of \(Figures.count(questions, "question"))"
    case .answered(let round, let questions, let rare):
      "  round \(round): \(Figures.count(rare)) of \(Figures.count(questions)) are rare"
    case .report: "[6/6] ranking and writing the reports"
    }
  }
}
