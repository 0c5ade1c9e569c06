#!/usr/bin/env python3
"""Writes the FITS files of this folder, and what Astropy reads from them.

images/NAME.fits[.fz]   images of 13 by 9 pixels
images/NAME.f32         Astropy's pixels: float32, little-endian, plane by plane, bottom row first
mosaics/NAME.fits       images with world coordinates
positions.json          for each mosaic, sky positions and Astropy's pixels for them, counted from 0
lupton.*                a picture of three bands and Astropy's make_lupton_rgb of it

Needs astropy and numpy: python3 make_fixtures.py
"""

import json
import shutil
import warnings
from pathlib import Path

import numpy as np
from astropy.io import fits
from astropy.visualization import make_lupton_rgb
from astropy.wcs import WCS

warnings.simplefilter("ignore")
HERE = Path(__file__).parent
WIDTH, HEIGHT = 13, 9
RANDOM = np.random.default_rng(7)


def ramp(low, high, kind, planes=()):
    """Values from low to high that differ everywhere, so that no flip or turn goes unseen."""
    shape = (*planes, HEIGHT, WIDTH)
    values = np.linspace(low, high, int(np.prod(shape))).reshape(shape)
    return values.astype(kind)


def galaxy(planes):
    """Bands of one galaxy on a noisy sky."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(float)
    light = np.exp(-np.hypot(x - 7, (y - 4) * 1.4) / 2)
    bands = [light * (20 + 15 * band) + RANDOM.normal(0, 0.3, light.shape) for band in range(planes)]
    return np.array(bands, np.float32)


def keep(name, values):
    """Astropy's pixels; infinite ones are no data either."""
    values = np.array(values, np.float64)
    values[~np.isfinite(values)] = np.nan
    (HERE / "images" / f"{name}.f32").write_bytes(values.astype("<f4").tobytes())


def image(name, hdus, expected=None):
    """Writes units as they are, and the pixels of those that have any."""
    path = HERE / "images" / name
    fits.HDUList(hdus).writeto(path, overwrite=True, output_verify="silentfix")
    with fits.open(path) as opened:
        if expected is None:
            expected = np.concatenate(
                [unit.data.reshape(-1, HEIGHT, WIDTH) for unit in opened
                 if isinstance(unit, (fits.PrimaryHDU, fits.ImageHDU, fits.CompImageHDU))
                 and unit.data is not None])
        keep(name, expected)


def primary(values, **keywords):
    unit = fits.PrimaryHDU(values)
    for name, value in keywords.items():
        unit.header[name] = value
    return unit


def extension(values, name=None, **keywords):
    unit = fits.ImageHDU(values, name=name)
    for key, value in keywords.items():
        unit.header[key] = value
    return unit


def kinds_of_pixel():
    image("uint8.fits", [primary(ramp(0, 255, np.uint8))])
    image("int16.fits", [primary(ramp(-32000, 32000, np.int16))])
    image("int32.fits", [primary(ramp(-2e9, 2e9, np.int32))])
    image("int64.fits", [primary(ramp(-2**40, 2**40, np.int64))])
    image("float32.fits", [primary(ramp(-1.5, 1e4, np.float32))])
    image("float64.fits", [primary(ramp(-1e-3, 1e7, np.float64))])
    image("uint16.fits", [primary(ramp(0, 65535, np.uint16))])
    image("uint32.fits", [primary(ramp(0, 2**32 - 1, np.uint32))])
    image("int8.fits", [primary(ramp(-128, 127, np.int8))])

    scaled = fits.PrimaryHDU(ramp(-30000, 30000, np.int16))
    scaled.header.update(BSCALE=0.25, BZERO=100.5, BLANK=-30000)
    # Numbers in the file must be the ones above, not scaled a second time.
    scaled = fits.PrimaryHDU.fromstring(scaled.header.tostring().encode()
                                        + pad(ramp(-30000, 30000, ">i2").tobytes()))
    image("scaled.fits", [scaled])

    holes = ramp(-5, 90, np.float32)
    holes[2, 3:7] = np.nan
    holes[5, 1] = np.inf
    holes[6, 2] = -np.inf
    image("nan.fits", [primary(holes)])
    image("deep.fits", [primary(ramp(0, 1, np.float32)[None, None])])
    image("extension.fits", [primary(None), extension(ramp(-1, 1, np.float32), "SCI")])


