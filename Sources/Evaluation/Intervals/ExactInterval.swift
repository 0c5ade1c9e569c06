/// Interval of a share that holds it in 19 of 20 cases and more, whatever the share and however few.
///
/// Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", 1934; also Gehrels 1986. Wilson's is narrower, but falls to 0.83 for shares near 0 or 1.
/// `nil` without a trial.
/// ```swift
/// exactInterval(successes: 3, trials: 20)   // 0.15, from 0.032 to 0.379
/// ```
package func exactInterval(successes: Int, trials: Int, level: Double = 0.95) -> Interval? {
  precondition(successes >= 0 && successes <= trials, "\(successes) successes in \(trials) trials")
  guard trials > 0 else { return nil }
  let (hits, misses) = (Double(successes), Double(trials - successes))
  let tail = (1 - level) / 2
  return Interval(
    estimate: hits / Double(trials),
    lower: successes == 0 ? 0 : betaQuantile(tail, hits, misses + 1),
    upper: successes == trials ? 1 : betaQuantile(1 - tail, hits + 1, misses))
}

/// Interval of F1, the harmonic mean of precision and recall.
///
/// F1 is 2J/(1 + J), where J is the share of the hits among all that are of the class or were given it.
/// Such a share has an exact interval, and what rises with it has its image.
///
/// - Returns: `nil` where nothing is of the class and nothing was given it.
package func f1Interval(
  hits: Int, missed: Int, falseAlarms: Int, level: Double = 0.95
) -> Interval? {
  exactInterval(successes: hits, trials: hits + missed + falseAlarms, level: level).map { share in
    func f1(_ share: Double) -> Double { 2 * share / (1 + share) }
    return Interval(
      estimate: f1(share.estimate), lower: f1(share.lower), upper: f1(share.upper))
  }
}
