import ArgumentParser
import Vocabulary

/// The numbers that an option takes.
///
/// Every option and argument that is a number is declared with its bounds, which its help then names;
/// a test walks over all commands and finds those that aren't.
///
/// ```swift
/// @Option(.from(1, to: 4096), help: "How many galaxies.")
/// var count = 64
/// ```
struct Bounds<Number: BoundedNumber>: Sendable {
  private let lower: Number
  private let upper: Number
  private var excludesLower = false
  private var excludesUpper = false
  private var multiple: Int?

  private init(_ lower: Number, _ upper: Number) {
    self.lower = lower
    self.upper = upper
  }

  /// Both ends belong to it.
  static func from(_ lower: Number, to upper: Number) -> Bounds { Bounds(lower, upper) }

  /// The lower end doesn't.
  static func above(_ lower: Number, to upper: Number) -> Bounds {
    var bounds = Bounds(lower, upper)
    bounds.excludesLower = true
    return bounds
  }

  /// The upper end doesn't.
  static func from(_ lower: Number, below upper: Number) -> Bounds {
    var bounds = Bounds(lower, upper)
    bounds.excludesUpper = true
    return bounds
  }

  /// Neither end does.
  static func above(_ lower: Number, below upper: Number) -> Bounds {
    var bounds = Bounds.above(lower, to: upper)
    bounds.excludesUpper = true
    return bounds
  }

  /// `from 1 to 4,096`.
  var words: String {
    let from = (excludesLower ? "above " : "from ") + lower.figure
    return from + (excludesUpper ? " and below " : " to ") + upper.figure
  }

  /// Reads a number; NaN is in no bounds.
  func number(_ text: String) throws(OutOfBounds) -> Number {
    guard let number = Number(text), excludesLower ? number > lower : number >= lower,
      excludesUpper ? number < upper : number <= upper,
      multiple.map({ number.isMultiple(of: $0) }) ?? true
    else {
      let noun = multiple.map { "a multiple of \($0)" } ?? Number.noun
      throw OutOfBounds(description: "it takes \(noun) \(words)")
    }
    return number
  }

  /// The help of an option, with its bounds.
  fileprivate func told(in help: ArgumentHelp) -> ArgumentHelp {
    var help = help
    let sentence = help.abstract.hasSuffix(".") ? String(help.abstract.dropLast()) : help.abstract
    help.abstract = sentence + "; \(words)."
    return help
  }
}

extension Bounds<Int> {
  /// Whole multiples, both ends among them.
  static func multiples(of factor: Int, from lower: Int, to upper: Int) -> Bounds {
    var bounds = Bounds(lower, upper)
    bounds.multiple = factor
    return bounds
  }

  /// How many of something that a hunt may hold.
  static let count = Bounds.from(1, to: 1_000_000_000)
  /// Passes over all that a model learns from.
  static let epochs = Bounds.from(1, to: 100_000)
  /// Galaxies that are computed together.
  static let batch = Bounds.from(1, to: 65_536)
}

extension Bounds<Int64> {
  /// Numbers of models.
  static let model = Bounds.from(1, to: 1_000_000_000_000)
}

extension Bounds<UInt64> {
  /// Seeds of whatever is random.
  static let seed = Bounds.from(0, to: UInt64.max)
}

extension Bounds<Double> {
  /// How much a class interests a person.
  static let interest = Bounds.from(0, to: 1_000_000)
}

/// Why a value is not taken; the parser names the option and the value.
struct OutOfBounds: Error, CustomStringConvertible {
  let description: String
}

/// A number that can be bounded.
protocol BoundedNumber: Comparable, Sendable, LosslessStringConvertible {
  /// What it is called.
  static var noun: String { get }
  /// How it is written.
  var figure: String { get }
  func isMultiple(of factor: Int) -> Bool
}

extension BoundedNumber where Self: BinaryInteger {
  static var noun: String { "a whole number" }
  func isMultiple(of factor: Int) -> Bool { self % Self(factor) == 0 }
}

extension Int: BoundedNumber {
  var figure: String { Figures.count(self) }
  func isMultiple(of factor: Int) -> Bool { self % factor == 0 }
}

extension Int64: BoundedNumber {
  var figure: String { Figures.count(Int(self)) }
}

extension UInt64: BoundedNumber {
  var figure: String { String(self) }
}

extension Double: BoundedNumber {
  static var noun: String { "a number" }
  var figure: String {
    self == rounded() && magnitude <= 1e9 ? Figures.count(Int(self)) : String(self)
  }
  func isMultiple(of factor: Int) -> Bool { truncatingRemainder(dividingBy: Double(factor)) == 0 }
}

extension Option where Value: BoundedNumber {
  /// A number within bounds, with a default.
  init(
    wrappedValue: Value, name: NameSpecification = .long, _ bounds: Bounds<Value>,
    help: ArgumentHelp
  ) {
    // Whatever follows is the value: `--count -5` is out of bounds, and no option of its own.
    self.init(
      wrappedValue: wrappedValue, name: name, parsing: .unconditional,
      help: bounds.told(in: help), transform: { try bounds.number($0) })
  }
}

extension Option {
  /// A number within bounds that may be left out.
  init<Number: BoundedNumber>(
    name: NameSpecification = .long, _ bounds: Bounds<Number>, help: ArgumentHelp
  ) where Value == Number? {
    self.init(
      name: name, parsing: .unconditional, help: bounds.told(in: help),
      transform: { try bounds.number($0) })
  }
}

extension Argument where Value: BoundedNumber {
  /// A number within bounds.
  init(_ bounds: Bounds<Value>, help: ArgumentHelp) {
    self.init(help: bounds.told(in: help), transform: { try bounds.number($0) })
  }
}
