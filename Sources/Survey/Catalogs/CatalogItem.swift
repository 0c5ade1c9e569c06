/// What a reader hands out next: an object, or a row that cannot become one.
package enum CatalogItem: Sendable, Equatable {
  case entry(CatalogEntry)
  case rejection(Rejection)
}
