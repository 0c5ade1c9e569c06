// A C face for libtorch: a table of functions in a library of its own.
//
// libtorch is large, and a program that links to it pays for it at every start. So the functions
// are in `libTorchShim.so` (Sources/TorchShim), which `ct_load` opens when the first tensor is
// wanted.
//
// Every function returns 0, or 1 after an error whose text `last_error` gives (it belongs to the
// calling thread). Results come through `out`; a tensor written there is the caller's and ends with
// `tensor_free`. No C++ exception leaves the library.
#ifndef CTORCH_H
#define CTORCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_tensor_s *ct_tensor;
typedef struct ct_generator_s *ct_generator;
typedef struct ct_guard_s *ct_guard;

typedef enum {
  CT_UINT8 = 0,
  CT_INT64 = 1,
  CT_FLOAT32 = 2,
  CT_FLOAT64 = 3,
  CT_BFLOAT16 = 4,
  CT_BOOL = 5,
  CT_INT32 = 6,
} ct_dtype;

/// Goes up whenever a function of the table changes its meaning or its parameters.
#define CT_API_VERSION 6

/// The functions; a tensor's `device` is -1 for the CPU, else the number of the CUDA device.
typedef struct ct_api {
  // What `ct_load` compares, so that a library of another build is refused.
  size_t table_size;
  uint64_t table_version;

  // The words of the latest failure; the first function of the table.
  const char *(*last_error)(void);

  // The library and the machine.
  const char *(*version)(void);
  int (*threads)(void);
  int (*set_threads)(int count);
  void (*keep_freed_memory)(void);
  int (*cuda_device_count)(void);
  bool (*cuda_has_bfloat16)(int device);
  bool (*cpu_has_bfloat16)(void);
  const char *(*cpu_capability)(void);

  // Life of a tensor.
  void (*tensor_free)(ct_tensor tensor);
  int (*from_host)(const void *data, const int64_t *shape, int rank, int dtype, int device,
                   ct_tensor *out);
  int (*copy_to_host)(ct_tensor tensor, void *data, size_t bytes);
  int (*full)(const int64_t *shape, int rank, double value, int dtype, int device, ct_tensor *out);
  int (*arange)(int64_t count, int dtype, int device, ct_tensor *out);
  int (*rank)(ct_tensor tensor, int *out);
  int (*shape)(ct_tensor tensor, int64_t *out);
  int (*dtype_of)(ct_tensor tensor, int *out);
  int (*device_of)(ct_tensor tensor, int *out);
  int (*item)(ct_tensor tensor, double *out);
  int (*to_dtype)(ct_tensor tensor, int dtype, ct_tensor *out);
  int (*to_device)(ct_tensor tensor, int device, ct_tensor *out);
  int (*clone)(ct_tensor tensor, ct_tensor *out);
  int (*detach)(ct_tensor tensor, ct_tensor *out);
  int (*contiguous)(ct_tensor tensor, bool channels_last, ct_tensor *out);
  int (*is_channels_last)(ct_tensor tensor, bool *out);
  int (*copy_)(ct_tensor tensor, ct_tensor source);
  int (*fill_)(ct_tensor tensor, double value);

  // Chance.
  int (*generator_new)(uint64_t seed, int device, ct_generator *out);
  void (*generator_free)(ct_generator generator);
  int (*normal)(const int64_t *shape, int rank, ct_generator generator, int device, ct_tensor *out);
  int (*uniform)(const int64_t *shape, int rank, ct_generator generator, int device,
                 ct_tensor *out);
  int (*permutation)(int64_t count, ct_generator generator, int device, ct_tensor *out);

  // Element by element.
  int (*neg)(ct_tensor x, ct_tensor *out);
  int (*exp)(ct_tensor x, ct_tensor *out);
  int (*log)(ct_tensor x, ct_tensor *out);
  int (*sqrt)(ct_tensor x, ct_tensor *out);
  int (*square)(ct_tensor x, ct_tensor *out);
  int (*abs)(ct_tensor x, ct_tensor *out);
  int (*tanh)(ct_tensor x, ct_tensor *out);
  int (*sigmoid)(ct_tensor x, ct_tensor *out);
  int (*relu)(ct_tensor x, ct_tensor *out);
  int (*relu_)(ct_tensor x);
  int (*silu)(ct_tensor x, ct_tensor *out);
  int (*softplus)(ct_tensor x, ct_tensor *out);
  int (*asinh)(ct_tensor x, ct_tensor *out);
  int (*add)(ct_tensor x, ct_tensor y, ct_tensor *out);
  int (*sub)(ct_tensor x, ct_tensor y, ct_tensor *out);
  int (*mul)(ct_tensor x, ct_tensor y, ct_tensor *out);
  int (*div)(ct_tensor x, ct_tensor y, ct_tensor *out);
  int (*add_scalar)(ct_tensor x, double value, ct_tensor *out);
  int (*mul_scalar)(ct_tensor x, double value, ct_tensor *out);
  int (*clamp)(ct_tensor x, double low, double high, ct_tensor *out);
  int (*less_scalar)(ct_tensor x, double value, ct_tensor *out);
  int (*is_finite)(ct_tensor x, ct_tensor *out);

  // Along dimensions.
  int (*sum)(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
  int (*mean)(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
  int (*amax)(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
  int (*variance)(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
  int (*argmax)(ct_tensor x, int64_t dim, ct_tensor *out);
  int (*smallest)(ct_tensor x, int64_t k, int64_t dim, ct_tensor *values, ct_tensor *indices);
  /// Eigenvalues of a symmetric matrix, ascending, and its eigenvectors as columns.
  int (*eigh)(ct_tensor x, ct_tensor *values, ct_tensor *vectors);
  int (*softmax)(ct_tensor x, int64_t dim, ct_tensor *out);
  int (*log_softmax)(ct_tensor x, int64_t dim, ct_tensor *out);

  // Shape.
  int (*reshape)(ct_tensor x, const int64_t *shape, int rank, ct_tensor *out);
  int (*permute)(ct_tensor x, const int64_t *dims, int count, ct_tensor *out);
  int (*slice)(ct_tensor x, int64_t dim, int64_t start, int64_t end, ct_tensor *out);
  int (*cat)(const ct_tensor *tensors, int count, int64_t dim, ct_tensor *out);
  int (*flip)(ct_tensor x, const int64_t *dims, int count, ct_tensor *out);
  int (*index_select)(ct_tensor x, int64_t dim, ct_tensor indices, ct_tensor *out);
  int (*gather)(ct_tensor x, int64_t dim, ct_tensor indices, ct_tensor *out);

  // Layers.
  int (*matmul)(ct_tensor x, ct_tensor y, ct_tensor *out);
  int (*linear)(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor *out);
  int (*conv2d)(ct_tensor x, ct_tensor weight, ct_tensor bias, int64_t stride, int64_t padding,
                ct_tensor *out);
  int (*batch_norm)(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor running_mean,
                    ct_tensor running_variance, bool training, double momentum, double epsilon,
                    ct_tensor *out);
  /// ReLU of the batch norm by the batch's own statistics, then the largest of each 2 × 2 window
  /// where `pool` is 2; fewer passes over memory than one after the other.
  int (*norm_relu)(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor running_mean,
                   ct_tensor running_variance, int64_t pool, double momentum, double epsilon,
                   ct_tensor *out);
  /// ReLU and then the largest of each `pool` × `pool` window, NaN where one is in it; it may
  /// overwrite `x`.
  int (*relu_pool)(ct_tensor x, int64_t pool, ct_tensor *out);
  /// ReLU of the convolution. A NaN among the kernels or in the bias shows in the result; one among
  /// the pixels may become 0.
  int (*relu_conv2d)(ct_tensor x, ct_tensor weight, ct_tensor bias, int64_t stride, int64_t padding,
                     ct_tensor *out);
  int (*max_pool2d)(ct_tensor x, int64_t size, ct_tensor *out);
  int (*avg_pool2d)(ct_tensor x, int64_t size, int64_t stride, int64_t padding, ct_tensor *out);
  int (*upsample_nearest2d)(ct_tensor x, int64_t factor, ct_tensor *out);
  /// The 3 × 3 convolution with padding 1 of `x` with each pixel repeated 2 × 2 times.
  int (*upsampled_conv2d)(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor *out);

  // Pictures on their way into a network.
  int (*affine_sample)(ct_tensor x, ct_tensor transform, ct_tensor *out);
  /// Pictures [N, C, H, W] from bytes [N, H, W, C] through a table [C, 256].
  int (*look_up)(ct_tensor bytes, ct_tensor table, ct_tensor *out);
  int (*add_noise)(ct_tensor x, double sigma, ct_generator generator, ct_tensor *out);
  /// Summed squared error of each picture [N, C, H, W], and the same weighted by the object's
  /// light.
  int (*reconstruction_errors)(ct_tensor redrawn, ct_tensor pictures, ct_tensor *plain,
                               ct_tensor *weighted);

  // Gradients.
  int (*set_requires_grad)(ct_tensor x, bool value);
  int (*backward)(ct_tensor loss);
  int (*grad)(ct_tensor x, ct_tensor *out);
  int (*clear_grad)(ct_tensor x);
  int (*gradients)(ct_tensor output, const ct_tensor *inputs, int count, bool keep_graph,
                   ct_tensor *out);
  int (*set_grad_enabled)(bool enabled, bool *previous);
  int (*inference_begin)(ct_guard *out);
  void (*inference_end)(ct_guard guard);
  int (*autocast_begin)(int device, bool enabled, bool *previous);
  int (*autocast_end)(int device, bool previous);

  // Optimizers: one call updates every parameter.
  int (*fused_adam)(const ct_tensor *parameters, const ct_tensor *gradients, const ct_tensor *means,
                    const ct_tensor *variances, const ct_tensor *steps, int count, double rate,
                    double beta1, double beta2, double weight_decay, double epsilon,
                    bool decoupled);
  int (*clip_gradients)(const ct_tensor *parameters, int count, double limit, ct_tensor *norm);
} ct_api;

/// Opens the library beside the program, or in ../lib/ahunt seen from there, and gives its table.
///
/// Gives null where that fails, and writes the reason (one clause, no full stop) to `reason`.
const ct_api *ct_load(char *reason, size_t capacity);

/// As `ct_load`, beside the file at the path `program`, links followed, instead of the running one.
const ct_api *ct_load_beside(const char *program, char *reason, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
