import ArgumentParser

/// `ahunt train`: trains the models and stores them.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model on the imported galaxies and store it.",
    discussion: """
      The embedder (a variational autoencoder with a normalizing-flow prior) places galaxies by \
      their looks, the scorer (an autoencoder) tells what it can't redraw, and the classifier \
      learns the catalog's own classes where there are some.

      Example:
        ahunt train all
      """,
    subcommands: [TrainEmbedder.self, TrainScorer.self, TrainClassifier.self, TrainAll.self])
}
