"""What a picture of a galaxy shows, in numbers: light, colour, shape, structure, sky and field.

Pictures of the Legacy Survey's viewer are asinh composites of g, r, z; undoing the display gives
light back in nanomaggies a native pixel, but for pixels that are clipped. Other surveys' pictures go
through the same inverse, so that all are measured alike.
"""

import csv
import pathlib

import numpy as np
from PIL import Image
from scipy import ndimage

# The viewer's display: z, r, g as red, green, blue (Lupton et al. 2004).
SCALES = np.array([2.2, 3.4, 6.0])
LIFT, SOFTENING = 0.03, 20.0
MARGIN = 6


def catalog(folder):
    """Paths and labels of a folder with a catalog.csv, or of all pictures below a plain folder."""
    folder = pathlib.Path(folder)
    listing = folder / "catalog.csv" if folder.is_dir() else folder
    if listing.exists():
        with open(listing, newline="") as file:
            return [(listing.parent / row["path"], row.get("label", "")) for row in csv.DictReader(file)]
    kinds = {".png", ".jpg", ".jpeg"}
    return [(path, path.parent.name) for path in sorted(folder.rglob("*")) if path.suffix.lower() in kinds]


def picture(path, size):
    """The picture at size × size pixels, each the mean of those it covers."""
    image = Image.open(path).convert("RGB")
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    image = image.crop((left, top, left + side, top + side))
    return np.asarray(image.resize((size, size), Image.BOX) if side != size else image)


def light(pixels):
    """Scaled z, r, g light above the sky's lift; the display undone."""
    shown = pixels / 255.0
    level = shown.mean(axis=2)
    intensity = np.sinh(level * np.sqrt(SOFTENING)) / SOFTENING
    return shown * (intensity / np.maximum(level, 1e-6))[..., None] - LIFT


def mad(values):
    return 1.4826 * np.median(np.abs(values - np.median(values)))


def clipped_deviation(values):
    """Standard deviation without what lies beyond three of them."""
    for _ in range(5):
        values = values[np.abs(values - values.mean()) <= 3 * values.std() + 1e-9]
    return values.std()


def radius_of(share, radii, growth):
    return float(np.interp(share, growth, radii))


def asymmetry(image, mask, centre):
    """Residual of a half turn about the centre that makes it smallest, over the light."""
    y, x = np.indices(image.shape)
    best = np.inf
    for dy in (-0.5, 0, 0.5):
        for dx in (-0.5, 0, 0.5):
            turned = ndimage.map_coordinates(
                image, [2 * (centre[0] + dy) - y, 2 * (centre[1] + dx) - x], order=1, mode="constant")
            best = min(best, np.abs(image - turned)[mask].sum())
    return best / (2 * max(image[mask].sum(), 1e-9))


def gini(values):
    values = np.sort(np.abs(values))
    count = len(values)
    ranks = np.arange(1, count + 1)
    return float(((2 * ranks - count - 1) * values).sum() / (values.mean() * count * max(count - 1, 1)))


def m20(values, squares):
    order = np.argsort(values)[::-1]
    sums = np.cumsum(values[order])
    brightest = order[sums <= 0.2 * sums[-1]]
    if len(brightest) == 0:
        brightest = order[:1]
    return float(np.log10((values[brightest] * squares[brightest]).sum() / (values * squares).sum() + 1e-6))


def magnitude_difference(a, b):
    return float(-2.5 * np.log10(max(a, 1e-6) / max(b, 1e-6)))


