/// The part of the labelled galaxies that trains a model, chooses its epoch, or judges it.
package enum DataSplit: String, CaseIterable, Sendable, Codable {
  case train
  case validation
  case test
}
