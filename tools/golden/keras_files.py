"""Writes libs/models/golden/keras-files.json: one small network in every layout in which Keras keeps weights, and its numbers.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements.txt
    VENV/bin/python tools/golden/keras_files.py

The files are gzipped and in base64. libs/models/src/weights/keras-h5.test.ts reads them.
"""
import base64
import gzip
import os
import tempfile

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import h5py
import keras
import numpy as np
from hashed import drawn
from keras.src.legacy.saving import legacy_h5_format
from places import folder, write

layers = keras.layers


def network():
    x = inputs = keras.Input((8, 8, 3))
    x = layers.Conv2D(4, 3, name='stem_conv')(x)
    x = layers.BatchNormalization(name='stem_bn')(x)
    x = layers.ReLU()(x)
    x = layers.DepthwiseConv2D(3, use_bias=False, name='stem_depthwise')(x)
    x = layers.BatchNormalization(scale=False, name='depthwise_bn')(x)
    x = layers.Conv2D(2, 1, use_bias=False, name='project')(x)
    x = layers.GlobalAveragePooling2D()(x)
    model = keras.Model(inputs, layers.Dense(3, name='head')(x))
    for layer in model.layers:
        for variable in layer.weights:
            variable.assign(drawn(name_of(layer, variable), variable.shape))
    return model


def name_of(layer, variable):
    suffix = 'depthwise_kernel' if isinstance(layer, layers.DepthwiseConv2D) else variable.name
    return f'{layer.name}/{suffix}'


def weights_file(path, model):
    with h5py.File(path, 'w') as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)


def published_file(path, model):
    """As Keras 2 wrote the files of keras-applications, with a list of layers that is cut in two, as where it is very long."""
    with h5py.File(path, 'w') as file:
        named = [layer.name.encode() for layer in model.layers]
        file.attrs['layer_names0'], file.attrs['layer_names1'] = named[:4], named[4:]
        file.attrs['backend'], file.attrs['keras_version'] = b'tensorflow', b'2.2.4'
        for layer in model.layers:
            group = file.create_group(layer.name)
            names = [f'{name_of(layer, variable)}:0' for variable in layer.weights]
            group.attrs['weight_names'] = [name.encode() for name in names]
            for name, variable in zip(names, layer.weights):
                group.create_dataset(name, data=variable.numpy())


def file_of_2016(path, model):
    old = dict(kernel='W', depthwise_kernel='depthwise_kernel', bias='b', moving_mean='running_mean', moving_variance='running_std')
    with h5py.File(path, 'w') as file:
        file.attrs['layer_names'] = [layer.name.encode() for layer in model.layers]
        for layer in model.layers:
            group = file.create_group(layer.name)
            suffixes = [name_of(layer, variable).split('/')[1] for variable in layer.weights]
            names = [f'{layer.name}_{old.get(suffix, suffix)}_1:0' for suffix in suffixes]
            group.attrs['weight_names'] = [name.encode() for name in names]
            for name, variable in zip(names, layer.weights):
                group.create_dataset(name, data=variable.numpy())


def compressed_file(path, model):
    """Half precision, in compressed chunks."""
    with h5py.File(path, 'w') as file:
        file.attrs['layer_names'] = ['head']
        group = file.create_group('head')
        group.attrs['weight_names'] = ['head/kernel', 'head/bias']
        kernel, bias = (variable.numpy().astype('<f2') for variable in model.get_layer('head').weights)
        group.create_dataset('head/kernel', data=kernel, chunks=(1, 2), compression='gzip', shuffle=True)
        group.create_dataset('head/bias', data=bias)


def main():
    model = network()
    writers = dict(
        weights=('w.h5', weights_file),
        model=('m.h5', lambda path, model: model.save(path)),
        numbered=('w.weights.h5', lambda path, model: model.save_weights(path)),
        published=('p.h5', published_file),
        of2016=('o.h5', file_of_2016),
        compressed=('c.h5', compressed_file),
    )
    files = {}
    with tempfile.TemporaryDirectory() as work:
        for name, (file, write_to) in writers.items():
            path = os.path.join(work, file)
            write_to(path, model)
            with open(path, 'rb') as written:
                files[name] = base64.b64encode(gzip.compress(written.read(), mtime=0)).decode()
    tensors = {
        name_of(layer, variable): dict(shape=list(variable.shape), values=[float(v) for v in variable.numpy().ravel()])
        for layer in model.layers
        for variable in layer.weights
    }
    write(folder('libs', 'models', 'golden'), 'keras-files.json', dict(files=files, tensors=tensors))


if __name__ == '__main__':
    main()
