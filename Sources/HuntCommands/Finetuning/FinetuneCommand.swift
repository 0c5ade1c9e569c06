import AHuntKit
import ArgumentParser

/// `ahunt finetune`: the encoder learns the person's answers.
struct FinetuneCommand: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "finetune",
    abstract: "Train the encoder itself on your answers; used where it ranks better.",
    discussion: """
      Four networks each learn three quarters of your answers and are asked about the rest, once from \
      the embedder's encoder and once from scratch. Rankings use them beside the head only where \
      that orders held-out answers better than the head alone. With --semi-supervised they learn \
      from unlabelled galaxies too: what an easy view is surely, a hard view has to be recognised as.

      Example:
        ahunt finetune --semi-supervised
      """)

  @OptionGroup(title: "Finetuning options")
  var finetuning: FinetuneOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let payload = try console.withHunt {
      FinetunePayload(
        try $0.finetune(
          finetuning.request, engine: engine.settings, activity: console.activity(isLong: true)))
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
