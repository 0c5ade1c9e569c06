import CImageCodec

/// The buffer in which the C codec leaves the reason of a failure.
struct CodecMessage {
  private var text = [CChar](repeating: 0, count: Int(CI_MESSAGE_SIZE))

  /// Lends the buffer to one call of the codec.
  mutating func receive(_ call: (UnsafeMutablePointer<CChar>) -> ci_status) -> ci_status {
    text.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map(call) ?? CI_OUT_OF_MEMORY
    }
  }

  /// The error that a status other than `CI_OK` stands for.
  func error(for status: ci_status) -> ImagingError {
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let detail = String(decoding: bytes, as: UTF8.self)
    return switch status {
    case CI_NOT_A_PICTURE: .notAPicture(detail: detail)
    case CI_TOO_LARGE: .tooLarge(detail: detail)
    case CI_OUT_OF_MEMORY: .outOfMemory
    case CI_CANNOT_ENCODE: .cannotEncode(detail: detail)
    default: .damaged(detail: detail)
    }
  }
}
