"""Writes libs/engines/golden/real-weights.json: features that Keras's networks with their ImageNet weights see in a photograph.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements.txt
    VENV/bin/python tools/golden/real_weights.py FOLDER

FOLDER holds the files of keras-applications (…_notop.h5), the official ones or others of the same arrays. The photograph is a part of
scikit-learn's flower.jpg (vultilion, CC BY 2.0); its pixels are kept in the file. libs/engines/src/onnx/real-weights.test.ts compares.
"""
import base64
import hashlib
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
import tensorflow as tf
from hashed import sampled
from places import folder, write
from sklearn import datasets

keras.backend.set_floatx('float64')
HEIGHT, WIDTH = 128, 144

apps = keras.applications
NETWORKS = {
    'vgg16': (apps.VGG16, apps.vgg16.preprocess_input),
    'resnet50': (apps.ResNet50, apps.resnet.preprocess_input),
    'inception-v3': (apps.InceptionV3, apps.inception_v3.preprocess_input),
}


def photograph():
    """A part of it, every third pixel."""
    with open(os.path.join(os.path.dirname(datasets.__file__), 'images', 'flower.jpg'), 'rb') as file:
        whole = tf.io.decode_jpeg(file.read(), dct_method='INTEGER_ACCURATE').numpy()
    return np.ascontiguousarray(whole[20 : 20 + 3 * HEIGHT : 3, 120 : 120 + 3 * WIDTH : 3])


def features(name, weights, picture):
    build, preprocess = NETWORKS[name]
    model = build(include_top=False, weights=weights, input_shape=(HEIGHT, WIDTH, 3))
    values = model(preprocess(picture[None].astype(np.float64).copy()), training=False).numpy()[0]
    with open(weights, 'rb') as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    return dict(sha256=sha256, shape=list(values.shape), **sampled(values))


def main(weights):
    picture = photograph()
    networks = {
        name: features(name, os.path.join(weights, f'{name.replace("-", "_")}_weights_tf_dim_ordering_tf_kernels_notop.h5'), picture)
        for name in NETWORKS
    }
    source = 'flower.jpg of scikit-learn, by vultilion, https://www.flickr.com/photos/vultilion/6056698931/, CC BY 2.0: a part of it, every third pixel'
    golden = dict(
        source=source, height=HEIGHT, width=WIDTH, pixels=base64.b64encode(picture.tobytes()).decode(), networks=networks
    )
    write(folder('libs', 'engines', 'golden'), 'real-weights.json', golden)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
