// The library's one exported function.
#include "TorchShim.h"

#include "Internal.h"

const ct_api *ct_table(void) {
  static const ct_api table = [] {
    ct_api api{};
    api.table_size = sizeof(ct_api);
    api.table_version = CT_API_VERSION;
    ct::fillLibrary(api);
    ct::fillTensors(api);
    ct::fillChance(api);
    ct::fillOperations(api);
    ct::fillFused(api);
    ct::fillGradients(api);
    ct::fillModes(api);
    ct::fillOptimizers(api);
    return api;
  }();
  return &table;
}
