#!/usr/bin/env python3
"""Writes the pictures of this folder, and beside each what Pillow decodes, as raw RGB bytes.

Float pictures are raw little-endian float32. Needs Pillow and numpy: python3 make_fixtures.py
"""

import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

HERE = Path(__file__).parent


def galaxy(width, height):
    """A tilted disk with a reddish bulge, bluish arms and two stars, as float RGB 0...255."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    dx, dy = x - width * 0.48, (y - height * 0.52) * 1.7
    radius = np.hypot(dx, dy) / width
    arms = 1 + np.cos(2 * np.arctan2(dy, dx) - 18 * radius)
    disk = np.exp(-radius * 6) * arms
    bulge = np.exp(-radius * 16)
    sky = np.stack([60 * disk + 190 * bulge, 75 * disk + 150 * bulge, 100 * disk + 90 * bulge], 2)
    for column, row, colour in ((0.13, 0.2, (255, 255, 255)), (0.82, 0.75, (255, 120, 60))):
        star = np.exp(-((x - width * column) ** 2 + (y - height * row) ** 2) / 1.5)
        sky += star[..., None] * np.array(colour)
    return np.clip(sky + 6, 0, 255)


def png(path, rows, depth, colour_type):
    """A PNG of kinds that Pillow does not write; `rows` are the scan lines of each pass."""
    height, width = rows["size"]

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, rows["interlace"])
    lines = b"".join(b"\0" + line for line in rows["lines"])
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9))
        + chunk(b"IEND", b""))


def adam7(pixels):
    """The scan lines of the seven interlacing passes."""
    passes = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2),
              (1, 0, 2, 1))
    return [line.tobytes() for top, left, down, right in passes
            for line in pixels[top::down, left::right] if line.size]


def keep(name, rgb):
    (HERE / f"{name}.rgb").write_bytes(np.asarray(rgb, np.uint8).tobytes())


def orientations(picture):
    """The picture as cameras store it when they are held in each of the eight ways."""
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        name = f"oriented_{orientation}.jpg"
        picture.save(HERE / name, quality=92, exif=exif)
        keep(name, ImageOps.exif_transpose(Image.open(HERE / name)).convert("RGB"))
    exif[0x0112] = 6
    picture.save(HERE / "oriented_6.png", exif=exif)
    keep("oriented_6.png", ImageOps.exif_transpose(Image.open(HERE / "oriented_6.png")).convert("RGB"))


def four_inks(picture):
    """CMYK without Adobe's marker, whose inks Pillow takes as inverted too, and with its YCCK transform."""
    encoded = (HERE / "cmyk.jpg").read_bytes()
    start = encoded.index(b"\xff\xee")
    end = start + 2 + int.from_bytes(encoded[start + 2 : start + 4], "big")
    (HERE / "cmyk_plain.jpg").write_bytes(encoded[:start] + encoded[end:])
    (HERE / "ycck.jpg").write_bytes(encoded[: end - 1] + b"\x02" + encoded[end:])
    for name in ("cmyk_plain.jpg", "ycck.jpg"):
        keep(name, Image.open(HERE / name).convert("RGB"))


def float_pictures():
    """Two bands, one with holes; resized by Pillow's float mode, the holes with weights of zero."""
    sky = galaxy(31, 23)[..., :2].astype(np.float32) * 1e-3 - 0.02
    (HERE / "float_source_31x23x2.f32").write_bytes(sky.astype("<f4").tobytes())
    y, x = np.mgrid[0:23, 0:31]
    holes = sky.copy()
    holes[(x - 10) ** 2 + (y - 11) ** 2 < 15] = np.nan
    holes[:, 28:, 1] = np.nan
    (HERE / "float_holes_31x23x2.f32").write_bytes(holes.astype("<f4").tobytes())

    def resized(band, size):
        image = Image.fromarray(band.astype(np.float32))
        return np.asarray(image.resize(size, Image.LANCZOS), np.float64)

    for size in ((13, 9), (40, 31), (7, 23)):
        for name, source in (("source", sky), ("holes", holes)):
            bands = []
            for band in np.moveaxis(source, 2, 0):
                cover = resized(np.isfinite(band), size)
                light = resized(np.nan_to_num(band), size)
                # Where Pillow's own rounding could decide, nothing is expected.
                assert (abs(cover - 0.5) > 1e-4).all(), "move the holes"
                bands.append(np.where(cover < 0.5, np.nan, light / np.maximum(cover, 0.5)))
            target = HERE / f"float_{name}_lanczos_{size[0]}x{size[1]}.f32"
            target.write_bytes(np.stack(bands, 2).astype("<f4").tobytes())


