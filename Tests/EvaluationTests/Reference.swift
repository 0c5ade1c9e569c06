import Foundation

/// The stored values of `Fixtures/make_reference.py`.
struct Reference: Decodable {
  struct Binary: Decodable {
    let name: String
    let scores: [Double]
    let labels: [Bool]
    let fpr: [Double]
    let tpr: [Double]
    let thresholds: [Double]
    let auc: Double
    let precision: [Double]
    let recall: [Double]
    let prThresholds: [Double]
    let averagePrecision: Double
    let deLong: [Double]
    let ranks: [Double]
  }

  struct Multiclass: Decodable {
    let name: String
    let classCount: Int
    let probabilities: [Double]
    let truth: [Int]
    let confusion: [[Int]]
    let accuracy: Double
    let balancedAccuracy: Double
    let precision: [Double]
    let recall: [Double]
    let f1: [Double]
    let support: [Int]
    let averages: [String: [Double]]
    let mcc: Double
    let top2: Double
    let brier: Double
    let logLoss: Double
    let ece: Double
    let binCounts: [Int]
    let classAUC: [Double?]
    let classAP: [Double?]
    let kappa: Double?
    let macroAUC: Double?
    let microAUC: Double
  }

  struct Proportion: Decodable {
    let successes: Int
    let trials: Int
    let level: Double
    let lower: Double
    let upper: Double
    let exactLower: Double
    let exactUpper: Double
  }

  struct Quantile: Decodable {
    let probability: Double
    let value: Double
  }

  struct Large: Decodable {
    let count: Int
    let accuracy: Double
    let balancedAccuracy: Double
    let mcc: Double
    let brier: Double
    let logLoss: Double
    let ece: Double
    let confusion: [[Int]]
    let kappa: Double
    let averages: [String: [Double]]
    let top2: Double
    let auc: Double
    let averagePrecision: Double
  }

  let binary: [Binary]
  let multiclass: [Multiclass]
  let wilson: [Proportion]
  let quantiles: [Quantile]
  let large: Large

  static let stored: Reference = {
    do {
      let folder = Bundle.module.bundleURL.appendingPathComponent("Fixtures")
      let data = try Data(contentsOf: folder.appendingPathComponent("reference.json"))
      return try JSONDecoder().decode(Reference.self, from: data)
    } catch {
      preconditionFailure("the reference fixture does not load: \(error)")
    }
  }()
}

/// Whether two arrays agree number by number.
func agree(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-12) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}

/// Whether two numbers agree.
func agree(_ a: Double?, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
  a.map { abs($0 - b) <= tolerance } ?? false
}
