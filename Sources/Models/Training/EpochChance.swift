internal import Evaluation
internal import Tensors

/// All that is drawn at random in one epoch; it follows from the seed and the epoch alone.
///
/// So a training that goes on after a checkpoint draws what an unbroken one would have drawn.
final class EpochChance {
  /// Noise, dropout and latents.
  let onDevice: RandomState
  /// Views of pictures, which are chosen on the host.
  let onHost: RandomState
  /// Single choices.
  var choices: SeededGenerator

  /// - Parameter epoch: counted from 0.
  init(seed: UInt64, epoch: Int, device: Device) {
    // Another odd number than the order of the cutouts is made with.
    var mixer = SeededGenerator(seed: seed &+ UInt64(epoch + 1) &* 0xbf58_476d_1ce4_e5b9)
    onDevice = RandomState(seed: mixer.next(), device: device)
    onHost = RandomState(seed: mixer.next())
    choices = SeededGenerator(seed: mixer.next())
  }
}