def measure(pixels):
    """All statistics of one square picture as a dictionary; None where there is nothing to see."""
    size = len(pixels)
    unit = size / 64
    bands = light(pixels)
    border = np.ones((size, size), bool)
    wide = int(round(MARGIN * unit))
    border[wide:-wide, wide:-wide] = False
    sky = np.array([np.median(bands[..., band][border]) for band in range(3)])
    bands = bands - sky
    total = bands.mean(axis=2)
    noise = mad(total[border])
    smooth = ndimage.gaussian_filter(total, 0.8 * unit)
    labels, count = ndimage.label(smooth > 2 * mad(smooth[border]) + 1e-4)
    middle = size / 2 - 0.5
    y, x = np.indices((size, size))
    near = np.hypot(y - middle, x - middle) < 5 * unit
    inside = np.bincount(labels[near], minlength=count + 1)
    inside[0] = 0
    if inside.sum() == 0:
        return None
    own = labels == inside.argmax()
    others = (labels > 0) & ~own

    weight = np.where(own, np.maximum(total, 0), 0)
    flux = weight.sum()
    # The brightest smoothed pixel near the middle is the nucleus.
    peak = np.where(own & (np.hypot(y - middle, x - middle) < 10 * unit), smooth, -np.inf)
    cy, cx = np.unravel_index(peak.argmax(), peak.shape)
    my, mx = (weight * y).sum() / flux, (weight * x).sum() / flux
    xx = (weight * (x - mx) ** 2).sum() / flux
    yy = (weight * (y - my) ** 2).sum() / flux
    xy = (weight * (x - mx) * (y - my)).sum() / flux
    root = np.hypot((xx - yy) / 2, xy)
    axis_ratio = np.sqrt(max((xx + yy) / 2 - root, 1e-3) / max((xx + yy) / 2 + root, 1e-3))

    # The nucleus to a fraction of a pixel, and pixels split in 25 for the curve of growth.
    close = np.where(np.hypot(y - cy, x - cx) < 2 * unit, weight, 0)
    cy, cx = (close * y).sum() / close.sum(), (close * x).sum() / close.sum()
    distance = np.hypot(y - cy, x - cx)
    parts = np.repeat(np.repeat(weight, 5, axis=0), 5, axis=1)
    fy, fx = (np.indices(parts.shape) - 2) / 5
    radii = np.hypot(fy - cy, fx - cx).ravel() / unit
    order = np.argsort(radii)
    radii, growth = radii[order], np.cumsum(parts.ravel()[order]) / parts.sum()
    r20, r50, r80 = (radius_of(share, radii, growth) for share in (0.2, 0.5, 0.8))
    colours = bands[own].sum(axis=0) / SCALES
    core = own & (distance <= r50 * unit)
    rim = own & (distance > r50 * unit)
    core_colours, rim_colours = bands[core].sum(axis=0) / SCALES, bands[rim].sum(axis=0) / SCALES

    values = weight[own]
    squares = distance[own] ** 2
    edge = ndimage.gaussian_filter(total, 1.5 * unit)
    clumps = np.maximum(total - edge, 0)
    ring = own & (distance > 2 * unit)
    shown = pixels.astype(float)
    clean = border & (labels == 0)
    if clean.sum() < 40:
        clean = border
    sky_noise = [clipped_deviation(shown[..., channel][clean]) for channel in range(3)]
    residual = shown - ndimage.gaussian_filter(shown, (1.5 * unit, 1.5 * unit, 0))
    sky_pixels = residual[clean]
    spread = sky_pixels.std(axis=0) + 1e-6
    right = np.roll(residual, -1, axis=1)[clean]
    keep = np.abs(sky_pixels).max(axis=1) < 4 * spread.max()
    correlation = np.corrcoef(sky_pixels[keep].T) if keep.sum() > 20 else np.eye(3)
    lag = np.mean(sky_pixels[keep] * right[keep]) / np.mean(sky_pixels[keep] ** 2)

    spots, number = ndimage.label(others)
    spot_flux = ndimage.sum(total, spots, range(1, number + 1)) if number else np.array([])
    field = bands[others].sum(axis=0) / SCALES if others.any() else np.zeros(3)
    return {
        "magnitude": 22.5 - 2.5 * np.log10(max(colours[1] * (256 / size) ** 2, 1e-4)),
        "g-r": magnitude_difference(colours[2], colours[1]),
        "r-z": magnitude_difference(colours[1], colours[0]),
        "core g-r minus rim": magnitude_difference(core_colours[2], core_colours[1])
        - magnitude_difference(rim_colours[2], rim_colours[1]),
        "r50": r50,
        "concentration": 5 * np.log10(max(r80, 1e-3) / max(r20, 1e-3)),
        "axis ratio": axis_ratio,
        "area": np.sqrt(own.sum()) / unit,
        "asymmetry": asymmetry(np.where(own, total, 0), own, (cy, cx)),
        "gini": gini(values),
        "M20": m20(values, squares),
        "clumpiness": float(clumps[ring].sum() / flux),
        "centroid offset": float(np.hypot(my - cy, mx - cx) / unit / max(r50, 1)),
        "peak": float(shown[own].max()),
        "saturated": float((pixels.max(axis=2) >= 250).mean()),
        "sky red": float(shown[..., 0][clean].mean()),
        "sky green": float(shown[..., 1][clean].mean()),
        "sky blue": float(shown[..., 2][clean].mean()),
        "noise red": float(sky_noise[0]),
        "noise green": float(sky_noise[1]),
        "noise blue": float(sky_noise[2]),
        "noise red-blue correlation": float(correlation[0, 2]),
        "noise red-green correlation": float(correlation[0, 1]),
        "noise neighbour correlation": float(lag),
        "field spots": float(number),
        "brightest spot": magnitude_difference(spot_flux.max() if number else 1e-3, flux),
        "field g-r": magnitude_difference(field[2], field[1]) if number else 0.0,
        "field r-z": magnitude_difference(field[1], field[0]) if number else 0.0,
    }
