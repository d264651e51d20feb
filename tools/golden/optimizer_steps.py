"""Writes libs/models/golden/optimizers.json: where each of Keras's optimizers takes a parameter, in double, by given gradients.

    npm run golden -- optimizers

No network: 20 gradients of widely different sizes, some of them 0, and a learning rate that changes. A Keras optimizer keeps its own
numbers in single precision unless they are exact there, which these are.
"""
import os

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
from hashed import hashed
from places import folder, write

keras.backend.set_floatx('float64')
STEPS, SIZE = 20, 12
optimizers = keras.optimizers

ADAM = dict(beta1=0.875, beta2=1 - 2**-10, epsilon=2**-23)
CASES = {
    'plain SGD': (dict(type='sgd', momentum=0, nesterov=False), lambda: optimizers.SGD(0.5)),
    'SGD with momentum': (dict(type='sgd', momentum=0.875, nesterov=False), lambda: optimizers.SGD(0.5, 0.875)),
    'SGD with Nesterov momentum': (dict(type='sgd', momentum=0.875, nesterov=True), lambda: optimizers.SGD(0.5, 0.875, True)),
    'RMSprop': (dict(type='rmsprop', rho=0.875, momentum=0, epsilon=2**-23, centered=False), lambda: optimizers.RMSprop(0.5, 0.875, 0.0, 2**-23)),
    'RMSprop with momentum': (
        dict(type='rmsprop', rho=0.875, momentum=0.75, epsilon=2**-23, centered=False), lambda: optimizers.RMSprop(0.5, 0.875, 0.75, 2**-23)),
    'centred RMSprop': (
        dict(type='rmsprop', rho=0.875, momentum=0, epsilon=2**-10, centered=True), lambda: optimizers.RMSprop(0.5, 0.875, 0.0, 2**-10, True)),
    'centred RMSprop with momentum': (
        dict(type='rmsprop', rho=0.875, momentum=0.75, epsilon=2**-10, centered=True), lambda: optimizers.RMSprop(0.5, 0.875, 0.75, 2**-10, True)),
    'Adam': (dict(type='adam', **ADAM), lambda: optimizers.Adam(0.5, *ADAM.values())),
    'AdamW': (dict(type='adamw', weightDecay=2**-5, **ADAM), lambda: optimizers.AdamW(0.5, 2**-5, *ADAM.values())),
}


def noise(name, count):
    return (hashed(name, count) / 2**31 - 1).astype(np.float32).astype(np.float64)


gradients = noise('gradients', STEPS * SIZE).reshape(STEPS, SIZE) * 2.0 ** np.arange(2, 2 - SIZE, -1)
gradients[::3, 1] = 0
rates = [2.0 ** -(4 + step // 5) for step in range(STEPS)]
start = noise('start', SIZE)
cases = []
for name, (recipe, make) in CASES.items():
    variable = keras.Variable(start, dtype='float64', name='parameter')
    optimizer = make()
    path = []
    for rate, gradient in zip(rates, gradients):
        optimizer.learning_rate = rate
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        path.append([float(v) for v in np.asarray(variable)])
    cases.append(dict(name=name, optimizer=dict(**recipe, learningRate=rates[0]), path=path))
write(folder('libs', 'models', 'golden'), 'optimizers.json', dict(
    source=f'tools/golden/optimizer_steps.py with Keras {keras.__version__}', start=start.tolist(), gradients=gradients.tolist(), rates=rates, cases=cases))
