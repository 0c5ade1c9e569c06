#!/usr/bin/env python3
"""Writes layers.safetensors: inputs, weights and outputs of PyTorch's own layers, and Adam's path.

Needs torch and safetensors from PyPI: python3 make.py
"""
import pathlib

import torch
from safetensors.torch import save_file

torch.manual_seed(0)
tensors = {}

x = torch.randn(2, 3, 8, 8)
convolution = torch.nn.Conv2d(3, 5, 3, stride=2, padding=1)
norm = torch.nn.BatchNorm2d(5)
with torch.no_grad():
    norm.weight.uniform_(0.5, 1.5)
    norm.bias.normal_()
tensors |= {"conv.x": x, "conv.weight": convolution.weight, "conv.bias": convolution.bias}
y = convolution(x)
tensors["conv.y"] = y
tensors |= {"norm.weight": norm.weight, "norm.bias": norm.bias}
tensors["norm.training"] = norm(y)
tensors |= {"norm.running_mean": norm.running_mean.clone(), "norm.running_var": norm.running_var.clone()}
norm.eval()
tensors["norm.inference"] = norm(y)

linear = torch.nn.Linear(6, 4)
z = torch.randn(3, 6)
tensors |= {"linear.x": z, "linear.weight": linear.weight, "linear.bias": linear.bias, "linear.y": linear(z)}

logits, classes = torch.randn(5, 4), torch.tensor([0, 3, 1, 1, 2])
tensors |= {"loss.logits": logits, "loss.classes": classes}
tensors["loss.plain"] = torch.nn.functional.cross_entropy(logits, classes).reshape(1)
tensors["loss.smoothed"] = torch.nn.functional.cross_entropy(logits, classes, label_smoothing=0.1).reshape(1)

for name, kind in (("adam", torch.optim.Adam), ("adamw", torch.optim.AdamW)):
    w = torch.nn.Parameter(torch.linspace(-1, 1, 6).reshape(2, 3).clone())
    optimizer = kind([w], lr=0.05, weight_decay=0.1)
    for step in range(5):
        optimizer.zero_grad()
        ((w - 0.3) ** 2).sum().backward()
        optimizer.step()
    tensors[f"{name}.w"] = w


def normed(channels):
    """A batch norm that is not the identity."""
    layer = torch.nn.BatchNorm2d(channels)
    with torch.no_grad():
        layer.weight.uniform_(-1, 1.5)
        layer.bias.normal_()
    return layer


def keep(prefix, *layers):
    """Parameters and buffers of layers, each given with its name."""
    for name, layer in layers:
        for key, tensor in layer.state_dict().items():
            if key != "num_batches_tracked":
                tensors[f"{prefix}.{name}.{key}"] = tensor.clone()


def block(name, x, pool=1, upsamples=False):
    """Convolution, batch norm, ReLU and pooling, in training and afterwards in inference."""
    convolution, norm = torch.nn.Conv2d(x.shape[1], 6, 3, padding=1, bias=False), normed(6)
    seen = torch.nn.functional.interpolate(x, scale_factor=2) if upsamples else x
    keep(name, ("conv", convolution), ("norm", norm))
    for phase in ("training", "inference"):
        norm.train(phase == "training")
        y = torch.relu(norm(convolution(seen)))
        tensors[f"{name}.{phase}"] = torch.nn.functional.max_pool2d(y, pool)
    tensors[f"{name}.x"] = x


block("pooled", torch.randn(3, 4, 8, 6), pool=2)
block("plain", torch.randn(2, 3, 5, 7))
block("upsampled", torch.randn(2, 4, 5, 6), upsamples=True)

x = torch.randn(3, 6, 5, 5)
first, second = normed(6), normed(6)
convolutions = [torch.nn.Conv2d(6, 6, 3, padding=1, bias=False) for _ in range(2)]
keep("residual", ("norm", first), ("body.norm", second))
keep("residual", ("body.conv", convolutions[0]), ("last", convolutions[1]))
tensors["residual.x"] = x
for phase in ("training", "inference"):
    for norm in (first, second):
        norm.train(phase == "training")
    inner = torch.relu(second(convolutions[0](torch.relu(first(x)))))
    tensors[f"residual.{phase}"] = x + convolutions[1](inner)

# An affine coupling that moves the second half, and one that moves the first, with the
# log-determinant of the way from data to base taken from the Jacobian itself.
for name, moves_second in (("second", True), ("first", False)):
    linears = [torch.nn.Linear(3, 8), torch.nn.Linear(8, 8), torch.nn.Linear(8, 6)]
    keep(f"coupling.{name}", *zip(("first", "second", "last"), linears))

    def inverse(y):
        halves = y.split(3)
        kept, moved = halves if moves_second else halves[::-1]
        out = linears[2](torch.relu(linears[1](torch.relu(linears[0](kept)))))
        moved = (moved - out[3:]) * torch.exp(-2 * torch.tanh(out[:3] / 2))
        return torch.cat([kept, moved] if moves_second else [moved, kept])

    y = 2 * torch.randn(4, 6)
    tensors[f"coupling.{name}.y"] = y
    tensors[f"coupling.{name}.x"] = torch.stack([inverse(row) for row in y])
    tensors[f"coupling.{name}.logDeterminant"] = torch.stack([
        torch.linalg.slogdet(torch.autograd.functional.jacobian(inverse, row))[1] for row in y])

mean, log_variance, z = torch.randn(5, 4), torch.randn(5, 4), torch.randn(5, 4)
posterior = torch.distributions.Normal(mean, torch.exp(log_variance / 2))
prior = torch.distributions.Normal(torch.zeros(5, 4), torch.ones(5, 4))
tensors |= {"density.mean": mean, "density.logVariance": log_variance, "density.z": z}
tensors["density.posterior"] = posterior.log_prob(z).sum(1)
tensors["density.prior"] = prior.log_prob(z).sum(1)
tensors["density.kl"] = torch.distributions.kl_divergence(posterior, prior).sum(1)

save_file(
    {name: tensor.detach().contiguous().clone() for name, tensor in tensors.items()},
    pathlib.Path(__file__).with_name("layers.safetensors"),
)
