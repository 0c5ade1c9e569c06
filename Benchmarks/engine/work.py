"""What the product does with its networks: preprocessing, augmentation, losses, results."""

import math
import pathlib
import sys

import torch
from torch.nn import functional as F

from networks import LATENT

tests = pathlib.Path(__file__).resolve().parents[2] / "Tests"
sys.path.append(str(tests / "HuntingTests/Fixtures/morphology"))
import make_fixture as morphology  # noqa: E402

morphology.REAL = torch.float32

SOFTENING = 20
KL_WEIGHT = 0.02


def preprocessed(pixels, maximum):
    """Stretched pictures [N, 3, H, W] from bytes [N, H, W, 3]."""
    return (torch.asinh(pixels.float() / SOFTENING) / maximum).permute(0, 3, 1, 2)


def augmented(x):
    """Each picture under its own full-circle rotation, flip, zoom and shift, in one resampling."""
    n = len(x)
    angle = 2 * math.pi * torch.rand(n)
    zoom = torch.exp((2 * torch.rand(n) - 1) * math.log(1.1))
    flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    c, s = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    shift = (2 * torch.rand(2, n) - 1) * 0.08
    matrix = torch.stack([c * flip, -s, shift[0], s * flip, c, shift[1]], 1).reshape(n, 2, 3)
    grid = F.affine_grid(matrix, x.shape, align_corners=False)
    return F.grid_sample(x, grid, padding_mode="reflection", align_corners=False)


def symmetry(x, index):
    """One of the eight symmetries of the square; 0 is the picture itself."""
    if index & 1:
        x = x.flip(3)
    if index & 2:
        x = x.flip(2)
    return x.transpose(2, 3) if index & 4 else x


def classifier_loss(model, x, y):
    return F.cross_entropy(model(x), y, label_smoothing=0.05)


def scorer_loss(model, x, _):
    return (model(x) - x).square().sum((1, 2, 3)).mean()


def embedder_loss(model, x, _):
    """Squared error and the KL to the flow by one draw, log q(z|x) - log p(z)."""
    mean, log_variance, _ = model.encode(x)
    z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
    squares = (z - mean).square() / log_variance.exp() + log_variance
    posterior = -0.5 * squares.sum(1) - 0.5 * LATENT * math.log(2 * math.pi)
    error = (model.decoder(z) - x).square().sum((1, 2, 3))
    return (error + KL_WEIGHT * (posterior - model.flow(z))).mean()


def probabilities(model, x, layout):
    """Class probabilities, the mean over the eight symmetries."""
    views = (symmetry(x, i).contiguous(memory_format=layout) for i in range(8))
    return sum(model(view).softmax(1) for view in views) / 8


def embedding(model, x, layout):
    """Latent mean with pooled features, and log p of the latent, means over the symmetries."""
    rows, densities = [], []
    for index in range(8):
        view = symmetry(x, index).contiguous(memory_format=layout)
        mean, _, levels = model.encode(view)
        rows.append(torch.cat([mean] + [map.mean((2, 3)).float() for map in levels[-2:]], 1))
        densities.append(model.flow(mean))
    return sum(rows) / 8, sum(densities) / 8


def reconstruction_errors(model, x):
    """Summed squared error, and the error weighted by the object's smoothed light."""
    squares = (model(x) - x).square().sum(1, keepdim=True)
    footprint = F.avg_pool2d(x.mean(1, keepdim=True), 5, 1, 2, count_include_pad=False).square()
    light = (x.square().sum(1, keepdim=True) * footprint).sum((1, 2, 3))
    return squares.sum((1, 2, 3)), (squares * footprint).sum((1, 2, 3)) / (light + 1e-6)


class Projection:
    """From the network's numbers and the measured shape to an embedding."""

    def __init__(self, tensors=None):
        self.tensors = tensors

    def __call__(self, seen, pixels):
        rows = torch.cat([seen, torch.from_numpy(morphology.measure(pixels.numpy()))], 1)
        if self.tensors is None:
            return rows
        mean, deviation, axes, offset = self.tensors
        return ((rows - mean) / deviation).clamp(-5, 5) @ axes + offset


def neighbour_distances(vectors, k=5, limit=4096):
    """Mean distance to the nearest of an evenly spaced part of the survey, itself left out."""
    count = len(vectors)
    chosen = torch.arange(min(count, limit)) * count // min(count, limit)
    others, result = vectors[chosen], []
    for start in range(0, count, 1024):
        part = vectors[start : start + 1024]
        own = torch.arange(start, start + len(part))[:, None] == chosen
        distances = torch.cdist(part, others).masked_fill(own, math.inf)
        result.append(distances.topk(k, largest=False).values.mean(1))
    return torch.cat(result)


def percentiles(values):
    """Share of the others that lie below."""
    return values.argsort().argsort().float() / (len(values) - 1)
