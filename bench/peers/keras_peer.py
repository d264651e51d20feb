"""Keras on TensorFlow: forward pass and full training step of the networks of keras.applications, fp32, random weights."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

from turns import answers, arguments, serve

a = arguments("network", "pass", "batch", "size")
out = answers()

import keras
import numpy as np
import tensorflow as tf

CLASSES = 4
NETWORKS = {
    "resnet50": keras.applications.ResNet50,
    "inception-v3": keras.applications.InceptionV3,
    "vgg16": keras.applications.VGG16,
    "mobilenetv2-1.0": keras.applications.MobileNetV2,
}

tf.config.threading.set_intra_op_parallelism_threads(a.threads)
keras.utils.set_random_seed(1)
base = NETWORKS[a.network](weights=None, include_top=False, input_shape=(a.size, a.size, 3))
features = keras.layers.Dropout(0.5)(keras.layers.GlobalAveragePooling2D()(base.output))
model = keras.Model(base.input, keras.layers.Dense(CLASSES, activation="softmax")(features))
x = tf.constant(np.random.default_rng(1).standard_normal((a.batch, a.size, a.size, 3), np.float32))
y = tf.constant(np.arange(a.batch) % CLASSES)

if getattr(a, "pass") == "forward":
    forward = tf.function(lambda images: model(images, training=False))
    one_pass = lambda: forward(x).numpy()
else:
    model.compile(keras.optimizers.Adam(1e-4), "sparse_categorical_crossentropy")
    one_pass = lambda: model.train_on_batch(x, y)

serve(out, f"Keras {keras.__version__}, TensorFlow {tf.__version__}", one_pass, parameters=model.count_params())