def pad(data):
    return data + b"\0" * (-len(data) % 2880)


def bands():
    image("cube_named.fits", [primary(galaxy(3), BANDS="grz")])
    image("cube_commas.fits", [primary(galaxy(3), BANDS="i,g,r")])
    image("cube_numbered.fits", [primary(galaxy(3), BAND0="z", BAND1="r", BAND2="g")])
    image("cube_filters.fits", [primary(galaxy(3), FILTER1="F814W", FILTER2="F160W",
                                        FILTER3="F606W")])
    image("cube_plain.fits", [primary(galaxy(3))])
    image("cube_picture.fits", [primary(ramp(0, 250, np.uint8, (3,)))])
    image("cube_two.fits", [primary(galaxy(2))])
    image("cube_five.fits", [primary(galaxy(5), BANDS="ugriz")])

    g, r, i = galaxy(3)
    image("extensions.fits", [primary(None), extension(g, "G"), extension(i, "I"),
                              extension(r, "R")])
    image("filters.fits", [
        primary(None), extension(i, "CCD1", FILTER="i DECam SDSS c0003 7835.0 1470.0"),
        extension(r, "CCD2", FILTER="HSC-R"), extension(g, "CCD3", FILTER="g.MP9401")])
    image("weights.fits", [primary(None), extension(g, "SCI"), extension(r, "WHT"),
                           extension(np.ones((HEIGHT, WIDTH), np.int16), "DQ")])
    other = extension(np.zeros((4, 4), np.float32), "PSF")
    expected = np.array([g, r, i])
    image("psf.fits", [primary(None), extension(g, "g"), extension(r, "r"), extension(i, "i"),
                       other], expected)
    table = fits.BinTableHDU.from_columns([fits.Column("id", "J", array=np.arange(3))])
    image("beside_a_table.fits", [primary(None), table, extension(g, "SCI")], g)


def compressed():
    integers = ramp(-3000, 3000, np.int16)
    integers[4] = 77

    def pressed(values, **options):
        return fits.CompImageHDU(values, tile_shape=(4, 5), **options)

    image("rice.fits.fz", [primary(None), pressed(integers, compression_type="RICE_1")])
    image("rice32.fits.fz",
          [primary(None), pressed(ramp(-1e6, 1e6, np.int32), compression_type="RICE_1")])
    image("gzip.fits.fz", [primary(None), pressed(integers, compression_type="GZIP_1")])
    image("gzip2.fits.fz",
          [primary(None), pressed(galaxy(1)[0], compression_type="GZIP_2", quantize_level=0)])
    holes = galaxy(1)[0]
    holes[3, 4:8] = np.nan
    for method, name in ((-1, "plain"), (1, "dithered"), (2, "dithered2")):
        image(f"quantised_{name}.fits.fz", [primary(None), fits.CompImageHDU(
            holes, compression_type="RICE_1", quantize_level=16, quantize_method=method,
            dither_seed=5, tile_shape=(1, WIDTH))])
    image("bands.fits.fz", [primary(None)] + [
        fits.CompImageHDU(band, name=name, compression_type="GZIP_1", quantize_level=0)
        for band, name in zip(galaxy(3), "zgr")])
    image("uint16.fits.fz",
          [primary(None), pressed(ramp(0, 65535, np.uint16), compression_type="RICE_1")])


