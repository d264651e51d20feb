"""Writes libs/models/golden/losses.json: Keras's categorical crossentropy and its gradient with respect to the logits, in double.

    npm run golden -- losses

With hard and soft labels, with sample weights, and with class weights as Model.train_on_batch takes them.
"""
import os

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
import tensorflow as tf
from hashed import hashed
from places import folder, write

keras.backend.set_floatx('float64')
BATCH, CLASSES = 5, 4


def noise(name, *shape):
    return (hashed(name, int(np.prod(shape))) / 2**31 - 1).astype(np.float32).astype(np.float64).reshape(shape)


logits = 3 * noise('logits', BATCH, CLASSES)
hard = np.eye(CLASSES)[[2, 0, 3, 2, 1]]
soft = 0.9 * hard + 0.1 / CLASSES
mixed = 0.75 * hard + 0.25 * hard[::-1]
weights = 1 + 0.9 * noise('weights', BATCH)
class_weights = [0.5, 2.0, 1.25, 0.0]


def by_sample(name, targets, sample_weights=None):
    variable = tf.Variable(logits)
    with tf.GradientTape() as tape:
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)(targets, variable, sample_weights)
    return dict(name=name, targets=targets.ravel().tolist(), sampleWeights=None if sample_weights is None else sample_weights.tolist(),
                classWeights=None, loss=float(loss), gradient=np.asarray(tape.gradient(loss, variable)).ravel().tolist())


def by_class():
    """The logits are a layer's weights, so that a step of rate 1 takes away their gradient."""
    model = keras.Sequential([keras.Input((BATCH,)), keras.layers.Dense(CLASSES, use_bias=False)])
    model.layers[0].set_weights([logits])
    model.compile(keras.optimizers.SGD(1.0), keras.losses.CategoricalCrossentropy(from_logits=True))
    loss = model.train_on_batch(np.eye(BATCH), hard, class_weight=dict(enumerate(class_weights)))
    gradient = logits - model.layers[0].get_weights()[0]
    return dict(name='class weights', targets=hard.ravel().tolist(), sampleWeights=None, classWeights=class_weights, loss=float(loss),
                gradient=gradient.ravel().tolist())


cases = [by_sample('hard labels', hard), by_sample('smoothed labels', soft), by_sample('mixed labels', mixed),
         by_sample('sample weights', hard, weights), by_sample('mixed labels with sample weights', mixed, weights), by_class()]
write(folder('libs', 'models', 'golden'), 'losses.json', dict(
    source=f'tools/golden/losses.py with Keras {keras.__version__}', batch=BATCH, classes=CLASSES, logits=logits.ravel().tolist(), cases=cases))
