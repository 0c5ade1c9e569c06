internal import Evaluation
private import Hunting
internal import Layers
internal import Tensors

/// The training of one member: it learns some of the answers, the others watch it.
final class FinetuneRun {
  let member: FinetuneMember
  private(set) var history: [EpochMetrics] = []
  private(set) var alerts: [String] = []
  /// Why it is of no use.
  private(set) var collapse: String?
  /// What it says of the answers it did not learn, in their order.
  private(set) var heldOut: ClassProbabilities

  private let sample: FinetuneSample
  private let configuration: FinetuneConfiguration
  private let options: TrainingOptions
  private let held: [Int]
  /// Learned answers of each class.
  private let members: [[Int]]
  /// Share of each class in the survey, as the head has it.
  private let expected: [Double]
  /// What is added to balanced logits to mean the answers, or the survey, [1, K].
  private let answerOffset: Tensor
  private let surveyOffset: Tensor
  private let average: WeightAverage
  private let optimizer: Adam
  private let seed: UInt64
  private var isConsistent: Bool
  private var alignment: DistributionAlignment

  /// - Parameter encoder: the tensors to start the encoder from; nil for random ones.
  init(
    _ sample: FinetuneSample, _ configuration: FinetuneConfiguration, _ options: TrainingOptions,
    encoder: [String: Tensor]?, learned: [Int], held: [Int], expected: [Double], seed: UInt64
  ) throws {
    self.sample = sample
    self.configuration = configuration
    self.options = options
    self.held = held
    self.seed = seed
    let classes = configuration.classNames.count
    let labels = sample.data.labels
    members = (0..<classes).map { label in learned.filter { labels[$0] == label } }
    let total = expected.reduce(0, +)
    self.expected = expected.map { total > 0 ? $0 / total : 1 / Double(classes) }
    alignment = DistributionAlignment(expected: self.expected)
    func offset(_ shares: [Double]) throws -> Tensor {
      try Tensor(configuration.offset(to: shares), shape: [1, classes], device: options.device)
    }
    answerOffset = try offset(configuration.shares)
    surveyOffset = try offset(self.expected)
    member = FinetuneMember(
      configuration, using: RandomState(seed: seed, device: options.device))
    if let encoder { try member.encoder.load(encoder) }
    average = WeightAverage(of: member, decay: configuration.weightAveraging)
    optimizer = Adam(member, weightDecay: configuration.weightDecay, isDecoupled: true)
    isConsistent = configuration.isSemiSupervised && sample.data.pool.count > 0
    heldOut = ClassProbabilities(
      classCount: classes,
      values: [Double](repeating: 1 / Double(classes), count: held.count * classes))
  }

  /// All epochs, until a monitor says otherwise; the average of the weights is kept.
  func learn(_ news: inout StepNews, stepsBefore: Int) throws {
    let steps = configuration.epochs * configuration.stepsPerEpoch
    let schedule = OneCycle(peak: configuration.learningRate, steps: steps)
    var labelMonitor = PseudoLabelMonitor(
      classes: configuration.classNames, expected: expected,
      settling: Int((configuration.warmup * Double(configuration.epochs)).rounded(.up)))
    var heldMonitor = HeldOutMonitor()
    var thresholds = expected.map { _ in configuration.threshold }
    for epoch in 0..<configuration.epochs where collapse == nil {
      let begin = ContinuousClock.now
      news.resume()
      let chance = EpochChance(seed: seed, epoch: epoch, device: options.device)
      var sums = Sums(classes: expected.count)
      for place in 0..<configuration.stepsPerEpoch {
        if options.isCancelled?() == true { throw ModelError.interrupted }
        let step = epoch * configuration.stepsPerEpoch + place
        try learn(
          progress: Double(step) / Double(steps), rate: schedule.rate(at: step), thresholds, chance,
          &sums)
        average.update(step: step + 1)
        news.tell(
          stepsBefore + step + 1,
          images: configuration.batchSize + (isConsistent ? configuration.unlabelledBatchSize : 0),
          epoch: epoch + 1)
      }
      news.pause()
      let loss = sums.loss?.item ?? 0
      guard loss.isFinite, member.state.areFinite else {
        collapse =
          "the training diverged in epoch \(epoch + 1) (a loss or a weight is no finite "
          + "number)"
        return
      }
      heldOut = average.applied { says(of: held) }
      let area = heldOutArea
      if isConsistent {
        if let alert = labelMonitor.observe(seen: sums.seen, accepted: sums.accepted) {
          isConsistent = false
          alerts.append("\(alert); the rest of the training was on the answers alone")
        }
        thresholds = PseudoLabels.thresholds(
          configuration.threshold, accepted: sums.accepted, due: expected)
      }
      history.append(
        EpochMetrics(
          epoch: epoch + 1, seconds: begin.secondsToNow,
          values: figures(sums, loss: loss / Double(configuration.stepsPerEpoch), area: area)))
      if let alert = heldMonitor.observe(auroc: area) { collapse = "\(alert)" }
    }
    try member.load(average.state)
  }

