"""Writes libs/data/src/augment/golden/augmentation.json: what Keras makes of one small picture.

    VENV/bin/python tools/golden/augmentation.py

Geometry: the matrices that Keras's preprocessing layers compute from what was drawn, given to keras.ops.image.affine_transform in
every fill mode. Stretch, crop and their fusion: the same function with a matrix written out here. Values: the layers' own
arithmetic, or the formula in numpy.
"""
import json
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
from places import folder

HEIGHT, WIDTH = 9, 11
row, column, channel = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing='ij')
PICTURE = ((row * 53 + column * 29 + channel * 71 + row * column * 7) % 256).astype(np.float32)


def affine(matrix, fill, value, interpolation):
    out = keras.ops.image.affine_transform(PICTURE, np.asarray([*matrix, 0, 0], np.float32), interpolation=interpolation,
                                           fill_mode=fill, fill_value=value, data_format='channels_last')
    return np.asarray(out)


def rounded(values):
    return [round(float(v), 4) for v in np.asarray(values).reshape(-1)]


def zoom_matrix(height, width):
    layer = keras.layers.RandomZoom(0.3, 0.3, data_format='channels_last')
    return np.asarray(layer._get_zoom_matrix(np.asarray([[1 + width, 1 + height]], np.float32), HEIGHT, WIDTH))[0][:6]


def shift_matrix(height, width):
    layer = keras.layers.RandomTranslation(0.3, 0.3, data_format='channels_last')
    return np.asarray(layer._get_translation_matrix(np.asarray([[width * WIDTH, height * HEIGHT]], np.float32)))[0][:6]


def rotation_matrix(degrees):
    layer = keras.layers.RandomRotation(0.1, data_format='channels_last')
    zero, one = np.zeros([1], np.float32), np.ones([1], np.float32)
    matrix = layer._compute_affine_matrix(center_x=0.5, center_y=0.5, angle=np.asarray([degrees], np.float32), translate_x=zero,
                                          translate_y=zero, scale=one, shear_x=zero, shear_y=zero, height=HEIGHT, width=WIDTH)
    return np.asarray(matrix)[0][:6]


def full(m):
    return np.asarray([*m, 0, 0, 1], np.float64).reshape(3, 3)


def flip_matrix(horizontal, vertical):
    return [-1 if horizontal else 1, 0, WIDTH - 1 if horizontal else 0, 0, -1 if vertical else 1, HEIGHT - 1 if vertical else 0]


geometry = []


def case(name, steps, matrix, fills=('reflect', 'wrap', 'constant', 'nearest'), interpolation='bilinear'):
    for fill in fills:
        geometry.append({'name': f'{name}, {fill}', 'steps': steps, 'fill': {'mode': fill, 'value': 17}, 'interpolation': interpolation,
                         'expected': rounded(affine(matrix, fill, 17.0, interpolation))})


case('flip', [{'type': 'flip', 'horizontal': 1, 'vertical': 1}], flip_matrix(True, True), ['reflect'])
case('zoom out', [{'type': 'zoom', 'height': [0.3, 0.3], 'width': None}], zoom_matrix(0.3, 0.3))
case('zoom in, free sides', [{'type': 'zoom', 'height': [-0.25, -0.25], 'width': [0.1, 0.1]}], zoom_matrix(-0.25, 0.1))
case('shift', [{'type': 'shift', 'height': [0.2, 0.2], 'width': [-0.35, -0.35]}], shift_matrix(0.2, -0.35))
case('far shift', [{'type': 'shift', 'height': [-0.9, -0.9], 'width': [0.95, 0.95]}], shift_matrix(-0.9, 0.95))
case('rotation', [{'type': 'rotate', 'degrees': [25, 25]}], rotation_matrix(25))
case('rotation to the nearest', [{'type': 'rotate', 'degrees': [-10, -10]}], rotation_matrix(-10), ['nearest', 'constant'], 'nearest')
x, y = (WIDTH - 1) / 2, (HEIGHT - 1) / 2
case('shear', [{'type': 'shear', 'x': [0.3, 0.3], 'y': [-0.1, -0.1]}], [1, 0.3, -0.3 * y, -0.1, 1, 0.1 * x])
fused = full(zoom_matrix(0.2, 0.2)) @ full(flip_matrix(True, False)) @ full(rotation_matrix(12)) @ full(shift_matrix(0.05, -0.05))
case('zoom, flip, rotation and shift in one', [
    {'type': 'zoom', 'height': [0.2, 0.2], 'width': None}, {'type': 'flip', 'horizontal': 1, 'vertical': 0},
    {'type': 'rotate', 'degrees': [12, 12]}, {'type': 'shift', 'height': [0.05, 0.05], 'width': [-0.05, -0.05]}], fused[:2].reshape(-1))

# a crop, brought to its size again as Keras's Resizing does
top, left, crop_height, crop_width = 2, 3, 6, 7
cropped = keras.ops.image.resize(PICTURE[top:top + crop_height, left:left + crop_width], (HEIGHT, WIDTH), interpolation='bilinear',
                                 antialias=False, data_format='channels_last')
crop = {'height': crop_height, 'width': crop_width, 'top': top, 'left': left, 'expected': rounded(cropped)}

bright = keras.layers.RandomBrightness(0.5, value_range=(0, 255))
contrast = keras.layers.RandomContrast(0.5, value_range=(0, 255), data_format='channels_last')


def blurred(sigma):
    radius = int(np.ceil(3 * sigma))
    weights = np.exp(-np.arange(-radius, radius + 1) ** 2 / (2 * sigma ** 2))
    weights /= weights.sum()
    out = PICTURE.astype(np.float64)
    for axis in (0, 1):
        pad = [(radius, radius) if a == axis else (0, 0) for a in range(3)]
        wide = np.pad(out, pad, mode='symmetric')
        out = sum(w * np.take(wide, np.arange(out.shape[axis]) + i, axis=axis) for i, w in enumerate(weights))
    return out


values = [
    {'step': {'type': 'brightness', 'factor': [0.3, 0.3]},
     'expected': rounded(bright.transform_images(PICTURE.copy(), {'rgb_delta': np.float32(0.3 * 255)}))},
    {'step': {'type': 'brightness', 'factor': [-0.6, -0.6]},
     'expected': rounded(bright.transform_images(PICTURE.copy(), {'rgb_delta': np.float32(-0.6 * 255)}))},
    {'step': {'type': 'contrast', 'factor': [0.4, 0.4]},
     'expected': rounded(contrast.transform_images(PICTURE, {'contrast_factor': np.float32(1.4)}))},
    {'step': {'type': 'contrast', 'factor': [-0.7, -0.7]},
     'expected': rounded(contrast.transform_images(PICTURE, {'contrast_factor': np.float32(0.3)}))},
    {'step': {'type': 'gamma', 'exponent': [1.7, 1.7]}, 'expected': rounded(255 * (PICTURE.astype(np.float64) / 255) ** 1.7)},
    {'step': {'type': 'blur', 'sigma': [0.8, 0.8]}, 'expected': rounded(blurred(0.8))},
    {'step': {'type': 'blur', 'sigma': [4, 4]}, 'expected': rounded(blurred(4))},
]
path = os.path.join(folder('libs', 'data', 'src', 'augment', 'golden'), 'augmentation.json')
with open(path, 'w') as file:
    json.dump({'source': f'tools/golden/augmentation.py with Keras {keras.__version__}', 'height': HEIGHT, 'width': WIDTH,
               'geometry': geometry, 'crop': crop, 'values': values}, file)
    file.write('\n')
print(len(geometry), 'geometric and', len(values), 'tonal cases', file=sys.stderr)
