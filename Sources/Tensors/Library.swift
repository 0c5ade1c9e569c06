internal import CTorch

/// The table of libtorch's functions, or why there is none; settled when first asked for.
let library: Result<ct_api, TensorError> = {
  ThreadWaiting.prepare()
  var reason = [CChar](repeating: 0, count: 4096)
  guard let table = ct_load(&reason, reason.count) else {
    let words = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .failure(.notInstalled(String(decoding: words, as: UTF8.self)))
  }
  return .success(table.pointee)
}()

/// The functions of libtorch that tensors are made of.
///
/// `Engine.load()` reports a missing library; whoever comes here without it stops the program.
let torch: ct_api = {
  switch library {
  case .success(let table): return table
  case .failure(let error): stop("\(error)")
  }
}()
