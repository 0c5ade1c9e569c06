/// In what form a simulated survey's cutouts are written.
package enum CutoutFormat: String, Sendable, CaseIterable {
  /// Lossless 8-bit RGB, as the Legacy Survey's viewer shows z, r, g.
  case png
  /// Float cubes of g, r, z in nanomaggies with sky coordinates.
  case fits
}
