// The operations that models are made of; each is one call of libtorch.
#include "Internal.h"

/// `int NAME(ct_tensor x, ct_tensor *out)` for a function of one tensor.
#define UNARY(NAME, EXPRESSION)                     \
  api.NAME = [](ct_tensor handle, ct_tensor *out) { \
    return attempt([&] {                            \
      const auto &x = get(handle);                  \
      *out = wrap(EXPRESSION);                      \
    });                                             \
  }

/// `int NAME(ct_tensor x, ct_tensor y, ct_tensor *out)` for a function of two tensors.
#define BINARY(NAME, EXPRESSION)                                   \
  api.NAME = [](ct_tensor left, ct_tensor right, ct_tensor *out) { \
    return attempt([&] {                                           \
      const auto &x = get(left);                                   \
      const auto &y = get(right);                                  \
      *out = wrap(EXPRESSION);                                     \
    });                                                            \
  }

/// A reduction over `dims`, or over all of them where the list is empty.
#define REDUCTION(NAME, EXPRESSION)                                                            \
  api.NAME = [](ct_tensor handle, const int64_t *dims, int count, bool keep, ct_tensor *out) { \
    return attempt([&] {                                                                       \
      const auto &x = get(handle);                                                             \
      auto axes = list(dims, count);                                                           \
      *out = wrap(EXPRESSION);                                                                 \
    });                                                                                        \
  }

namespace ct {

static void fillArithmetic(ct_api &api) {
  UNARY(neg, x.neg());
  UNARY(exp, x.exp());
  UNARY(log, x.log());
  UNARY(sqrt, x.sqrt());
  UNARY(square, x.square());
  UNARY(abs, x.abs());
  UNARY(tanh, x.tanh());
  UNARY(sigmoid, x.sigmoid());
  UNARY(relu, x.relu());
  UNARY(silu, at::silu(x));
  UNARY(softplus, at::softplus(x));
  UNARY(asinh, x.asinh());
  UNARY(is_finite, x.isfinite());
  BINARY(add, x.add(y));
  BINARY(sub, x.sub(y));
  BINARY(mul, x.mul(y));
  BINARY(div, x.div(y));
  REDUCTION(sum, x.sum(axes, keep));
  REDUCTION(mean, x.mean(axes, keep));
  REDUCTION(amax, x.amax(axes, keep));
  REDUCTION(variance, x.var(axes, /*unbiased=*/false, keep));

  api.relu_ = [](ct_tensor x) { return attempt([&] { x->value.relu_(); }); };
  api.add_scalar = [](ct_tensor x, double value, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).add(value)); });
  };
  api.mul_scalar = [](ct_tensor x, double value, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).mul(value)); });
  };
  api.clamp = [](ct_tensor x, double low, double high, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).clamp(low, high)); });
  };
  api.less_scalar = [](ct_tensor x, double value, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).lt(value)); });
  };

  api.argmax = [](ct_tensor x, int64_t dim, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).argmax(dim)); });
  };
  api.smallest = [](ct_tensor x, int64_t k, int64_t dim, ct_tensor *values, ct_tensor *indices) {
    return attempt([&] {
      auto [best, places] = at::topk(get(x), k, dim, /*largest=*/false, /*sorted=*/true);
      *values = wrap(best);
      *indices = wrap(places);
    });
  };
  api.eigh = [](ct_tensor x, ct_tensor *values, ct_tensor *vectors) {
    return attempt([&] {
      auto [found, columns] = at::linalg_eigh(get(x));
      *values = wrap(found);
      *vectors = wrap(columns);
    });
  };
  api.softmax = [](ct_tensor x, int64_t dim, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).softmax(dim)); });
  };
  api.log_softmax = [](ct_tensor x, int64_t dim, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).log_softmax(dim)); });
  };
}

static void fillShapes(ct_api &api) {
  api.reshape = [](ct_tensor x, const int64_t *shape, int rank, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).reshape(list(shape, rank))); });
  };
  api.permute = [](ct_tensor x, const int64_t *dims, int count, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).permute(list(dims, count))); });
  };
  api.slice = [](ct_tensor x, int64_t dim, int64_t start, int64_t end, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).slice(dim, start, end)); });
  };
  api.cat = [](const ct_tensor *handles, int count, int64_t dim, ct_tensor *out) {
    return attempt([&] { *out = wrap(at::cat(tensors(handles, count), dim)); });
  };
  api.flip = [](ct_tensor x, const int64_t *dims, int count, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).flip(list(dims, count))); });
  };
  api.index_select = [](ct_tensor x, int64_t dim, ct_tensor indices, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).index_select(dim, get(indices))); });
  };
  api.gather = [](ct_tensor x, int64_t dim, ct_tensor indices, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(x).gather(dim, get(indices))); });
  };
}

static void fillLayers(ct_api &api) {
  BINARY(matmul, x.matmul(y));
  api.linear = [](ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor *out) {
    return attempt([&] { *out = wrap(at::linear(get(x), get(weight), maybe(bias))); });
  };
  api.conv2d = [](ct_tensor x, ct_tensor weight, ct_tensor bias, int64_t stride, int64_t padding,
                  ct_tensor *out) {
    return attempt(
        [&] { *out = wrap(at::conv2d(get(x), get(weight), maybe(bias), stride, padding)); });
  };
  api.batch_norm = [](ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor running_mean,
                      ct_tensor running_variance, bool training, double momentum, double epsilon,
                      ct_tensor *out) {
    return attempt([&] {
      *out = wrap(at::batch_norm(get(x), get(weight), get(bias), get(running_mean),
                                 get(running_variance), training, momentum, epsilon,
                                 at::globalContext().userEnabledCuDNN()));
    });
  };
  api.max_pool2d = [](ct_tensor x, int64_t size, ct_tensor *out) {
    return attempt([&] { *out = wrap(at::max_pool2d(get(x), size)); });
  };
  api.avg_pool2d = [](ct_tensor x, int64_t size, int64_t stride, int64_t padding, ct_tensor *out) {
    return attempt([&] {
      *out = wrap(at::avg_pool2d(get(x), size, stride, padding, /*ceil_mode=*/false,
                                 /*count_include_pad=*/false));
    });
  };
  api.upsample_nearest2d = [](ct_tensor x, int64_t factor, ct_tensor *out) {
    return attempt([&] {
      const auto &input = get(x);
      *out = wrap(at::upsample_nearest2d(input, {input.size(2) * factor, input.size(3) * factor}));
    });
  };
}

void fillOperations(ct_api &api) {
  fillArithmetic(api);
  fillShapes(api);
  fillLayers(api);
}

}  // namespace ct
