import Foundation

extension Console {
  /// Asks the person at the terminal something that is answered with yes or no, on standard error; no
  /// answer is a no.
  func confirms(_ question: String) -> Bool {
    do {
      try context.error.write(
        "\(question) [y/N] ", Palette(stream: context.error, environment: context.environment))
    } catch {
      return false
    }
    let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
    return answer == "y" || answer == "yes"
  }
}
