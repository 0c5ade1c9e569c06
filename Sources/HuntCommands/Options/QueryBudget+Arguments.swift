import ArgumentParser
import Hunting
import Vocabulary

extension QueryBudget {
  /// Reads `NAME=SHARE` arguments; none at all give the standard mix.
  ///
  /// - Parameter arguments: What was given for the option `--arm`.
  init(arguments: [String]) throws(ValidationError) {
    guard !arguments.isEmpty else {
      self = .standard
      return
    }
    var shares: [Arm: Double] = [:]
    for argument in arguments {
      let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let share = Double(parts[1]) else {
        throw ValidationError(
          "'\(argument)' is not a share: write NAME=SHARE, such as interest=0.5.")
      }
      guard let arm = Arm(rawValue: String(parts[0])) else {
        throw ValidationError(
          "There is no arm '\(parts[0])': choose from "
            + Arm.allCases.map(\.rawValue).joined(separator: ", ") + ".")
      }
      guard shares[arm] == nil else {
        throw ValidationError("The arm '\(arm.rawValue)' is given twice: name it once.")
      }
      shares[arm] = share
    }
    do {
      try self.init(shares: shares)
    } catch {
      throw ValidationError(Sentence.of(error))
    }
  }
}
