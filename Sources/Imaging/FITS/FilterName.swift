import Foundation

/// What the names of filters say about their colour.
enum FilterName {
  /// The central wavelength in nanometres, about; `nil` for a name that tells none.
  ///
  /// Names come in many dresses (`r`, `HSC-I`, `g DECam SDSS c0001 4720.0 1520.0`, `i.MP9702`,
  /// `F814W`): the first word that is a filter counts.
  static func wavelength(_ name: String) -> Double? {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.lazy.compactMap { known[String($0)] ?? space(String($0)) }.first
  }

  private static let known: [String: Double] = [
    "fuv": 153, "nuv": 231, "u": 355, "b": 440, "blue": 440, "g": 475, "green": 530, "v": 550,
    "r": 625, "red": 650, "vis": 710, "i": 760, "z": 900, "y": 1000, "j": 1250, "h": 1640,
    "k": 2190, "ks": 2150, "w1": 3400, "ch1": 3600, "ch2": 4500, "w2": 4600, "ch3": 5700,
    "ch4": 7900, "w3": 12000, "w4": 22000,
  ]

  /// Hubble counts in nanometres from 200 on and in tens of nanometres below that (F814W, F160W),
  /// Webb always in tens.
  private static func space(_ word: String) -> Double? {
    let digits = word.dropFirst().prefix { $0.isNumber }
    guard word.first == "f", (3...4).contains(digits.count), let number = Double(digits),
      widths.contains(word.dropFirst(1 + digits.count))
    else { return nil }
    return number < 200 || number >= 1000 || webb.contains(word) ? number * 10 : number
  }

  private static let widths: Set<Substring> = ["w", "m", "n", "x", "lp", "w2"]

  /// Those between 200 and 1000, which could be Hubble's by their number.
  private static let webb: Set<String> = [
    "f200w", "f210m", "f212n", "f250m", "f277w", "f300m", "f322w2", "f323n", "f335m", "f356w",
    "f360m", "f380m", "f405n", "f410m", "f430m", "f444w", "f460m", "f466n", "f470n", "f480m",
    "f560w", "f770w",
  ]
}
