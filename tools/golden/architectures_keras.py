"""Writes libs/engines/golden/architecture-*.json: Keras's counts, weights, last maps and logits of whole networks, computed in double.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements.txt
    VENV/bin/python tools/golden/architectures_keras.py [NAME …]

Weights and pixels are drawn by hashed.py; libs/engines/src/catalogue.test.ts draws the same. On the last map stand global
average pooling and a dense layer, as on the networks of recipes.
"""
import json
import os
import re
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
from hashed import drawn, pixels, sampled, short
from places import folder

keras.backend.set_floatx('float64')
OUT = folder('libs', 'engines', 'golden')
CLASSES = 5

apps = keras.applications


def tf_range(x):
    return x / 127.5 - 1


def mobilenet_v2(alpha):
    return lambda **options: apps.MobileNetV2(alpha=alpha, **options)


def plain_cnn(input_shape, **_):
    """libs/models/src/architectures/small-cnn.ts, which is nobody else's."""
    x = inputs = keras.Input(input_shape)
    for number, filters in enumerate((16, 32, 64, 64), 1):
        x = keras.layers.Conv2D(filters, 3, padding='same', activation='relu', name=f'conv_{number}')(x)
        if number < 4:
            x = keras.layers.MaxPooling2D()(x)
    return keras.Model(inputs, x)


def khan_cnn_23(input_shape, **_):
    """The layers of the program of Khan et al. (2022) up to their average, with the ReLU that follows it before it."""
    x = inputs = keras.Input(input_shape)
    for filters, kernel, padding, pool in ((64, 22, 'valid', 4), (128, 11, 'same', 2), (256, 7, 'same', 2), (512, 3, 'same', 2)):
        x = keras.layers.Conv2D(filters, kernel, strides=2, padding=padding)(x)
        x = keras.layers.MaxPooling2D(pool)(x)
        x = keras.layers.BatchNormalization()(x)
    return keras.Model(inputs, keras.layers.ReLU()(x))


# A card's name: Keras's builder, how it wants its pixels, two sizes.
ROWS = {
    'small-cnn': (plain_cnn, tf_range, [(33, 41), (64, 64)]),
    'vgg16': (apps.VGG16, apps.vgg16.preprocess_input, [(61, 47), (32, 64)]),
    'vgg19': (apps.VGG19, apps.vgg19.preprocess_input, [(61, 47), (32, 64)]),
    'resnet50': (apps.ResNet50, apps.resnet.preprocess_input, [(97, 80), (64, 96)]),
    'resnet101': (apps.ResNet101, apps.resnet.preprocess_input, [(61, 80), (64, 32)]),
    'resnet152': (apps.ResNet152, apps.resnet.preprocess_input, [(61, 80)]),
    'inception-v3': (apps.InceptionV3, apps.inception_v3.preprocess_input, [(97, 80), (75, 139)]),
    **{f'mobilenetv2-{alpha}': (mobilenet_v2(alpha), tf_range, [(97, 80), (64, 96)]) for alpha in (0.35, 0.5, 0.75, 1.0, 1.3, 1.4)},
    'khan-cnn-23': (khan_cnn_23, lambda x: x / 255, [(365, 401), (512, 512)]),
    'densenet121': (apps.DenseNet121, apps.densenet.preprocess_input, [(97, 80), (64, 96)]),
    'efficientnet-b0': (apps.EfficientNetB0, apps.efficientnet.preprocess_input, [(97, 80), (64, 96)]),
}


def published(card, layer):
    """InceptionV3's layers are numbered from 1 in the published weights, today's Keras begins without a number."""
    found = re.fullmatch(r'(conv2d|batch_normalization)(?:_(\d+))?', layer) if card == 'inception-v3' else None
    return layer if found is None else f'{found[1]}_{int(found[2] or 0) + 1}'


def draw(card, key, shape):
    """Keras's VGG and ResNet take blue, green, red; the graph's first kernel takes red, green, blue (weights/caffe-preprocessing.ts)."""
    values = drawn(key, shape)
    caffe = card.startswith(('vgg', 'resnet')) and key in ('block1_conv1/kernel', 'conv1_conv/kernel')
    return values[:, :, ::-1] if caffe else values


def named(card, model):
    for layer in model.layers:
        for variable in layer.weights:
            suffix = variable.name.split('/')[-1]
            if isinstance(layer, keras.layers.DepthwiseConv2D) and suffix == 'kernel':
                suffix = 'depthwise_kernel'
            yield f'{published(card, layer.name)}/{suffix}', variable


def write(name, build, preprocess, sizes):
    results = []
    for height, width in sizes:
        keras.backend.clear_session()
        model = build(input_shape=(height, width, 3), include_top=False, weights=None)
        weights = {key: tuple(variable.shape) for key, variable in named(name, model)}
        for key, variable in named(name, model):
            variable.assign(draw(name, key, weights[key]))
        for layer in model.layers:
            if isinstance(layer, keras.layers.Normalization):
                layer.finalize_state()  # it computes with copies of its statistics
        features = model.predict(preprocess(pixels(height, width)), verbose=0)
        pooled = features.mean(axis=(1, 2))
        logits = pooled @ drawn('head_logits/kernel', (pooled.shape[1], CLASSES)) + drawn('head_logits/bias', (CLASSES,))
        results.append(dict(height=height, width=width, features=dict(shape=features.shape[1:], **sampled(features)), logits=[short(v) for v in logits[0]]))
    trainable = int(sum(np.prod(v.shape) for v in model.trainable_weights))
    golden = dict(source=f'Keras {keras.__version__}', parameters=dict(total=model.count_params(), trainable=trainable), weights=weights, sizes=results)
    with open(os.path.join(OUT, f'architecture-{name}.json'), 'w') as file:
        json.dump(golden, file)
        file.write('\n')
    print(name, golden['parameters'], results[0]['features']['largest'], results[0]['logits'], file=sys.stderr)


for card, (build, preprocess, sizes) in ROWS.items():
    if len(sys.argv) < 2 or card in sys.argv[1:]:
        write(card, build, preprocess, sizes)
