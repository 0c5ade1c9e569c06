internal import CTorch

/// The type of a tensor's elements.
package enum DType: Int32, Sendable, CaseIterable {
  case uint8 = 0
  case int64 = 1
  case float32 = 2
  case float64 = 3
  case bfloat16 = 4
  case bool = 5
  case int32 = 6

  /// Bytes an element.
  package var size: Int {
    switch self {
    case .uint8, .bool: 1
    case .bfloat16: 2
    case .float32, .int32: 4
    case .int64, .float64: 8
    }
  }

  /// The name that safetensors files use.
  package var safetensorsName: String {
    switch self {
    case .uint8: "U8"
    case .int64: "I64"
    case .float32: "F32"
    case .float64: "F64"
    case .bfloat16: "BF16"
    case .bool: "BOOL"
    case .int32: "I32"
    }
  }
}

/// A Swift number type that tensors can be made from and read into.
package protocol TensorElement {
  /// The tensor's element type that has this layout.
  static var dtype: DType { get }
}

extension UInt8: TensorElement { package static var dtype: DType { .uint8 } }
extension Int32: TensorElement { package static var dtype: DType { .int32 } }
extension Int64: TensorElement { package static var dtype: DType { .int64 } }
extension Float: TensorElement { package static var dtype: DType { .float32 } }
extension Double: TensorElement { package static var dtype: DType { .float64 } }
