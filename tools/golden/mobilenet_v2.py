"""Writes libs/engines/golden/mobilenetv2-*.json: pooled features of Keras's MobileNetV2, computed in double.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements.txt
    VENV/bin/python tools/golden/mobilenet_v2.py [FOLDER with mobilenet_v2_100_slim_notop]

Weights and pixels are drawn by a small integer hash that the test repeats (libs/engines/src/onnx/mobilenet-v2.test.ts); with the
folder, also the features of the pretrained weights.
"""
import json
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
from places import folder

keras.backend.set_floatx('float64')
OUT = folder('libs', 'engines', 'golden')


def fnv(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def hashed(name, count):
    """Whole numbers of 32 bits, from a name and a position."""
    with np.errstate(over='ignore'):
        x = (np.arange(count, dtype=np.uint32) * np.uint32(2654435761)) ^ np.uint32(fnv(name))
        x = (x ^ (x >> np.uint32(15))) * np.uint32(0x85EBCA6B)
        x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return x ^ (x >> np.uint32(16))


def drawn(name, shape):
    noise = hashed(name, int(np.prod(shape))) / 2**31 - 1
    suffix = name.split('/')[1]
    if suffix == 'depthwise_kernel':
        values = noise * np.sqrt(6 / (shape[0] * shape[1]))
    elif suffix == 'kernel':
        values = noise * np.sqrt(6 / np.prod(shape[:3]))
    else:
        values = dict(gamma=1 + 0.2 * noise, beta=0.2 * noise, moving_mean=0.2 * noise, moving_variance=1 + 0.5 * noise)[suffix]
    return values.astype(np.float32).astype(np.float64).reshape(shape)


def parameters(model):
    for layer in model.layers:
        for variable in layer.weights:
            suffix = variable.name.split('/')[-1]
            if isinstance(layer, keras.layers.DepthwiseConv2D):
                suffix = 'depthwise_kernel'
            yield f'{layer.name}/{suffix}', variable


def features(height, width, give):
    model = keras.applications.MobileNetV2(input_shape=(height, width, 3), include_top=False, weights=None, pooling='avg')
    for name, variable in parameters(model):
        variable.assign(give(name, tuple(variable.shape)))
    pixels = (hashed('pixels', height * width * 3) & np.uint32(255)).reshape(1, height, width, 3)
    return model.count_params(), model.predict(pixels / 127.5 - 1, verbose=0)[0]


def slim(folder):
    """The TF.js layers model with folded batch norm: name → array."""
    root = os.path.join(folder, 'mobilenet_v2_100_slim_notop')
    arrays = {}
    for group in json.load(open(os.path.join(root, 'model.json')))['weightsManifest']:
        data, offset = b''.join(open(os.path.join(root, p), 'rb').read() for p in group['paths']), 0
        for weight in group['weights']:
            count = int(np.prod(weight['shape']))
            arrays[weight['name']] = np.frombuffer(data, np.float16, count, offset).astype(np.float64).reshape(weight['shape'])
            offset += 2 * count

    def give(name, shape):
        layer, suffix = name.split('/')
        if suffix in ('kernel', 'depthwise_kernel'):
            return arrays[layer.replace('expanded_conv_', 'block_0_') + '/' + suffix]
        convolution = {'bn_Conv1': 'Conv1', 'Conv_1_bn': 'Conv_1'}.get(layer, layer.removesuffix('_BN')).replace('expanded_conv_', 'block_0_')
        return dict(gamma=np.ones(shape), beta=arrays[convolution + '/bias'], moving_mean=np.zeros(shape), moving_variance=np.full(shape, 1 - 1e-3))[suffix]

    return give


def write(name, height, width, give):
    count, values = features(height, width, give)
    with open(os.path.join(OUT, f'mobilenetv2-{name}.json'), 'w') as file:
        json.dump(dict(height=height, width=width, parameters=count, features=[float(f'{v:.9g}') for v in values]), file)
        file.write('\n')
    print(name, count, values[:4], values.max(), file=sys.stderr)


write('seeded', 97, 80, drawn)
if len(sys.argv) > 1:
    write('slim', 224, 224, slim(sys.argv[1]))
