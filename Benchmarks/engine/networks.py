"""The product's three networks in PyTorch, layer for layer and under the product's names.

`load` puts a stored model's own weights into them, so that equal results prove equal work.
"""

import json
import math
import struct

import torch
from torch import nn
from torch.nn import functional as F

ENCODER = [3, 32, 64, 128, 256]
DECODER = [192, 96, 48, 24, 12]
CLASSIFIER = [3, 32, 64, 128]
LATENT, CODE, COUPLINGS, HIDDEN = 64, 16, 8, 128
FLAT = ENCODER[-1] * 4 * 4


class Block(nn.Module):
    """Convolution, batch norm, ReLU."""

    def __init__(self, inputs, outputs, size=3, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, size, stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)), inplace=True)


class Classifier(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.blocks = nn.ModuleList(Block(a, b) for a, b in zip(CLASSIFIER, CLASSIFIER[1:]))
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(CLASSIFIER[-1], classes)

    def forward(self, x):
        if self.training:
            x = x + 0.02 * torch.randn_like(x)
        for block in self.blocks:
            x = F.max_pool2d(block(x), 2)
        return self.head(self.dropout(x.mean((2, 3)).float())).float()


class Encoder(nn.ModuleList):
    """The feature map of every level, finest first."""

    def __init__(self):
        super().__init__(Block(a, b, 4, 2) for a, b in zip(ENCODER, ENCODER[1:]))

    def forward(self, x):
        levels = []
        for block in self:
            x = block(x)
            levels.append(x)
        return levels


class Decoder(nn.Module):
    def __init__(self, code):
        super().__init__()
        self.seed = nn.Linear(code, DECODER[0] * 4 * 4)
        for index, (a, b) in enumerate(zip(DECODER, DECODER[1:])):
            self.add_module(str(index), Block(a, b))
        self.last = nn.Conv2d(DECODER[-1], 3, 3, padding=1)

    def forward(self, z):
        x = F.relu(self.seed(z)).reshape(-1, DECODER[0], 4, 4)
        for index in range(len(DECODER) - 1):
            x = getattr(self, str(index))(F.interpolate(x, scale_factor=2))
        return torch.sigmoid(self.last(x).float())


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder(CODE)
        self.bottleneck = nn.Linear(FLAT, CODE)

    def forward(self, x):
        return self.decoder(self.bottleneck(self.encoder(x)[-1].flatten(1)))


class Coupling(nn.Module):
    """An affine coupling layer, data towards base, with its log-determinant."""

    def __init__(self, moves_second):
        super().__init__()
        self.moves_second = moves_second
        self.first = nn.Linear(LATENT // 2, HIDDEN)
        self.second = nn.Linear(HIDDEN, HIDDEN)
        self.last = nn.Linear(HIDDEN, LATENT)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, y):
        kept, moved = y.chunk(2, 1) if self.moves_second else reversed(y.chunk(2, 1))
        out = self.last(F.relu(self.second(F.relu(self.first(kept)))))
        scale, shift = out.chunk(2, 1)
        scale = 2 * torch.tanh(scale / 2)
        moved = (moved - shift) * torch.exp(-scale)
        return torch.cat((kept, moved) if self.moves_second else (moved, kept), 1), -scale.sum(1)


class Flow(nn.ModuleList):
    """log p of latents: in float32 throughout."""

    def __init__(self):
        super().__init__(Coupling(index % 2 == 0) for index in range(COUPLINGS))

    def forward(self, z):
        total = 0
        with torch.autocast("cpu", enabled=False):
            for coupling in reversed(self):
                z, log_determinant = coupling(z)
                total = total + log_determinant
        return total - 0.5 * (z * z).sum(1) - 0.5 * LATENT * math.log(2 * math.pi)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder, self.flow = Encoder(), Decoder(LATENT), Flow()
        self.mean, self.log_variance = nn.Linear(FLAT, LATENT), nn.Linear(FLAT, LATENT)

    def encode(self, x):
        levels = self.encoder(x)
        flat = levels[-1].flatten(1)
        return self.mean(flat).float(), self.log_variance(flat).float().clamp(-10, 10), levels


def folded(model):
    """The model with every batch norm folded into the convolution before it."""
    for module in model.modules():
        if isinstance(module, Block):
            module.conv = torch.nn.utils.fusion.fuse_conv_bn_eval(module.conv, module.norm)
            module.norm = nn.Identity()
    return model


def safetensors(data):
    """The float32 tensors of a safetensors file by name."""
    (length,) = struct.unpack_from("<Q", data)
    body, tensors = bytearray(data[8 + length :]), {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            flat = torch.frombuffer(body, dtype=torch.float32, count=(end - start) // 4, offset=start)
            tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def load(model, tensors):
    """Fills the model; a tensor too many, too few or of another shape is an error."""
    tensors = {name.removeprefix("vae."): tensor for name, tensor in tensors.items()}
    for name, tensor in tensors.items():
        # The product flattens feature maps row, column, channel; PyTorch channel, row, column.
        if name in ("mean.weight", "log_variance.weight", "bottleneck.weight"):
            tensors[name] = tensor.reshape(-1, 4, 4, ENCODER[-1]).permute(0, 3, 1, 2).flatten(1)
        elif name.startswith("decoder.seed."):
            tensors[name] = tensor.reshape(4, 4, DECODER[0], -1).permute(2, 0, 1, 3).reshape(tensor.shape)
    counters = {name: value for name, value in model.state_dict().items() if "num_batches" in name}
    model.load_state_dict(tensors | counters)
    return model