def rejected():
    integers = ramp(0, 3000, np.int16)
    for method in ("PLIO_1", "HCOMPRESS_1"):
        image(f"{method.lower()}.fits.fz", [primary(None), fits.CompImageHDU(
            integers, compression_type=method, tile_shape=(HEIGHT, WIDTH))])
    image("all_nan.fits", [primary(np.full((HEIGHT, WIDTH), np.nan, np.float32))])
    image("sizes_differ.fits", [
        primary(None), extension(np.ones((HEIGHT, WIDTH), np.float32), "g"),
        extension(np.ones((4, 5), np.float32), "r")], np.zeros(0))
    table = fits.BinTableHDU.from_columns([fits.Column("id", "J", array=np.arange(3))])
    image("table_only.fits", [primary(None), table], np.zeros(0))


def tangent(projection="TAN", angle=0.0, ra=150.0, dec=2.0, scale=0.5 / 3600):
    header = fits.Header()
    header["CTYPE1"], header["CTYPE2"] = f"RA---{projection}", f"DEC--{projection}"
    header["CRVAL1"], header["CRVAL2"] = ra, dec
    header["CRPIX1"], header["CRPIX2"] = 30.25, 17.5
    c, s = np.cos(np.radians(angle)) * scale, np.sin(np.radians(angle)) * scale
    header["CD1_1"], header["CD1_2"], header["CD2_1"], header["CD2_2"] = -c, s, s, c
    header["CUNIT1"] = header["CUNIT2"] = "deg"
    header["RADESYS"] = "ICRS"
    return header


def mosaic(name, header, planes=1, places=None):
    """A small mosaic of known values, and some positions in and about it."""
    width, height = 60, 40
    values = np.arange(planes * width * height, dtype=np.int16).reshape(planes, height, width)
    header = header.copy()
    if planes > 1:
        header["BANDS"] = "grz"[:planes]
    # 2-dimensional coordinates are enough, and stay when the array has a third axis.
    fits.PrimaryHDU(values if planes > 1 else values[0], header).writeto(
        HERE / "mosaics" / name, overwrite=True, output_verify="silentfix")
    with fits.open(HERE / "mosaics" / name) as opened:
        world = WCS(opened[0].header, naxis=2)
    if places is None:
        places = [(0, 0), (59, 39), (29.25, 16.5), (12.4, 33.3), (-7.5, 20), (70, 45.25)]
    pixels = np.array(places, float)
    sky = world.all_pix2world(pixels, 0)
    back = world.all_world2pix(sky, 0, tolerance=1e-9, maxiter=100)
    assert np.allclose(back, pixels, atol=1e-6), name
    return {"ra": (sky[:, 0] % 360).tolist(), "dec": sky[:, 1].tolist(),
            "x": pixels[:, 0].tolist(), "y": pixels[:, 1].tolist(),
            "scale": float(np.sqrt(abs(np.linalg.det(world.pixel_scale_matrix))) * 3600)}


def distorted(angle=0.0, scale=1.0 / 3600):
    """The TAN-SIP distortion of a camera, strong enough to move corners by pixels."""
    header = tangent("TAN-SIP", angle, scale=scale)
    header["A_ORDER"] = header["B_ORDER"] = 3
    header.update(A_0_2=4e-4, A_1_1=-6e-4, A_2_0=9e-4, A_3_0=2e-5, B_0_2=-7e-4, B_1_1=5e-4,
                  B_2_0=3e-4, B_0_3=-1e-5)
    return header


