/// Objects placed by two numbers, such as the first principal components of their embedding.
package struct LatentMap: Sendable {
  /// A group of objects that share a colour.
  package struct Group: Sendable {
    /// Name of the group.
    package let name: String
    /// Coordinates of the objects.
    package let points: [SIMD2<Float>]

    /// A named group.
    package init(name: String, points: [SIMD2<Float>]) {
      self.name = name
      self.points = points
    }
  }

  /// What the horizontal axis is.
  package let xLabel: String
  /// What the vertical axis is.
  package let yLabel: String
  /// The groups, the commonest first, so that rare ones are drawn on top.
  package let groups: [Group]

  /// A map from its groups.
  package init(xLabel: String, yLabel: String, groups: [Group]) {
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.groups = groups
  }
}
