import Store

extension CutoutRecipe {
  /// The options of `ahunt import` that make it, such as `--crop 0.5 --bands i,r,g`.
  var options: String {
    ["--crop \(crop)", bands.map { "--bands \($0)" }, arcsec.map { "--cutout-arcsec \($0)" }]
      .compactMap { $0 }.joined(separator: " ")
  }
}
