internal import Tensors

/// Some cutouts of a source, on the device and, where they have just been read, on the host.
struct CutoutBatch {
  let source: any CutoutSource
  /// Which ones they are.
  let numbers: [Int]
  /// The cutouts [N, H, W, 3].
  let cutouts: Tensor
  /// The same as they were read, there only while the batch is worked on; nil where they lie on the
  /// device alone.
  var bytes: UnsafeRawBufferPointer?
}
