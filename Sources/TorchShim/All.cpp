// All that needs libtorch's headers, as one translation unit: reading them takes many times as long
// as compiling what is here.
#include "Fused.cpp"
#include "Gradients.cpp"
#include "Library.cpp"
#include "NormRelu.cpp"
#include "Operations.cpp"
#include "Pictures.cpp"
#include "Table.cpp"
#include "Tensors.cpp"