def main():
    width, height = 24, 16
    exact = galaxy(width, height)
    pixels = np.rint(exact).astype(np.uint8)
    picture = Image.fromarray(pixels)
    alpha = Image.fromarray(np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1)))
    black = Image.new("RGBA", picture.size, (0, 0, 0, 255))

    with_alpha = picture.copy()
    with_alpha.putalpha(alpha)
    grey_alpha = picture.convert("L")
    grey_alpha.putalpha(alpha)
    palette = picture.quantize(16)
    saved = {
        "rgb.png": picture,
        "grey.png": picture.convert("L"),
        "bilevel.png": picture.convert("L").point(lambda v: 255 * (v > 60)).convert("1"),
        "palette.png": palette,
        "rgba.png": with_alpha,
        "grey_alpha.png": grey_alpha,
    }
    for name, image in saved.items():
        image.save(HERE / name)
        flat = Image.alpha_composite(black, Image.open(HERE / name).convert("RGBA"))
        keep(name, flat.convert("RGB"))

    palette.save(HERE / "palette_transparent.png", transparency=palette.getpixel((0, 0)))
    flat = Image.open(HERE / "palette_transparent.png").convert("RGBA")
    keep("palette_transparent.png", Image.alpha_composite(black, flat).convert("RGB"))

    deep = np.rint(exact * 257).astype(">u2")
    rows = {"size": (height, width), "interlace": 0, "lines": [line.tobytes() for line in deep]}
    png(HERE / "rgb16.png", rows, 16, 2)
    keep("rgb16.png", np.rint(deep.astype(float) / 257))
    grey = deep[..., 1]
    rows = {"size": (height, width), "interlace": 0, "lines": [line.tobytes() for line in grey]}
    png(HERE / "grey16.png", rows, 16, 0)
    keep("grey16.png", np.repeat(np.rint(grey.astype(float) / 257)[..., None], 3, 2))
    # Concatenating gives the machine's byte order.
    clear = np.concatenate([deep, np.full_like(deep[..., :1], 40000)], 2).astype(">u2")
    rows = {"size": (height, width), "interlace": 0, "lines": [line.tobytes() for line in clear]}
    png(HERE / "rgba16.png", rows, 16, 6)
    keep("rgba16.png", np.rint(deep.astype(float) / 257 * 40000 / 65535))
    rows = {"size": (height, width), "interlace": 1, "lines": adam7(pixels)}
    png(HERE / "interlaced.png", rows, 8, 2)
    assert (np.asarray(Image.open(HERE / "interlaced.png")) == pixels).all()
    keep("interlaced.png", pixels)

    for name, image, options in (
        ("rgb.jpg", picture, {}),
        ("subsampled.jpg", picture, {"subsampling": 2}),
        ("progressive.jpg", picture, {"progressive": True}),
        ("grey.jpg", picture.convert("L"), {}),
        ("cmyk.jpg", picture.convert("CMYK"), {}),
    ):
        image.save(HERE / name, quality=92, **options)
        keep(name, Image.open(HERE / name).convert("RGB"))
    orientations(picture)
    four_inks(picture)
    float_pictures()

    source = Image.fromarray(np.rint(galaxy(61, 47)).astype(np.uint8))
    source.save(HERE / "resize_source.png")
    for size in ((24, 18), (61, 20), (90, 100), (7, 47)):
        keep(f"resize_lanczos_{size[0]}x{size[1]}", source.resize(size, Image.LANCZOS))
    source.resize((64, 64), Image.LANCZOS).save(HERE / "resize_large.jpg", quality=95)
    scaled = Image.open(HERE / "resize_large.jpg").convert("RGB")
    keep("resize_large_lanczos_16x16", scaled.resize((16, 16), Image.LANCZOS))


main()
