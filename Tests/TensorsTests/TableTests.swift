import CTorch
import Foundation
import Testing

/// The C table of functions, called as no `Tensor` would call it: what doesn't fit is a status and a
/// message, and never memory that was not asked for.
@Suite struct TableTests {
  private let table: ct_api

  init() throws {
    var reason = [CChar](repeating: 0, count: 4096)
    let loaded = ct_load(&reason, reason.count)
    table = try #require(loaded, "\(words(reason))").pointee
  }

  /// A tensor of one value everywhere; a test's few tensors are never freed.
  private func full(_ shape: [Int64], _ dtype: ct_dtype = CT_FLOAT32, _ value: Double = 1) throws
    -> OpaquePointer
  {
    var out: OpaquePointer?
    let status = table.full(shape, Int32(shape.count), value, Int32(dtype.rawValue), -1, &out)
    try #require(status == 0)
    return try #require(out)
  }

  /// The message of a call that has to fail.
  private func message(
    _ call: (UnsafeMutablePointer<OpaquePointer?>) -> Int32,
    _ place: SourceLocation = #_sourceLocation
  ) throws -> String {
    var out: OpaquePointer?
    try #require(call(&out) == 1, "it was taken", sourceLocation: place)
    return String(cString: try #require(table.last_error()))
  }

  /// Weight, bias, running mean and running variance, of which one has another shape.
  @Test(arguments: 0..<4, [[Int64(2)], [4, 1], [], [0], [8]])
  func aNormWantsOneNumberAChannel(_ wrong: Int, _ shape: [Int64]) throws {
    let x = try full([2, 4, 4, 4])
    let parts = try (0..<4).map { try full($0 == wrong ? shape : [4]) }
    for pool in [Int64(1), 2, 3] {
      let words = try message {
        table.norm_relu(x, parts[0], parts[1], parts[2], parts[3], pool, 0.1, 1e-5, $0)
      }
      #expect(words.contains("each of 4 channels needs one number"), "\(words)")
    }
  }

  @Test func aNormTakesPicturesAlone() throws {
    let four = try full([4])
    for shape in [[Int64(2), 4], [2, 4, 4], [2, 4, 4, 4, 4]] {
      let x = try full(shape)
      for pool in [Int64(1), 2] {
        let words = try message { table.norm_relu(x, four, four, four, four, pool, 0.1, 1e-5, $0) }
        #expect(words.contains("[N, C, H, W]"), "\(words)")
      }
    }
    let x = try full([2, 4, 4, 4])
    for pool in [Int64(0), -1] {
      _ = try message { table.norm_relu(x, four, four, four, four, pool, 0.1, 1e-5, $0) }
      _ = try message { table.relu_pool(x, pool, $0) }
    }
  }

  @Test func aConvolutionsShapesAreChecked() throws {
    let x = try full([2, 3, 8, 8])
    let weight = try full([5, 3, 3, 3])
    let bias = try full([5])
    let calls: [(OpaquePointer, OpaquePointer, OpaquePointer?, Int64, Int64)] = [
      (x, weight, try full([4]), 1, 1), (x, weight, try full([6]), 1, 1),
      (x, weight, try full([5, 2]), 1, 1), (x, try full([5, 4, 3, 3]), bias, 1, 1),
      (x, try full([5, 3, 3]), bias, 1, 1), (x, weight, bias, 0, 1), (x, weight, bias, 1, -1),
      (x, try full([5, 3, 9, 9]), bias, 1, 0), (try full([3, 8]), weight, bias, 1, 1),
    ]
    for (x, weight, bias, stride, padding) in calls {
      let words = try message { table.relu_conv2d(x, weight, bias, stride, padding, $0) }
      #expect(!words.isEmpty)
    }
    for (weight, bias) in [(weight, try full([4])), (try full([5, 4, 3, 3]), bias)] {
      _ = try message { table.upsampled_conv2d(x, weight, bias, $0) }
    }
    for shape in [[Int64(5), 3, 2, 2], [5, 3], [5, 3, 3]] {
      let weight = try full(shape)
      _ = try message { table.upsampled_conv2d(x, weight, nil, $0) }
    }
  }

  @Test func picturesAndWhatIsAppliedToThemMustFit() throws {
    let pictures = try full([2, 3, 4, 4])
    for shape in [[Int64(1), 2, 3], [2, 3, 2], [2, 6], [2, 2, 2]] {
      let transforms = try full(shape)
      let words = try message { table.affine_sample(pictures, transforms, $0) }
      #expect(words.contains("transforms"), "\(words)")
    }
    let flat = try full([2, 3, 4])
    let transforms = try full([2, 2, 3])
    _ = try message { table.affine_sample(flat, transforms, $0) }

    let bytes = try full([1, 2, 2, 3], CT_UINT8)
    for (shape, dtype) in [
      ([Int64(3), 255], CT_FLOAT32), ([2, 256], CT_FLOAT32), ([768], CT_FLOAT32),
      ([3, 256], CT_FLOAT64), ([3, 256], CT_BFLOAT16),
    ] {
      let meanings = try full(shape, dtype)
      let words = try message { table.look_up(bytes, meanings, $0) }
      #expect(words.contains("table"), "\(words)")
    }
    let none = try full([1, 2, 2, 0], CT_UINT8)
    let empty = try full([0, 256])
    _ = try message { table.look_up(none, empty, $0) }

    for shape in [[Int64(2), 3, 4, 5], [1, 3, 4, 4], [2, 48]] {
      let redrawn = try full(shape)
      var weighted: OpaquePointer?
      let words = try message {
        table.reconstruction_errors(redrawn, pictures, $0, &weighted)
      }
      #expect(words.contains("reconstructions"), "\(words)")
    }
  }

  @Test func noPicturesGiveNoResults() throws {
    let none = try full([0, 3, 4, 4])
    let three = try full([3])
    let transforms = try full([0, 2, 3])
    let kernels = try full([5, 3, 3, 3])
    let bytes = try full([0, 4, 4, 3], CT_UINT8)
    let meanings = try full([3, 256])
    var out: OpaquePointer?
    var weighted: OpaquePointer?
    #expect(table.norm_relu(none, three, three, three, three, 2, 0.1, 1e-5, &out) == 0)
    #expect(try shape(out) == [0, 3, 2, 2])
    #expect(table.relu_pool(none, 2, &out) == 0)
    #expect(try shape(out) == [0, 3, 2, 2])
    #expect(table.relu_conv2d(none, kernels, nil, 1, 1, &out) == 0)
    #expect(try shape(out) == [0, 5, 4, 4])
    #expect(table.affine_sample(none, transforms, &out) == 0)
    #expect(try shape(out) == [0, 3, 4, 4])
    #expect(table.look_up(bytes, meanings, &out) == 0)
    #expect(try shape(out) == [0, 3, 4, 4])
    #expect(table.reconstruction_errors(none, none, &out, &weighted) == 0)
    #expect(try shape(out) == [0])
    #expect(try shape(weighted) == [0])
  }

  private func shape(_ tensor: OpaquePointer?) throws -> [Int64] {
    var rank: Int32 = 0
    try #require(table.rank(tensor, &rank) == 0)
    var sizes = [Int64](repeating: -1, count: Int(rank))
    try #require(table.shape(tensor, &sizes) == 0)
    return sizes
  }

  /// Gradient, first moment, second moment and step count, of which one has another shape.
  @Test(arguments: 0..<4)
  func anOptimizersArgumentsMustBeAlike(_ wrong: Int) throws {
    let parameter: OpaquePointer? = try full([3, 4])
    let others: [OpaquePointer?] = try (0..<4).map { place in
      let right: [Int64] = place == 3 ? [] : [3, 4]
      return try full(place == wrong ? [2] : right)
    }
    let words = try message { _ in
      table.fused_adam(
        [parameter], [others[0]], [others[1]], [others[2]], [others[3]], 1, 0.1, 0.9, 0.999, 0,
        1e-8, false)
    }
    #expect(words.contains(wrong == 3 ? "step count" : "one shape"), "\(words)")
  }

  @Test func anOptimizersArgumentsMustLieAlikeInMemory() throws {
    let parameter: OpaquePointer? = try full([2, 3, 4, 4])
    var turned: OpaquePointer?
    try #require(table.contiguous(parameter, true, &turned) == 0)
    let zeros: OpaquePointer? = try full([2, 3, 4, 4], CT_FLOAT32, 0)
    let step: OpaquePointer? = try full([], CT_FLOAT32, 0)
    let words = try message { _ in
      table.fused_adam(
        [parameter], [turned], [zeros], [zeros], [step], 1, 0.1, 0.9, 0.999, 0, 1e-8, false)
    }
    #expect(words.contains("order in memory"), "\(words)")
  }

  @Test func aDeviceThatCannotBeIsRefused() throws {
    let x = try full([2])
    let words = try message { table.to_device(x, 300, $0) }
    #expect(words.contains("device number 300"), "\(words)")
  }

  @Test func aProgramThatIsGoneIsNamed() throws {
    var reason = [CChar](repeating: 0x7f, count: 4096)
    #expect(ct_load_beside("/nowhere/ahunt", &reason, reason.count) == nil)
    let words = words(reason)
    #expect(words.contains("/nowhere/ahunt"), "\(words)")
    #expect(words.contains("No such file"), "\(words)")
  }
}

/// What a C function wrote.
private func words(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
