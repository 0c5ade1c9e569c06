import CKernels

/// Approximate nearest neighbours: vectors in the lists of their nearest centres, of which a search
/// looks through the nearest few.
///
/// The inverted file of Sivic and Zisserman, "Video Google", 2003, as in Jégou, Douze and Schmid,
/// "Product quantization for nearest neighbor search", 2011, section IV, with whole vectors. Cost grows
/// with the square root of the vectors for each search.
struct InvertedLists {
  /// Rows found, the nearest first.
  struct Found {
    /// `rows` × `k` places among the vectors; −1 where there are fewer.
    var places: [Int32]
    /// Euclidean distances, in the same order.
    var distances: [Float]
    let k: Int
  }

  private let columns: Int
  private let centres: [Float]
  /// Where each list begins, and behind the last one.
  private let starts: [Int]
  /// Place of each vector of the lists among those given.
  private let places: [Int32]
  private let vectors: [Float]
  private static let probes = 12

  /// Sorts vectors into about as many lists as each of them is long.
  init(_ features: FeatureMatrix) {
    columns = features.columns
    let count = max(1, Int(Double(features.rows).squareRoot()))
    var centres = features.gathering(features.evenlySpacedRows(limit: count)).values
    var nearest: [Int32] = []
    for _ in 0..<4 {
      nearest = Self.nearest(features, centres, columns)
      centres = Self.means(features, nearest, centres)
    }
    nearest = Self.nearest(features, centres, columns)
    var sizes = [Int](repeating: 0, count: centres.count / max(1, columns) + 1)
    for list in nearest { sizes[Int(list) + 1] += 1 }
    for list in 1..<max(1, sizes.count) { sizes[list] += sizes[list - 1] }
    starts = sizes
    var next = sizes
    var places = [Int32](repeating: 0, count: features.rows)
    for (row, list) in nearest.enumerated() {
      places[next[Int(list)]] = Int32(row)
      next[Int(list)] += 1
    }
    self.places = places
    self.centres = centres
    vectors = features.gathering(places.map(Int.init)).values
  }

  /// The `k` nearest of each row among the vectors; a vector at distance 0 may be the row itself.
  func search(_ rows: FeatureMatrix, k: Int) -> Found {
    var found = Found(
      places: [Int32](repeating: -1, count: rows.rows * k),
      distances: [Float](repeating: .infinity, count: rows.rows * k), k: k)
    let longest = zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
    let lists = starts.count - 1
    found.places.withUnsafeMutableBufferPointer { places in
      found.distances.withUnsafeMutableBufferPointer { distances in
        nonisolated(unsafe) let places = places.baseAddress!
        nonisolated(unsafe) let distances = distances.baseAddress!
        rows.values.withUnsafeBufferPointer { values in
          nonisolated(unsafe) let values = values.baseAddress!
          Parallel.forEachBlock(of: rows.rows, size: 128) { block in
            var scratch = [Float](repeating: 0, count: max(longest, lists))
            scratch.withUnsafeMutableBufferPointer { scratch in
              for row in block {
                search(
                  values + row * columns, k, places + row * k, distances + row * k,
                  scratch.baseAddress!)
              }
            }
          }
        }
      }
    }
    for index in found.distances.indices {
      found.distances[index] = found.distances[index].squareRoot()
    }
    return found
  }

  private func search(
    _ row: UnsafePointer<Float>, _ k: Int, _ places: UnsafeMutablePointer<Int32>,
    _ squares: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    let lists = starts.count - 1
    ck_squared_distances(row, centres, Int64(lists), Int64(columns), scratch)
    var chosen = [Int32](repeating: -1, count: min(Self.probes, lists))
    var near = [Float](repeating: .infinity, count: chosen.count)
    var list = 0
    while list < lists {
      Self.insert(Int32(list), scratch[list], &chosen, &near, chosen.count)
      list += 1
    }
    for list in chosen {
      let start = starts[Int(list)]
      let count = starts[Int(list) + 1] - start
      vectors.withUnsafeBufferPointer { vectors in
        guard count > 0, let base = vectors.baseAddress else { return }
        ck_squared_distances(row, base + start * columns, Int64(count), Int64(columns), scratch)
      }
      var index = 0
      while index < count {
        Self.insert(self.places[start + index], scratch[index], places, squares, k)
        index += 1
      }
    }
  }

  /// Puts one in where it belongs among the nearest so far, ascending; equal ones keep their order.
  @inline(__always)
  private static func insert(
    _ place: Int32, _ square: Float, _ places: UnsafeMutablePointer<Int32>,
    _ squares: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    guard count > 0, square < squares[count - 1] else { return }
    var slot = count - 1
    while slot > 0, squares[slot - 1] > square {
      squares[slot] = squares[slot - 1]
      places[slot] = places[slot - 1]
      slot -= 1
    }
    squares[slot] = square
    places[slot] = place
  }

  /// The nearest centre of each row.
  private static func nearest(
    _ features: FeatureMatrix, _ centres: [Float], _ columns: Int
  ) -> [Int32] {
    let count = centres.count / max(1, columns)
    var nearest = [Int32](repeating: 0, count: features.rows)
    nearest.withUnsafeMutableBufferPointer { output in
      nonisolated(unsafe) let output = output.baseAddress
      features.values.withUnsafeBufferPointer { values in
        nonisolated(unsafe) let values = values.baseAddress
        Parallel.forEachBlock(of: features.rows, size: 128) { block in
          var distances = [Float](repeating: 0, count: count)
          for row in block {
            distances.withUnsafeMutableBufferPointer { distances in
              let base = distances.baseAddress!
              ck_squared_distances(
                values! + row * columns, centres, Int64(count), Int64(columns), base)
              var best = 0
              var list = 1
              while list < count {
                if base[list] < base[best] { best = list }
                list += 1
              }
              output![row] = Int32(best)
            }
          }
        }
      }
    }
    return nearest
  }

  /// The mean of each list; one that nobody is in keeps its centre.
  private static func means(
    _ features: FeatureMatrix, _ nearest: [Int32], _ centres: [Float]
  ) -> [Float] {
    let columns = features.columns
    var sums = [Float](repeating: 0, count: centres.count)
    var counts = [Int](repeating: 0, count: centres.count / max(1, columns))
    features.values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for (row, list) in nearest.enumerated() {
          counts[Int(list)] += 1
          var column = 0
          while column < columns {
            sums[Int(list) * columns + column] += values[row * columns + column]
            column += 1
          }
        }
      }
    }
    var means = centres
    for (list, count) in counts.enumerated() where count > 0 {
      for column in list * columns..<(list + 1) * columns {
        means[column] = sums[column] / Float(count)
      }
    }
    return means
  }
}
