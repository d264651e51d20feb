"""Numbers that the tests repeat without a file: a small integer hash of a name and a position."""
import numpy as np


def fnv(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def hashed(name, count):
    """Whole numbers of 32 bits."""
    with np.errstate(over='ignore'):
        x = (np.arange(count, dtype=np.uint32) * np.uint32(2654435761)) ^ np.uint32(fnv(name))
        x = (x ^ (x >> np.uint32(15))) * np.uint32(0x85EBCA6B)
        x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return x ^ (x >> np.uint32(16))


def pixels(height, width):
    return (hashed('pixels', height * width * 3) & np.uint32(255)).reshape(1, height, width, 3).astype(np.float64)


def drawn(name, shape):
    """A parameter in Keras's layout, in single precision: kernels as He et al. draw them, the rest far from where training begins."""
    noise = hashed(name, int(np.prod(shape))) / 2**31 - 1
    suffix = name.split('/')[-1]
    if suffix == 'depthwise_kernel':
        values = noise * np.sqrt(6 / (shape[0] * shape[1]))
    elif suffix == 'kernel':
        values = noise * np.sqrt(6 / np.prod(shape[:-1]))
    elif suffix in ('gamma', 'variance', 'moving_variance'):
        values = 1 + (0.2 if suffix == 'gamma' else 0.5) * noise
    elif suffix == 'count':
        values = 0 * noise
    else:
        values = 0.2 * noise
    return values.astype(np.float32).astype(np.float64).reshape(shape)


def sampled(array, count=400):
    """Some of an array's numbers, evenly, with its largest."""
    flat = np.asarray(array).ravel()
    every = max(1, flat.size // count)
    return dict(every=every, largest=short(np.abs(flat).max()), values=[short(v) for v in flat[::every]])


def short(value):
    return float(f'{value:.9g}')
