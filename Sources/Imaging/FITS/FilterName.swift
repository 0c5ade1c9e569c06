import Foundation

/// What the names of filters say about their colour.
enum FilterName {
  /// The central wavelength in nanometres, about; `nil` for a name that tells none.
  ///
  /// Names come in many dresses (`r`, `HSC-I`, `g DECam SDSS c0001 4720.0 1520.0`, `i.MP9702`,
  /// `F814W`): the first word that is a filter counts.
  static func wavelength(_ name: String) -> Double? {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.lazy.compactMap { known[String($0)] ?? hubble(String($0)) }.first
  }

  private static let known: [String: Double] = [
    "fuv": 153, "nuv": 231, "u": 355, "b": 440, "blue": 440, "g": 475, "green": 530, "v": 550,
    "r": 625, "red": 650, "vis": 710, "i": 760, "z": 900, "y": 1000, "j": 1250, "h": 1640,
    "k": 2190, "ks": 2150, "w1": 3400, "ch1": 3600, "ch2": 4500, "w2": 4600, "ch3": 5700,
    "ch4": 7900, "w3": 12000, "w4": 22000,
  ]

  /// Hubble and Webb count in nanometres from 200 and in tens of nanometres below that: F814W,
  /// F160W.
  private static func hubble(_ word: String) -> Double? {
    guard word.first == "f", word.count >= 5, word.last.map({ "wmnxlp".contains($0) }) == true,
      let number = Double(word.dropFirst().prefix { $0.isNumber })
    else { return nil }
    return number < 200 || number >= 1000 ? number * 10 : number
  }
}
