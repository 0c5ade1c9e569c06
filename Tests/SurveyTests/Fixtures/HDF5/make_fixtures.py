"""Writes the HDF5 files beside it: the layouts of Galaxy10 and GalaxyMNIST, and some that are wrong.

    pip install h5py numpy
    python3 make_fixtures.py

The value at row n, line y, column x, channel c is (31 n + 7 y + 3 x + 101 c) mod 256.
"""

import h5py
import numpy as np


def pictures(count, side):
    n, y, x, c = np.meshgrid(*map(np.arange, (count, side, side, 3)), indexing="ij")
    return ((31 * n + 7 * y + 3 * x + 101 * c) % 256).astype(np.uint8)


def write(name, **datasets):
    with h5py.File(name, "w") as file:
        for key, data in datasets.items():
            file.create_dataset(key, data=data)


nan = np.nan
with h5py.File("Galaxy10_DECals.h5", "w") as file:
    # Chunks that hold parts of several rows, as h5py chooses them for the real file.
    file.create_dataset("images", data=pictures(7, 16), chunks=(2, 8, 8, 1), compression="gzip")
    file.create_dataset("ans", data=np.array([0, 9, 5, 2, 3, 12, 1], np.uint8))
    file.create_dataset("ra", data=[10.5, 359.75, 0, nan, 400, 30, nan])
    file.create_dataset("dec", data=[-5.25, 45, 90, nan, 1, 2, 3])
    file.create_dataset("redshift", data=[0.1, nan, 0.25, 0.5, 0.1, 0.1, 0.1])
    file.create_dataset("pxscale", data=np.full(7, 0.262, np.float32))
    file.create_dataset("votes", data=np.arange(7, dtype=np.int32) * 10)
    file.create_dataset("names", data=np.array([b"a"] * 7))
    file.create_dataset("summary", data=np.zeros((3, 3)))

write("Galaxy10.h5", images=pictures(2, 69), ans=np.array([0, 9], np.uint8))
labels = np.array([3, 0, 2], np.uint8)
write("train_dataset.hdf5", images=pictures(3, 8), labels=labels)
write("planes_test.hdf5", images=pictures(3, 8).transpose(0, 3, 1, 2), labels=labels.astype("i8"))

write("foreign.h5", spectra=np.zeros((4, 10)), wavelength=np.zeros(10))
write("empty.h5")
write("grey.h5", images=np.zeros((4, 8, 8), np.uint8), ans=np.zeros(4, np.uint8))
write("floats.h5", images=np.zeros((4, 8, 8, 3), np.float32), ans=np.zeros(4, np.uint8))
write("none.h5", images=np.zeros((0, 8, 8, 3), np.uint8), ans=np.zeros(0, np.uint8))
write("short.h5", images=pictures(4, 8), ans=np.zeros(3, np.uint8))
# A link inside the file is as good as what it leads to; one into another file is not followed.
with h5py.File("soft_link.h5", "w") as file:
    file.create_dataset("data/images", data=pictures(1, 8))
    file["images"] = h5py.SoftLink("/data/images")
    file.create_dataset("labels", data=np.array([1], np.uint8))
with h5py.File("external_link.h5", "w") as file:
    file["images"] = h5py.ExternalLink("train_dataset.hdf5", "/images")
    file.create_dataset("labels", data=labels)
with h5py.File("soft_to_external_link.h5", "w") as file:
    file["other"] = h5py.ExternalLink("train_dataset.hdf5", "/images")
    file["images"] = h5py.SoftLink("/other")
    file.create_dataset("labels", data=labels)

with h5py.File("behind_user_block.h5", "w", userblock_size=512) as file:
    file.create_dataset("images", data=pictures(1, 8))
    file.create_dataset("labels", data=np.array([1], np.uint8))
