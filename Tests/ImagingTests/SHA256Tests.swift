import Imaging
import Testing

@testable import Digests

struct SHA256Tests {
  /// The examples of FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func publishedExamples(text: String, digest: String) {
    #expect(SHA256.hexDigest(of: Array(text.utf8)) == digest)
    #expect(SHA256.hexDigest(of: Array(text.utf8), portable: true) == digest)
  }

  /// Lengths around the padding's borders; the bytes are i mod 251, the digests Python's hashlib's.
  @Test(arguments: [
    (3, "ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc"),
    (55, "463eb28e72f82e0a96c0a4cc53690c571281131f672aa229e0d45ae59b598b59"),
    (56, "da2ae4d6b36748f2a318f23e7ab1dfdf45acdc9d049bd80e59de82a60895f562"),
    (57, "2fe741af801cc238602ac0ec6a7b0c3a8a87c7fc7d7f02a3fe03d1c12eac4d8f"),
    (63, "29af2686fd53374a36b0846694cc342177e428d1647515f078784d69cdb9e488"),
    (64, "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108"),
    (65, "4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781"),
    (119, "da18797ed7c3a777f0847f429724a2d8cd5138e6ed2895c3fa1a6d39d18f7ec6"),
    (120, "f52b23db1fbb6ded89ef42a23ce0c8922c45f25c50b568a93bf1c075420bbb7c"),
    (1000, "4e4c294b331f7a2099a379bec34b9f9fc03dc46ab465d998f4d683da53487e6d"),
  ])
  func everyPaddingIsRight(count: Int, digest: String) {
    let bytes = (0..<count).map { UInt8($0 % 251) }
    #expect(SHA256.hexDigest(of: bytes) == digest)
    #expect(SHA256.hexDigest(of: bytes, portable: true) == digest)
  }

  /// A prefix and the bytes behind it are digested as one text, wherever the border lies.
  @Test(arguments: [(1, 0), (11, 44), (11, 45), (11, 52), (11, 53), (11, 54), (63, 1), (11, 1000)])
  func aPrefixIsPartOfTheText(prefix: Int, count: Int) {
    let bytes = (0..<prefix + count).map { UInt8($0 % 251) }
    for portable in [false, true] {
      #expect(
        SHA256.hexDigest(
          of: Array(bytes[prefix...]), after: Array(bytes[..<prefix]), portable: portable)
          == SHA256.hexDigest(of: bytes, portable: portable))
    }
  }

  @Test func aShortDigestIsTheBeginningOfTheDigest() {
    let short = Array("abc".utf8).withUnsafeBytes { SHA256.shortDigest(of: $0) }
    #expect(UInt64(bitPattern: short) == 0xba78_16bf_8f01_cfea)
  }

  @Test func picturesOfEqualBytesDifferByTheirShape() {
    let bytes = [UInt8](repeating: 9, count: 24)
    let wide = SHA256.hexDigest(of: Raster(width: 4, height: 2, pixels: bytes))
    #expect(wide != SHA256.hexDigest(of: Raster(width: 2, height: 4, pixels: bytes)))
    #expect(wide == SHA256.hexDigest(of: Raster(width: 4, height: 2, pixels: bytes)))
    let floats = [Float](repeating: 9, count: 24)
    let bands = SHA256.hexDigest(of: FloatRaster(width: 4, height: 2, channels: 3, values: floats))
    #expect(
      bands
        != SHA256.hexDigest(of: FloatRaster(width: 4, height: 3, channels: 2, values: floats)))
    #expect(bands != wide)
  }

  @Test func oneChangedValueChangesTheDigest() {
    let raster = FloatRaster(width: 2, height: 1, channels: 1, values: [1, .nan])
    var other = raster
    other[0, 0, 0] = 1.000_000_1
    #expect(SHA256.hexDigest(of: raster) != SHA256.hexDigest(of: other))
  }
}
