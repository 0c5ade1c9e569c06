import HuntCommands

/// The `ahunt` executable; everything is in `HuntCommands`.
@main
enum Main {
  static func main() {
    Program.main()
  }
}
