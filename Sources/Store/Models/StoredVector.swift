import Digests
import Foundation

/// A vector as a row keeps it: its numbers, and a digest by which damage is told.
struct StoredVector {
  let blob: Data
  let digest: Int64

  init(_ values: ArraySlice<Float>) {
    self.init(blob: LittleEndianFloats.encode(values))
  }

  init(blob: Data) {
    self.blob = blob
    digest = blob.withUnsafeBytes { SHA256.shortDigest(of: $0) }
  }
}
