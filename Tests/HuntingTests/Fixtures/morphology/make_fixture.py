#!/usr/bin/env python3
"""Writes morphology.json: pictures and their measured shape, computed with PyTorch and SciPy.

    Tests/HuntingTests/Fixtures/morphology/make_fixture.py

With two arguments, an array of cutouts and a file for the result (.npy, [N, 64, 64, 3] uint8 and
[N, 797] float32), it measures those instead. The engine's benchmark imports `measure`.
"""
import json
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage

SIDE, RINGS, ANGLES = 64, 24, 48
# The arithmetic; the benchmarks set it to float32.
REAL = torch.float64
CENTRE = (SIDE - 1) / 2
Y, X = torch.meshgrid(torch.arange(SIDE) - CENTRE, torch.arange(SIDE) - CENTRE, indexing="ij")


def per_pixel(v):
    """Numbers of galaxies [N], ready to meet planes [N, H, W]."""
    return v[:, None, None]


def gaussian(sigma, reach):
    t = torch.arange(-reach, reach + 1).to(REAL)
    g = torch.exp(-t * t / (2 * sigma * sigma))
    return g / g.sum()


def blurred(x, sigma):
    reach = int(3 * sigma + 0.5)
    g = gaussian(sigma, reach)
    x = F.pad(x[:, None], (reach,) * 4, mode="replicate")
    return F.conv2d(F.conv2d(x, g.view(1, 1, 1, -1)), g.view(1, 1, -1, 1))[:, 0]


def sample(planes, x, y):
    """[N, C, S, S] read at offsets from the centre [N, ...]; beyond the edge, the edge."""
    grid = torch.stack([x, y], -1) * (2 / (SIDE - 1))
    out = F.grid_sample(
        planes, grid.reshape(len(x), -1, 1, 2), mode="bilinear", padding_mode="border",
        align_corners=True)
    return out.reshape(len(x), planes.shape[1], *x.shape[1:])


def quantiles(x, shares):
    return [torch.quantile(x, q, dim=-1) for q in shares]


def ellipse(light):
    """Centre, semi-axes and angle of the Gaussian that weights its own moments."""
    n = len(light)
    cx, cy = torch.zeros(n).to(REAL), torch.zeros(n).to(REAL)
    xx = torch.full((n,), (SIDE / 6.0) ** 2).to(REAL)
    yy, xy = xx.clone(), torch.zeros(n).to(REAL)
    for _ in range(30):
        dx, dy = X - per_pixel(cx), Y - per_pixel(cy)
        det = (xx * yy - xy * xy).clamp(min=1.0)
        q = (per_pixel(yy) * dx * dx + per_pixel(xx) * dy * dy
             - 2 * per_pixel(xy) * dx * dy) / per_pixel(det)
        w = torch.exp(-q / 2) * light
        s = w.sum((1, 2)).clamp(min=1e-6)
        mx, my = (w * dx).sum((1, 2)) / s, (w * dy).sum((1, 2)) / s
        a, b, c = (2 * (w * p).sum((1, 2)) / s for p in (dx * dx, dy * dy, dx * dy))
        cx, cy = (cx + mx).clamp(-SIDE / 10, SIDE / 10), (cy + my).clamp(-SIDE / 10, SIDE / 10)
        middle, spread = (a + b) / 2, torch.sqrt(((a - b) / 2) ** 2 + c * c)
        major = (middle + spread).clamp(4.0, (SIDE / 3.0) ** 2)
        minor = torch.minimum(torch.maximum(middle - spread, 0.09 * major), major)
        angle = torch.atan2(2 * c, a - b) / 2
        co, si = torch.cos(angle), torch.sin(angle)
        xx = major * co**2 + minor * si**2
        yy = major * si**2 + minor * co**2
        xy = (major - minor) * co * si
    return cx, cy, major.sqrt(), minor.sqrt(), angle


