// A C face for libtorch.
//
// Every function returns 0, or 1 after an error whose text `ct_last_error` gives (it belongs to the
// calling thread). Results come through `out`; a tensor written there is the caller's and ends with
// `ct_tensor_free`. No C++ exception leaves this library.
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

// device: -1 for the CPU, else the number of the CUDA device.

const char *ct_last_error(void);

// The library and the machine.
const char *ct_version(void);
int ct_threads(void);
int ct_set_threads(int count);
void ct_keep_freed_memory(void);
int ct_cuda_device_count(void);
bool ct_cuda_has_bfloat16(int device);
bool ct_cpu_has_bfloat16(void);
const char *ct_cpu_capability(void);

// Life of a tensor.
void ct_tensor_free(ct_tensor tensor);
int ct_from_host(const void *data, const int64_t *shape, int rank, int dtype, int device,
                 ct_tensor *out);
int ct_copy_to_host(ct_tensor tensor, void *data, size_t bytes);
int ct_full(const int64_t *shape, int rank, double value, int dtype, int device, ct_tensor *out);
int ct_arange(int64_t count, int dtype, int device, ct_tensor *out);
int ct_rank(ct_tensor tensor, int *out);
int ct_shape(ct_tensor tensor, int64_t *out);
int ct_dtype_of(ct_tensor tensor, int *out);
int ct_device_of(ct_tensor tensor, int *out);
int ct_item(ct_tensor tensor, double *out);
int ct_to_dtype(ct_tensor tensor, int dtype, ct_tensor *out);
int ct_to_device(ct_tensor tensor, int device, ct_tensor *out);
int ct_clone(ct_tensor tensor, ct_tensor *out);
int ct_detach(ct_tensor tensor, ct_tensor *out);
int ct_contiguous(ct_tensor tensor, bool channels_last, ct_tensor *out);
int ct_is_channels_last(ct_tensor tensor, bool *out);
int ct_copy_(ct_tensor tensor, ct_tensor source);
int ct_fill_(ct_tensor tensor, double value);

// Chance.
int ct_generator_new(uint64_t seed, int device, ct_generator *out);
void ct_generator_free(ct_generator generator);
int ct_normal(const int64_t *shape, int rank, ct_generator generator, int device, ct_tensor *out);
int ct_uniform(const int64_t *shape, int rank, ct_generator generator, int device, ct_tensor *out);
int ct_permutation(int64_t count, ct_generator generator, int device, ct_tensor *out);

// Element by element.
int ct_neg(ct_tensor x, ct_tensor *out);
int ct_exp(ct_tensor x, ct_tensor *out);
int ct_log(ct_tensor x, ct_tensor *out);
int ct_sqrt(ct_tensor x, ct_tensor *out);
int ct_square(ct_tensor x, ct_tensor *out);
int ct_abs(ct_tensor x, ct_tensor *out);
int ct_tanh(ct_tensor x, ct_tensor *out);
int ct_sigmoid(ct_tensor x, ct_tensor *out);
int ct_relu(ct_tensor x, ct_tensor *out);
int ct_relu_(ct_tensor x);
int ct_silu(ct_tensor x, ct_tensor *out);
int ct_softplus(ct_tensor x, ct_tensor *out);
int ct_asinh(ct_tensor x, ct_tensor *out);
int ct_add(ct_tensor x, ct_tensor y, ct_tensor *out);
int ct_sub(ct_tensor x, ct_tensor y, ct_tensor *out);
int ct_mul(ct_tensor x, ct_tensor y, ct_tensor *out);
int ct_div(ct_tensor x, ct_tensor y, ct_tensor *out);
int ct_add_scalar(ct_tensor x, double value, ct_tensor *out);
int ct_mul_scalar(ct_tensor x, double value, ct_tensor *out);
int ct_clamp(ct_tensor x, double low, double high, ct_tensor *out);
int ct_less_scalar(ct_tensor x, double value, ct_tensor *out);
int ct_equal(ct_tensor x, ct_tensor y, ct_tensor *out);
int ct_is_finite(ct_tensor x, ct_tensor *out);

// Along dimensions.
int ct_sum(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
int ct_mean(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
int ct_amax(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
int ct_variance(ct_tensor x, const int64_t *dims, int count, bool keep, ct_tensor *out);
int ct_argmax(ct_tensor x, int64_t dim, ct_tensor *out);
int ct_smallest(ct_tensor x, int64_t k, int64_t dim, ct_tensor *values, ct_tensor *indices);
int ct_softmax(ct_tensor x, int64_t dim, ct_tensor *out);
int ct_log_softmax(ct_tensor x, int64_t dim, ct_tensor *out);

// Shape.
int ct_reshape(ct_tensor x, const int64_t *shape, int rank, ct_tensor *out);
int ct_permute(ct_tensor x, const int64_t *dims, int count, ct_tensor *out);
int ct_slice(ct_tensor x, int64_t dim, int64_t start, int64_t end, ct_tensor *out);
int ct_cat(const ct_tensor *tensors, int count, int64_t dim, ct_tensor *out);
int ct_flip(ct_tensor x, const int64_t *dims, int count, ct_tensor *out);
int ct_index_select(ct_tensor x, int64_t dim, ct_tensor indices, ct_tensor *out);
int ct_gather(ct_tensor x, int64_t dim, ct_tensor indices, ct_tensor *out);

// Layers.
int ct_matmul(ct_tensor x, ct_tensor y, ct_tensor *out);
int ct_linear(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor *out);
int ct_conv2d(ct_tensor x, ct_tensor weight, ct_tensor bias, int64_t stride, int64_t padding,
              ct_tensor *out);
int ct_batch_norm(ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor running_mean,
                  ct_tensor running_variance, bool training, double momentum, double epsilon,
                  ct_tensor *out);
int ct_max_pool2d(ct_tensor x, int64_t size, ct_tensor *out);
int ct_avg_pool2d(ct_tensor x, int64_t size, int64_t stride, int64_t padding, ct_tensor *out);
int ct_upsample_nearest2d(ct_tensor x, int64_t factor, ct_tensor *out);
int ct_affine_sample(ct_tensor x, ct_tensor transform, ct_tensor *out);

// Gradients.
int ct_set_requires_grad(ct_tensor x, bool value);
int ct_backward(ct_tensor loss);
int ct_grad(ct_tensor x, ct_tensor *out);
int ct_clear_grad(ct_tensor x);
int ct_gradients(ct_tensor output, const ct_tensor *inputs, int count, bool keep_graph,
                 ct_tensor *out);
int ct_set_grad_enabled(bool enabled, bool *previous);
int ct_inference_begin(ct_guard *out);
void ct_inference_end(ct_guard guard);
int ct_autocast_begin(int device, bool enabled, bool *previous);
int ct_autocast_end(int device, bool previous);

// Optimizers: one call updates every parameter.
int ct_fused_adam(const ct_tensor *parameters, const ct_tensor *gradients, const ct_tensor *means,
                  const ct_tensor *variances, const ct_tensor *steps, int count, double rate,
                  double beta1, double beta2, double weight_decay, double epsilon, bool decoupled);
int ct_clip_gradients(const ct_tensor *parameters, int count, double limit, double *norm);

#ifdef __cplusplus
}
#endif
#endif
