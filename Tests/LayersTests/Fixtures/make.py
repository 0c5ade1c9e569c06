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

save_file(
    {name: tensor.detach().contiguous().clone() for name, tensor in tensors.items()},
    pathlib.Path(__file__).with_name("layers.safetensors"),
)