def measure(pixels):
    """One row of 797 numbers per galaxy, from bytes [N, 64, 64, 3]."""
    scale = np.arcsinh(255 / 20)
    I = (torch.asinh(torch.from_numpy(pixels).to(REAL) / 20) / scale).permute(0, 3, 1, 2)
    n = len(I)
    L = I.mean(1)
    frame = torch.ones(SIDE, SIDE, dtype=bool)
    frame[3:-3, 3:-3] = False
    background = L[:, frame].quantile(0.25, dim=1)
    light = (L - per_pixel(background)).clamp(min=0)
    cx, cy, major, minor, angle = ellipse(blurred(light, 1.0))
    q = minor / major
    co, si = torch.cos(angle), torch.sin(angle)
    dx, dy = X - per_pixel(cx), Y - per_pixel(cy)
    u = dx * per_pixel(co) + dy * per_pixel(si)
    v = (-dx * per_pixel(si) + dy * per_pixel(co)) / per_pixel(q)
    r = torch.sqrt(u * u + v * v)

    # Radii that hold shares of the light.
    inside = r <= CENTRE * 1.2
    order = torch.where(inside, r, torch.full_like(r, 1e3)).reshape(n, -1).sort(1)
    grown = torch.gather((light * inside).reshape(n, -1), 1, order.indices).cumsum(1)
    grown = grown / grown[:, -1:].clamp(min=1e-6)
    r20, r50, r80, r90 = (
        torch.gather(order.values, 1, (grown < f).sum(1, keepdim=True).clamp(max=SIDE**2 - 1))
        [:, 0].clamp(min=1.0) for f in (0.2, 0.5, 0.8, 0.9))
    R = (2.2 * r50).clamp(8, CENTRE * 1.3)

    def polar(planes, radii, R):
        phase = torch.arange(ANGLES).to(REAL) * 2 * np.pi / ANGLES
        a = per_pixel(R) * radii[None, :, None] * torch.cos(phase)
        b = per_pixel(R) * radii[None, :, None] * torch.sin(phase) * per_pixel(q)
        return sample(
            planes, per_pixel(cx) + a * per_pixel(co) - b * per_pixel(si),
            per_pixel(cy) + a * per_pixel(si) + b * per_pixel(co))

    planes = torch.stack([L, I[:, 0] - I[:, 1], I[:, 0] - I[:, 2]], 1)
    radii = (torch.arange(RINGS).to(REAL) + 0.5) / RINGS
    M = polar(planes, radii, R)
    m = M[:, 0] - per_pixel(background)
    q10, q25, q75, q90 = quantiles(m, [0.1, 0.25, 0.75, 0.9])
    profile = [m.mean(-1), q90 - q10, q75 - q25]
    bumps = []
    for s in (1.0, 2.0):
        reach = int(4 * s)
        kernel = gaussian(s, reach) - gaussian(2 * s, reach)
        D = F.conv2d(
            F.pad(m[:, None], (0, 0, reach, reach), mode="replicate"),
            kernel.view(1, 1, -1, 1))[:, 0]
        bumps += [D.mean(-1), quantiles(D, [0.2])[0], D.std(-1), (D > 0).to(REAL).mean(-1)]
    modes = torch.log1p(20 * torch.fft.rfft(m, dim=-1).abs() / ANGLES)[:, :, 1:7]
    modes = [modes.permute(0, 2, 1).reshape(n, -1)]
    colours = [M[:, 1].mean(-1), M[:, 2].mean(-1), M[:, 1].std(-1), M[:, 2].std(-1)]

    # Fourier-Mellin: magnitudes on a log-polar map know neither turn nor scale.
    radii = torch.exp(torch.linspace(np.log(0.08), 0, 32).to(REAL))
    P = polar(planes[:, :1], radii, R)[:, 0] - per_pixel(background)
    P = P - P.mean((1, 2), keepdim=True)
    slope = torch.linspace(-1, 1, 32).to(REAL)[None, :, None]
    P = P - slope * ((P * slope).mean((1, 2), keepdim=True) / (slope**2).mean())
    P = P * torch.hann_window(32, periodic=False).to(REAL)[None, :, None]
    one = torch.fft.fft2(P).abs()
    other = one.roll(-1, 1).flip(1)
    spectrum = [
        torch.log1p((one + other) / 2)[:, :9, :7].reshape(n, -1),
        ((one - other).abs() / (one + other + 1e-3))[:, 1:6, 1:4].reshape(n, -1)]

    # Numbers of the whole.
    g = [q, torch.log(r50), torch.log(r90), 5 * torch.log10(r80 / r20), torch.log(r90 / r50),
         background, light.mean((1, 2)), torch.sqrt(cx**2 + cy**2)]
    w = inside & (r <= 2 * per_pixel(R))
    own = light * w
    flux = own.sum((1, 2)).clamp(min=1e-3)
    for turn in (np.pi, np.pi / 2):
        c, s = np.cos(turn), np.sin(turn)
        turned = sample(
            light[:, None], per_pixel(cx) + dx * c - dy * s, per_pixel(cy) + dx * s + dy * c)[:, 0]
        change = (light - turned).abs()
        g += [(change * w).sum((1, 2)) / flux,
              (change * (r < per_pixel(R) * 0.5)).sum((1, 2)) / flux,
              (blurred(change, 2.0) * w).reshape(n, -1).max(1).values]
    smooth = blurred(light, 2.0)
    outer = w & (r > 0.3 * per_pixel(R))
    g += [((light - smooth).abs() * w).sum((1, 2)) / flux,
          ((light - smooth).clamp(min=0) * outer).sum((1, 2)) / flux]
    rising = own.reshape(n, -1).sort(1).values
    i = torch.arange(1, SIDE**2 + 1).to(REAL)
    g += [((2 * i - SIDE**2 - 1) * rising).sum(1)
          / (rising.mean(1).clamp(min=1e-4) * SIDE**2 * (SIDE**2 - 1))]
    moment = own * (dx**2 + dy**2)
    falling = own.reshape(n, -1).sort(1, descending=True)
    brightest = falling.values.cumsum(1) / flux[:, None] <= 0.2
    m20 = torch.where(brightest, torch.gather(moment.reshape(n, -1), 1, falling.indices), 0.0)
    g += [torch.log10((m20.sum(1) / moment.sum((1, 2)).clamp(min=1e-3)).clamp(min=1e-4))]
    # What the median along ellipses leaves.
    radii = (torch.arange(RINGS).to(REAL) + 0.5) / RINGS
    median = (polar(planes[:, :1], radii, R * 1.6)[:, 0] - per_pixel(background))
    median = median.sort(-1).values[:, :, (ANGLES - 1) // 2]
    place = (r / (per_pixel(R) * 1.6) * RINGS - 0.5).clamp(0, RINGS - 1)
    low = place.floor().long().clamp(max=RINGS - 2)
    part = place - low
    at = lambda index: torch.gather(median, 1, index.reshape(n, -1)).reshape(n, SIDE, SIDE)
    rest = blurred(light - (at(low) * (1 - part) + at(low + 1) * part), 1.0)
    above = rest.clamp(min=0)
    g += [(above * w).sum((1, 2)) / flux, ((-rest).clamp(min=0) * w).sum((1, 2)) / flux]
    for start, end in ((0.15, 0.6), (0.6, 1.1), (1.1, 2.0)):
        ring = (r >= start * per_pixel(R)) & (r < end * per_pixel(R))
        a = above * ring
        s = a.sum((1, 2)).clamp(min=1e-4)
        x, y = (a * dx).sum((1, 2)) / s, (a * dy).sum((1, 2)) / s
        spread = (a * ((dx - per_pixel(x)) ** 2 + (dy - per_pixel(y)) ** 2)).sum((1, 2)) / s
        g += [a.reshape(n, -1).max(1).values, s / flux, torch.sqrt(x * x + y * y) / R,
              torch.sqrt(spread) / R,
              (a > 0.05).to(REAL).sum((1, 2)) / ring.to(REAL).sum((1, 2)).clamp(min=1)]
    # Peaks beside the centre, on two scales.
    distance = torch.sqrt(dx**2 + dy**2)
    for s in (1.5, 3.0):
        b = blurred(light, s)
        reach = int(1.5 * s)
        highest = F.max_pool2d(b[:, None], 2 * reach + 1, 1, reach)[:, 0]
        peak = (b >= highest) & (b > 0.06) & (b > blurred(light, 2 * s) + 0.01) & (distance > 3)
        top = torch.where(peak, b, 0.0).reshape(n, -1).topk(3, 1)
        away = torch.gather(distance.reshape(n, -1), 1, top.indices)[:, 0] / R
        centre = torch.where(distance <= 3, b, 0.0).reshape(n, -1).max(1).values.clamp(min=1e-3)
        g += [torch.log1p(peak.to(REAL).sum((1, 2)))]
        g += [top.values[:, i] / centre for i in range(3)]
        g += [torch.where(top.values[:, 0] > 0, away, 0.0), top.values.sum(1)]
    g = torch.stack(g, 1)
    levels = [isophotes(*numbers) for numbers in zip(
        blurred(light, 1.0).to(REAL).numpy(), w.numpy(), cx.tolist(), cy.tolist(), angle.tolist(),
        r50.tolist())]
    levels = torch.tensor(np.array(levels)).to(REAL)

    # How the light along a ring goes with colour; the highest bumps, whatever their radii.
    d = M - M.mean(-1, keepdim=True)
    d[:, 0] = m - m.mean(-1, keepdim=True)
    square = (d * d).mean(-1)
    along = (d[:, :1] * d[:, 1:]).mean(-1) / torch.sqrt(square[:, :1] * square[:, 1:] + 1e-7)
    highest = torch.cat([b.sort(1, descending=True).values[:, :6] for b in bumps], 1)
    return torch.cat(
        profile + bumps + modes + colours + spectrum + [g, levels, along.flatten(1), highest],
        1).float().numpy()


def isophotes(smooth, own, cx, cy, angle, r50):
    """Eight numbers of each area that holds another tenth of the light of one galaxy."""
    bright = np.sort(smooth[own])[::-1]
    grown = np.cumsum(bright, dtype=float)
    if not len(grown) or grown[-1] <= 1e-3:
        return [0.0] * 72
    out = []
    turned = np.indices((SIDE, SIDE))
    turned = int(np.rint(2 * (CENTRE + cy))) - turned[0], int(np.rint(2 * (CENTRE + cx))) - turned[1]
    within = (np.minimum(*turned) >= 0) & (np.maximum(*turned) < SIDE)
    for tenths in range(1, 10):
        area = own & (smooth >= bright[np.searchsorted(grown, tenths / 10 * grown[-1])])
        pixels = area.sum()
        labels, pieces = ndimage.label(area)
        sizes = np.bincount(labels.ravel(), minlength=2)[1:]
        outside, _ = ndimage.label(~area, np.ones((3, 3)))
        edge = np.concatenate([outside[0], outside[-1], outside[:, 0], outside[:, -1]])
        holes = (~area & ~np.isin(outside, edge[edge > 0])).sum()
        large = labels == 1 + sizes.argmax()
        x, y = X.numpy()[large], Y.numpy()[large]
        xx, yy = x.var() + 1 / 12, y.var() + 1 / 12
        xy = ((x - x.mean()) * (y - y.mean())).mean()
        shared = (area[turned[0].clip(0, SIDE - 1), turned[1].clip(0, SIDE - 1)] & within & area)
        out += [
            np.log1p(pieces), holes / pixels, np.sort(sizes)[-2] / pixels if pieces > 1 else 0,
            np.hypot(x.mean() - cx, y.mean() - cy) / r50,
            np.hypot(xx - yy, 2 * xy) / (xx + yy),
            abs(2 * xy * np.cos(2 * angle) - (xx - yy) * np.sin(2 * angle)) / (xx + yy),
            large.sum() / (4 * np.pi * np.sqrt(max(xx * yy - xy * xy, 1 / 144))),
            shared.sum() / pixels]
    return out


def pictures():
    """A disc with arms, a ring, a pair, an inclined disc and one of noise alone, with noise."""
    rng = np.random.default_rng(5)
    x, y = X.numpy(), Y.numpy()
    out = []
    for kind in range(5):
        cx, cy, tilt = rng.uniform(-2, 2), rng.uniform(-2, 2), rng.uniform(0, np.pi)
        u = (x - cx) * np.cos(tilt) + (y - cy) * np.sin(tilt)
        v = (-(x - cx) * np.sin(tilt) + (y - cy) * np.cos(tilt)) / (0.35 if kind == 3 else 0.8)
        r, t = np.hypot(u, v), np.arctan2(v, u)
        light = 200 * np.exp(-r / 5)
        if kind == 0:
            light = light * (1 + 0.7 * np.cos(2 * (t - np.log(r + 1) * 2)))
        if kind == 1:
            light = light / 2 + 70 * np.exp(-((r - 14) ** 2) / 6)
        if kind == 2:
            light = light + 150 * np.exp(-np.hypot(x - 11, y + 9) / 3)
        if kind == 4:
            light = light * 0
        colour = np.array([1.0, 0.8, 0.55]) + 0.2 * (r / 32)[..., None] * np.array([-1, 0, 1])
        noise = rng.normal(6, 2, (SIDE, SIDE, 3))
        out.append(np.clip(light[..., None] * colour + noise, 0, 255).round())
    return np.stack(out).astype(np.uint8)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        every = np.load(sys.argv[1])
        parts = [measure(every[i:i + 256]) for i in range(0, len(every), 256)]
        np.save(sys.argv[2], np.concatenate(parts))
    else:
        seen = pictures()
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "morphology.json"),
                  "w") as file:
            json.dump({"pixels": seen.reshape(len(seen), -1).tolist(),
                       "features": [[float(f"{v:.6g}") for v in row] for row in measure(seen)]},
                      file)