  /// What an epoch's steps add up to.
  private struct Sums {
    var loss: Tensor?
    var seen = 0
    var accepted: [Int]

    init(classes: Int) { accepted = [Int](repeating: 0, count: classes) }
  }

  private func learn(
    progress: Double, rate: Double, _ thresholds: [Double], _ chance: EpochChance,
    _ sums: inout Sums
  ) throws {
    let answers = sample.answers(drawAnswers(&chance.choices))
    let value = try autocasting(options.precision, on: options.device) {
      let views = configuration.augmentation(answers.pictures, using: chance.onHost)
      guard isConsistent else {
        let logits = member(views, answers.vectors, .training(chance.onDevice))
        return Losses.crossEntropy(
          logits, answers.targets, smoothing: configuration.labelSmoothing)
      }
      let galaxies = sample.unlabelled(drawUnlabelled(&chance.choices))
      let easy = SquareSymmetry.apply(
        Int.random(in: 0..<8, using: &chance.choices), to: galaxies.pictures)
      var believed: [Float] = withoutGradient {
        average.applied {
          (member(easy, galaxies.vectors, .inference) + surveyOffset).softmax(1).array()
        }
      }
      alignment.align(&believed)
      let labels = PseudoLabels(believed, thresholds: thresholds)
      sums.seen += labels.classes.count
      for (label, count) in labels.counts(expected.count).enumerated() {
        sums.accepted[label] += count
      }
      let hard = configuration.strongAugmentation(
        galaxies.pictures, onHost: chance.onHost, onDevice: chance.onDevice)
      let logits = member(
        Tensor.concatenated([views, hard], along: 0).channelsLast(),
        .concatenated([answers.vectors, galaxies.vectors], along: 0),
        .training(chance.onDevice))
      let own = Losses.crossEntropy(
        logits.sliced(0, 0..<configuration.batchSize), answers.targets,
        smoothing: configuration.labelSmoothing)
      let count = labels.classes.count
      let classes = try Tensor(labels.classes, shape: [count, 1], device: options.device)
      let isAccepted = try Tensor(labels.isAccepted, shape: [count, 1], device: options.device)
      let theirs = logits.sliced(0, configuration.batchSize..<configuration.batchSize + count)
      let consistency =
        ((theirs + surveyOffset).logSoftmax(1).gathered(1, classes) * isAccepted).mean() * -1
      let weight = configuration.consistency * min(1, progress / configuration.warmup)
      return own + consistency * weight
    }
    value.backward()
    optimizer.step(rate: rate, clippingTo: 10)
    sums.loss = sums.loss.map { $0 + value.detached() } ?? value.detached()
  }

  /// Answers of a step, classes in balance.
  private func drawAnswers(_ choices: inout SeededGenerator) -> [Int] {
    let shares = zip(configuration.balance, members).map { $1.isEmpty ? 0 : $0 }
    let total = shares.reduce(0, +)
    return (0..<configuration.batchSize).map { _ in
      var left = Double.random(in: 0..<total, using: &choices)
      // Rounding may leave a little after the last class.
      let label =
        shares.firstIndex { share in
          left -= share
          return share > 0 && left < 0
        } ?? shares.lastIndex { $0 > 0 }!
      return members[label][Int.random(in: 0..<members[label].count, using: &choices)]
    }
  }

  private func drawUnlabelled(_ choices: inout SeededGenerator) -> [Int] {
    (0..<min(configuration.unlabelledBatchSize, sample.data.pool.count)).map { _ in
      Int.random(in: 0..<sample.data.pool.count, using: &choices)
    }
  }

  /// Probabilities of answers, for classes as common as they are among the answers.
  private func says(of numbers: [Int]) -> ClassProbabilities {
    let values: [Float] = withoutGradient {
      autocasting(options.precision, on: options.device) {
        let seen = sample.answers(numbers)
        let views = [0, 5].map { view in
          member(SquareSymmetry.apply(view, to: seen.pictures), seen.vectors, .inference)
            .logSoftmax(1)
        }
        return ((views[0] + views[1]) / 2 + answerOffset).softmax(1).array()
      }
    }
    return ClassProbabilities(classCount: expected.count, values: values)
  }

  /// How well the held-out answers are ordered, wanted first.
  private var heldOutArea: Double? {
    let wanted = sample.data.isWanted
    let scores = (0..<heldOut.count).map { row in
      zip(heldOut.row(row), wanted).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    }
    return areaUnderROC(scores: scores, labels: held.map { wanted[sample.data.labels[$0]] })
  }

  private func figures(_ sums: Sums, loss: Double, area: Double?) -> [String: Double] {
    var values = [
      "loss": loss, "validationLoss": heldOut.logLoss(truth: held.map { sample.data.labels[$0] }),
    ]
    if let area { values["validationAUROC"] = area }
    guard configuration.isSemiSupervised else { return values }
    let total = sums.accepted.reduce(0, +)
    values["accepted"] = Double(total) / Double(max(1, sums.seen))
    for (name, count) in zip(configuration.classNames, sums.accepted) {
      values["accepted.\(name)"] = Double(count) / Double(max(1, total))
    }
    return values
  }
}
