import ArgumentParser
import Survey

extension CatalogFormat: ExpressibleByArgument {}
