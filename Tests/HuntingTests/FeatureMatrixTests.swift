import Testing

@testable import Hunting

struct FeatureMatrixTests {
  private let matrix = FeatureMatrix([[1, 2], [3, 4], [5, 6]])

  @Test func rowsComeBackAsGiven() {
    #expect(Array(matrix[1]) == [3, 4])
    #expect(matrix.gathering([2, 0, 2]) == FeatureMatrix([[5, 6], [1, 2], [5, 6]]))
    #expect(matrix.gathering([]).rows == 0)
  }

  @Test func evenlySpacedRowsSpanTheMatrix() {
    #expect(matrix.evenlySpacedRows(limit: 9) == [0, 1, 2])
    let large = FeatureMatrix(rows: 100, columns: 0, values: [])
    #expect(large.evenlySpacedRows(limit: 4) == [0, 25, 50, 75])
  }

  @Test func standardisedColumnsHaveMeanZeroAndDeviationOne() {
    let scale = Standardisation(of: matrix)
    #expect(scale.mean == [3, 4])
    let values = scale.applied(to: matrix).values
    let edge = Float(1.224_744_9)
    for (found, wanted) in zip(values, [-edge, -edge, 0, 0, edge, edge]) {
      #expect(abs(found - wanted) < 1e-5)
    }
  }

  @Test func aConstantColumnCarriesNothing() {
    let constant = FeatureMatrix([[7, 1], [7, 2]])
    let scale = Standardisation(of: constant)
    #expect(scale.inverseDeviation[0] == 0)
    #expect(scale.applied(to: FeatureMatrix([[9, 1]])).values[0] == 0)
  }

  @Test(arguments: [1, 3, 8, 11, 24])
  func kernelsMatchPlainSums(columns: Int) {
    let a = (0..<columns).map { Float($0) * 0.5 - 1 }
    let b = (0..<columns).map { Float($0 * $0) * 0.1 }
    let plainDot = zip(a, b).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    let plainDistance = zip(a, b).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(abs(VectorKernels.dot(a, b, count: columns) - plainDot) < 1e-3 * abs(plainDot) + 1e-4)
    #expect(
      abs(VectorKernels.squaredDistance(a, b, count: columns) - plainDistance)
        < 1e-4 * plainDistance + 1e-4)
  }
}