def mosaics():
    old = tangent()
    for key in ("CD1_1", "CD1_2", "CD2_1", "CD2_2", "RADESYS"):
        del old[key]
    old.update(CDELT1=-2e-4, CDELT2=2e-4, CROTA2=33.0, EQUINOX=2000.0)
    pc = tangent()
    for key in ("CD1_1", "CD1_2", "CD2_1", "CD2_2"):
        del pc[key]
    pc.update(CDELT1=-3e-4, CDELT2=2.5e-4, PC1_1=0.8, PC1_2=-0.6, PC2_1=0.6, PC2_2=0.8)
    polynomial = tangent("TPV", 10)
    polynomial.update(PV1_0=0.0, PV1_1=1.0, PV1_4=0.6, PV1_7=3.0, PV2_0=0.0, PV2_1=1.0, PV2_5=-0.7)
    scamp = tangent("TAN", 10)
    scamp.update(PV1_1=1.0, PV1_4=0.6, PV2_1=1.0, PV2_5=-0.7)
    cases = {
        "tan.fits": tangent(), "tan_turned.fits": tangent(angle=37),
        "sin.fits": tangent("SIN", -20), "tan_sip.fits": distorted(),
        "tan_sip_turned.fits": distorted(angle=120), "tpv.fits": polynomial, "scamp.fits": scamp,
        "crota.fits": old, "pc.fits": pc, "zea.fits": tangent("ZEA", 5),
        "across_zero.fits": tangent(angle=15, ra=0.001), "pole.fits": tangent(angle=50, dec=89.999),
        "mirrored.fits": tangent(angle=180),
    }
    positions = {name: mosaic(name, header) for name, header in cases.items()}
    positions["cube.fits"] = mosaic("cube.fits", tangent(angle=25), planes=3)

    # Two bands on grids of their own: the second is shifted by five pixels and three.
    shifted = tangent()
    shifted["CRPIX1"] += 5
    shifted["CRPIX2"] += 3
    values = np.arange(40 * 60, dtype=np.int16).reshape(40, 60)
    fits.HDUList([
        fits.PrimaryHDU(), fits.ImageHDU(values, tangent(), name="R"),
        fits.ImageHDU(values, shifted, name="G")]).writeto(
            HERE / "mosaics" / "two_grids.fits", overwrite=True)
    fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(
        values, tangent(), compression_type="RICE_1", tile_shape=(16, 16))
    ]).writeto(HERE / "mosaics" / "tiles.fits.fz", overwrite=True)

    galactic = tangent()
    galactic["CTYPE1"], galactic["CTYPE2"] = "GLON-TAN", "GLAT-TAN"
    old_equinox = tangent()
    old_equinox["RADESYS"], old_equinox["EQUINOX"] = "FK4", 1950.0
    singular = tangent()
    singular["CD1_1"] = singular["CD1_2"] = 0.0
    for name, header in (("galactic.fits", galactic), ("fk4.fits", old_equinox),
                         ("singular.fits", singular), ("no_sky.fits", fits.Header())):
        fits.PrimaryHDU(np.ones((4, 6), np.float32), header).writeto(
            HERE / "mosaics" / name, overwrite=True)
    (HERE / "positions.json").write_text(json.dumps(positions, indent=1) + "\n")


def lupton():
    y, x = np.mgrid[:16, :24].astype(float)
    light = np.exp(-np.hypot(x - 14, (y - 7) * 1.5) / 2.5)
    sky = RANDOM.normal(0, 0.4, (3, 16, 24))
    bands = (sky + light * np.array([90, 55, 20])[:, None, None] + 2).astype(np.float32)
    interleaved = np.ascontiguousarray(np.moveaxis(bands, 0, 2))
    (HERE / "lupton.f32").write_bytes(interleaved.astype("<f4").tobytes())
    for name, settings in {"default": dict(minimum=0, stretch=5, Q=8),
                           "faint": dict(minimum=[2.0, 1.5, 1.0], stretch=0.6, Q=3)}.items():
        shown = make_lupton_rgb(*bands.astype(np.float64), **settings)
        (HERE / f"lupton_{name}.rgb").write_bytes(shown.tobytes())


def main():
    for folder in ("images", "mosaics"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
        (HERE / folder).mkdir()
    kinds_of_pixel()
    bands()
    compressed()
    rejected()
    mosaics()
    lupton()


main()
