"""The product's three networks in PyTorch, layer for layer, and their losses and scores."""

import math

import torch
from torch import nn
from torch.nn import functional as F

CHANNELS = [3, 32, 64, 128, 256]
DECODER = [192, 96, 48, 24, 12]
LATENT, CODE, COUPLINGS, HIDDEN = 64, 16, 8, 128
KL_WEIGHT = 0.02


def block(inputs, outputs, size=3, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


class Classifier(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        filters = [3, 32, 64, 128]
        self.blocks = nn.Sequential(
            *[nn.Sequential(block(a, b), nn.MaxPool2d(2)) for a, b in zip(filters, filters[1:])]
        )
        self.dropout, self.head = nn.Dropout(0.2), nn.Linear(128, classes)

    def forward(self, x):
        if self.training:
            x = x + 0.02 * torch.randn_like(x)
        return self.head(self.dropout(self.blocks(x).mean((2, 3)).float()))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([block(a, b, 4, 2) for a, b in zip(CHANNELS, CHANNELS[1:])])

    def forward(self, x):
        levels = []
        for each in self.blocks:
            x = each(x)
            levels.append(x)
        return levels


class Decoder(nn.Module):
    def __init__(self, code):
        super().__init__()
        self.seed = nn.Linear(code, DECODER[0] * 16)
        self.blocks = nn.Sequential(
            *[nn.Sequential(nn.Upsample(scale_factor=2), block(a, b)) for a, b in zip(DECODER, DECODER[1:])]
        )
        self.last = nn.Conv2d(DECODER[-1], 3, 3, padding=1)

    def forward(self, z):
        x = F.relu(self.seed(z)).reshape(-1, 4, 4, DECODER[0]).permute(0, 3, 1, 2)
        return torch.sigmoid(self.last(self.blocks(x)).float())


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.bottleneck, self.decoder = Encoder(), nn.Linear(4096, CODE), Decoder(CODE)

    def forward(self, x):
        return self.decoder(self.bottleneck(self.encoder(x)[-1].flatten(1)))


class Coupling(nn.Module):
    def __init__(self, second):
        super().__init__()
        half = LATENT // 2
        self.second = second
        self.net = nn.Sequential(
            nn.Linear(half, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, LATENT)
        )
        nn.init.zeros_(self.net[-1].weight)
        nn.init.zeros_(self.net[-1].bias)

    def inverse(self, y):
        a, b = y.chunk(2, 1)
        kept, moved = (a, b) if self.second else (b, a)
        scale, shift = self.net(kept).float().chunk(2, 1)
        scale = 2 * torch.tanh(scale / 2)
        moved = (moved - shift) * torch.exp(-scale)
        return torch.cat((kept, moved) if self.second else (moved, kept), 1), -scale.sum(1)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder(LATENT)
        self.mean, self.log_variance = nn.Linear(4096, LATENT), nn.Linear(4096, LATENT)
        self.flow = nn.ModuleList([Coupling(i % 2 == 0) for i in range(COUPLINGS)])

    def encode(self, x):
        levels = self.encoder(x)
        flat = levels[-1].flatten(1)
        return self.mean(flat).float(), self.log_variance(flat).float().clamp(-10, 10), levels

    def log_prior(self, z):
        total = 0
        for coupling in reversed(self.flow):
            z, log_determinant = coupling.inverse(z)
            total = total + log_determinant
        return total - 0.5 * (z * z).sum(1) - 0.5 * LATENT * math.log(2 * math.pi)


def classifier_loss(model, x, y):
    return F.cross_entropy(model(x), y, label_smoothing=0.05)


def scorer_loss(model, x, _):
    return (model(x) - x).square().sum((1, 2, 3)).mean()


def embedder_loss(model, x, _):
    mean, log_variance, _ = model.encode(x)
    z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
    posterior = -0.5 * ((z - mean) ** 2 / log_variance.exp() + log_variance).sum(1) - 0.5 * LATENT * math.log(2 * math.pi)
    error = (model.decoder(z) - x).square().sum((1, 2, 3))
    return (error + KL_WEIGHT * (posterior - model.log_prior(z))).mean()


def symmetries(x):
    for index in range(8):
        y = x
        if index & 1:
            y = y.flip(3)
        if index & 2:
            y = y.flip(2)
        yield y.transpose(2, 3) if index & 4 else y


def classify(model, x):
    return sum(model(view).softmax(1) for view in symmetries(x)) / 8


def embed(model, x):
    rows = []
    for view in symmetries(x):
        mean, _, levels = model.encode(view)
        rows.append(torch.cat([mean] + [level.float().mean((2, 3)) for level in levels[-2:]], 1))
        model.log_prior(mean)
    return sum(rows) / 8


def score(model, x):
    squares = (model(x) - x).square().sum(1, keepdim=True)
    footprint = F.avg_pool2d(x.mean(1, keepdim=True), 5, 1, 2, count_include_pad=False).square()
    return (squares * footprint).sum((1, 2, 3)) / ((x * x).sum(1, keepdim=True) * footprint).sum((1, 2, 3))


def folded(model):
    """The model with every batch norm folded into the convolution before it."""
    for module in list(model.modules()):
        if isinstance(module, nn.Sequential) and len(module) == 3 and isinstance(module[1], nn.BatchNorm2d):
            module[0] = torch.nn.utils.fusion.fuse_conv_bn_eval(module[0], module[1])
            module[1] = nn.Identity()
    return model
