"""Writes libs/models/golden/step-*.json: small networks with their loss, probabilities, gradients and parameters after some
optimizer steps, computed by TensorFlow and Keras in double.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements.txt && VENV/bin/python tools/golden/step_gradients.py [NAME …]

Networks are in the format of libs/models/src/graph/graph.ts; inputs and parameters are single-precision numbers, so that every
engine can be given exactly the same.
"""
import json
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
import numpy as np
import tensorflow as tf
from places import folder

keras.backend.set_floatx('float64')
OUT = folder('libs', 'models', 'golden')


def conv(name, x, filters, kernel, strides=(1, 1), padding='same', bias=True):
    return dict(kind='conv2d', name=name, inputs=[x], filters=filters, kernel=list(kernel), strides=list(strides), padding=padding, bias=bias)


def depthwise(name, x, kernel, strides=(1, 1), padding='same', bias=False):
    return dict(kind='depthwise-conv2d', name=name, inputs=[x], kernel=list(kernel), strides=list(strides), padding=padding, bias=bias)


def pool(name, x, size, strides, padding):
    return dict(kind='max-pool2d', name=name, inputs=[x], pool=list(size), strides=list(strides), padding=padding)


def average(name, x, size, strides, padding):
    return dict(kind='average-pool2d', name=name, inputs=[x], pool=list(size), strides=list(strides), padding=padding)


def norm(name, x, **without):
    return dict(kind='batch-norm', name=name, inputs=[x], epsilon=1e-3, momentum=0.875, **without)


def relu(name, x, maximum=None):
    return dict(kind='relu', name=name, inputs=[x], max=maximum)


def one(kind, name, x, **more):
    return dict(kind=kind, name=name, inputs=[x], **more)


def dense(name, x, units, bias=True):
    return dict(kind='dense', name=name, inputs=[x], units=units, bias=bias)


def patches(name, x, height, width, features):
    """Tokens of a map's patches, one pixel of the convolution each."""
    return [conv(f'{name}_conv', x, features, (3, 3), (3, 3), 'valid'), one('reshape', name, f'{name}_conv', shape=[height * width, features])]


def transformer_block(name, x, features, heads):
    return [
        one('layer-norm', f'{name}.norm1', x, epsilon=1e-6), dense(f'{name}.qkv', f'{name}.norm1', 3 * features),
        one('attention', f'{name}.attn', f'{name}.qkv', heads=heads), dense(f'{name}.proj', f'{name}.attn', features),
        dict(kind='add', name=f'{name}.add1', inputs=[x, f'{name}.proj']), one('layer-norm', f'{name}.norm2', f'{name}.add1', epsilon=1e-6),
        dense(f'{name}.fc1', f'{name}.norm2', 2 * features), one('gelu', f'{name}.act', f'{name}.fc1'), dense(f'{name}.fc2', f'{name}.act', features),
        dict(kind='add', name=f'{name}.add2', inputs=[f'{name}.add1', f'{name}.fc2'])]


def source(*shape):
    return dict(kind='input', name='input', inputs=[], shape=list(shape))


# Keras keeps an optimizer's own numbers in single precision: these are exact there, so that the steps agree in double.
ADAM = dict(type='adam', learningRate=2**-7, beta1=0.875, beta2=1 - 2**-10, epsilon=2**-23)
SGD = dict(type='sgd', learningRate=2**-4, momentum=0, nesterov=False)
MOMENTUM = dict(type='sgd', learningRate=2**-4, momentum=0.875, nesterov=False)
RMSPROP = dict(type='rmsprop', learningRate=2**-7, rho=0.875, momentum=0.5, epsilon=2**-10, centered=True)
ADAMW = dict(type='adamw', learningRate=2**-7, weightDecay=2**-5, beta1=0.875, beta2=1 - 2**-10, epsilon=2**-23)
NESTEROV = dict(type='sgd', learningRate=2**-4, momentum=0.875, nesterov=True)

NETS = {
    'plain': (ADAM, 5, [], [
        source(9, 7, 3), one('rescale', 'rescale', 'input', scale=[0.5, 0.25, 2], offset=[-1, 0, 0.5]),
        conv('c1', 'rescale', 4, (3, 3)), relu('r1', 'c1'), pool('p1', 'r1', (2, 2), (2, 2), 'valid'),
        conv('c2', 'p1', 6, (3, 3), (1, 1), 'same'), relu('r2', 'c2'), one('global-average-pool', 'gap', 'r2'),
        one('dropout', 'drop', 'gap', rate=0.25), dense('logits', 'drop', 3), one('softmax', 'out', 'logits')]),
    'strides': (SGD, 3, [], [
        source(12, 11, 2), conv('c1', 'input', 5, (5, 3), (2, 1), 'same'), relu('r1', 'c1', 1.5),
        conv('c2', 'r1', 4, (3, 3), (2, 3), 'valid', bias=False), relu('r2', 'c2'), conv('c3', 'r2', 3, (2, 2), (2, 2), 'same'),
        one('global-average-pool', 'gap', 'c3'), dense('logits', 'gap', 4, bias=False), one('softmax', 'out', 'logits')]),
    'overlapping-pools': (MOMENTUM, 4, [], [
        source(13, 10, 2), conv('c1', 'input', 4, (3, 3)), pool('p1', 'c1', (3, 3), (2, 2), 'same'),
        conv('c2', 'p1', 5, (1, 1)), pool('p2', 'c2', (3, 2), (1, 1), 'valid'), one('global-max-pool', 'gmp', 'p2'),
        dense('hidden', 'gmp', 6), relu('hr', 'hidden'), dense('logits', 'hr', 2), one('softmax', 'out', 'logits')]),
    'large-map': (SGD, 2, [], [
        source(31, 30, 2), conv('c1', 'input', 3, (3, 3)), relu('r1', 'c1'), conv('c2', 'r1', 4, (3, 3), (1, 1), 'valid'),
        one('global-average-pool', 'gap', 'c2'), dense('logits', 'gap', 2), one('softmax', 'out', 'logits')]),
    'bottleneck': (NESTEROV, 4, [], [
        source(8, 9, 4), conv('expand', 'input', 8, (1, 1), bias=False), norm('n1', 'expand'), relu('r1', 'n1', 6),
        depthwise('dw', 'r1', (3, 3)), norm('n2', 'dw'), relu('r2', 'n2', 6), conv('project', 'r2', 4, (1, 1), bias=False),
        norm('n3', 'project'), dict(kind='add', name='sum', inputs=['input', 'n3']), depthwise('dw2', 'sum', (3, 3), (2, 2), 'same', True),
        depthwise('dw3', 'dw2', (3, 2), (2, 2), 'valid'), one('global-average-pool', 'gap', 'dw3'), dense('logits', 'gap', 3),
        one('softmax', 'out', 'logits')]),
    'branches': (RMSPROP, 4, [], [
        source(11, 10, 3), conv('c1', 'input', 4, (3, 3), padding='valid', bias=False), norm('n1', 'c1', scale=False), relu('r1', 'n1'),
        average('a1', 'r1', (3, 3), (1, 1), 'same'), conv('b1', 'r1', 5, (1, 3), bias=False), conv('b2', 'r1', 3, (3, 1), bias=False),
        dict(kind='concat', name='joined', inputs=['a1', 'b1', 'b2', 'r1']), norm('n2', 'joined', center=False), relu('r2', 'n2'),
        average('a2', 'r2', (3, 2), (2, 1), 'valid'), one('flatten', 'flat', 'a2'), dense('logits', 'flat', 3), one('softmax', 'out', 'logits')]),
    'zero-padding': (ADAMW, 3, [], [
        source(13, 11, 2), conv('c1', 'input', 4, (5, 3), (2, 2), 2), pool('p1', 'c1', (3, 3), (2, 2), 1), average('a1', 'p1', (2, 2), (1, 1), 1),
        conv('c2', 'a1', 5, (3, 3), (1, 1), 1), average('a2', 'c2', (3, 3), (2, 3), 'same'), one('flatten', 'flat', 'a2'),
        dict(kind='concat', name='twice', inputs=['flat', 'flat']), dense('logits', 'twice', 2), one('softmax', 'out', 'logits')]),
    'frozen-norm': (ADAM, 3, ['n1'], [
        source(6, 6, 3), conv('c1', 'input', 4, (3, 3), bias=False), norm('n1', 'c1'), relu('r1', 'n1'),
        dict(kind='add', name='sum', inputs=['r1', 'c1', 'r1']), one('global-average-pool', 'gap', 'sum'),
        dense('logits', 'gap', 3), one('softmax', 'out', 'logits')]),
    'gated': (MOMENTUM, 5, [], [
        source(7, 9, 3), one('standardize', 'statistics', 'input', epsilon=0, counted=True),
        conv('c1', 'statistics', 5, (3, 3), (2, 2), bias=False), norm('n1', 'c1'), one('swish', 's1', 'n1'),
        one('global-average-pool', 'squeeze', 's1'), one('reshape', 'squeezed', 'squeeze', shape=[1, 1, 5]),
        conv('reduce', 'squeezed', 3, (1, 1)), one('swish', 'reduced', 'reduce'), conv('expand', 'reduced', 5, (1, 1)),
        one('sigmoid', 'gate', 'expand'), dict(kind='multiply', name='excited', inputs=['s1', 'gate']),
        one('stochastic-depth', 'drop', 'excited', rate=0.5), dict(kind='add', name='sum', inputs=['s1', 'drop']),
        one('global-max-pool', 'gmp', 'sum'), dense('narrow', 'gmp', 5), one('sigmoid', 'vector_gate', 'narrow'),
        dict(kind='multiply', name='gated', inputs=['sum', 'vector_gate']), one('global-average-pool', 'gap', 'gated'),
        dense('logits', 'gap', 3), one('softmax', 'out', 'logits')]),
    # A key's bias moves all scores of a row alike: its gradient is 0 but for rounding, which Adam would blow up.
    'transformer': (NESTEROV, 3, [], [
        source(9, 12, 2), *patches('tokens', 'input', 3, 4, 6), one('class-token', 'cls', 'tokens'), one('position-embedding', 'pos', 'cls'),
        *transformer_block('b0', 'pos', 6, 3), one('stochastic-depth', 'path', 'b0.add2', rate=0.25), *transformer_block('b1', 'path', 6, 2),
        one('layer-norm', 'norm', 'b1.add2', epsilon=1e-6), one('take-token', 'taken', 'norm', index=0), dense('logits', 'taken', 3),
        one('softmax', 'out', 'logits')]),
    'tokens': (SGD, 2, ['b0.norm1', 'b0.qkv'], [
        source(6, 9, 3), *patches('tokens', 'input', 2, 3, 4), one('dropout', 'drop', 'tokens', rate=0.25),
        *transformer_block('b0', 'drop', 4, 2), one('reshape', 'map', 'b0.add2', shape=[2, 3, 4]), conv('c1', 'map', 3, (2, 2)),
        one('gelu', 'g1', 'c1'), one('reshape', 'again', 'g1', shape=[6, 3]), one('take-token', 'last', 'again', index=5),
        one('layer-norm', 'n', 'last', epsilon=1e-3), dense('logits', 'n', 2), one('softmax', 'out', 'logits')]),
    'head': (ADAM, 6, [], [
        source(7), one('standardize', 'standardize', 'input', epsilon=1e-3), one('dropout', 'drop', 'standardize', rate=0.5),
        dense('logits', 'drop', 4), one('softmax', 'out', 'logits')]),
}


def single(array):
    return np.asarray(array, np.float32).astype(np.float64)


def short(array):
    """Multiples of 2^-10: exact in single precision, and short as text."""
    return np.round(np.asarray(array) * 1024) / 1024


def token_counts(layers):
    """How many tokens come out of each layer that gives tokens."""
    counts = {}
    for layer in layers:
        before = counts.get(layer['inputs'][0], 0) if layer['inputs'] else 0
        counts[layer['name']] = layer['shape'][0] if layer['kind'] == 'reshape' else before + (layer['kind'] == 'class-token')
    return counts


def parameter_shapes(layers, shapes):
    tokens = token_counts(layers)
    for layer in layers:
        name, kind = layer['name'], layer['kind']
        channels = shapes[layer['inputs'][0]][-1] if layer['inputs'] else 0
        if kind == 'conv2d':
            yield f'{name}/kernel', [*layer['kernel'], channels, layer['filters']]
            if layer['bias']:
                yield f'{name}/bias', [layer['filters']]
        elif kind == 'depthwise-conv2d':
            yield f'{name}/depthwise_kernel', [*layer['kernel'], channels, 1]
            if layer['bias']:
                yield f'{name}/bias', [channels]
        elif kind == 'dense':
            yield f'{name}/kernel', [channels, layer['units']]
            if layer['bias']:
                yield f'{name}/bias', [layer['units']]
        elif kind == 'batch-norm':
            left_out = {s for s, part in (('gamma', 'scale'), ('beta', 'center')) if layer.get(part) is False}
            for suffix in ('gamma', 'beta', 'moving_mean', 'moving_variance'):
                if suffix not in left_out:
                    yield f'{name}/{suffix}', [channels]
        elif kind == 'standardize':
            for suffix in ('mean', 'variance'):
                yield f'{name}/{suffix}', [channels]
            if layer.get('counted'):
                yield f'{name}/count', []
        elif kind == 'layer-norm':
            for suffix in ('gamma', 'beta'):
                yield f'{name}/{suffix}', [channels]
        elif kind == 'class-token':
            yield f'{name}/token', [channels]
        elif kind == 'position-embedding':
            yield f'{name}/embedding', [tokens[name], channels]


def zero_padded(x, padding, value=0.0):
    """x, and what TensorFlow calls the rest: it has no padding by a number."""
    if isinstance(padding, str):
        return x, padding.upper()
    return tf.pad(x, [[0, 0], [padding] * 2, [padding] * 2, [0, 0]], constant_values=value), 'VALID'


def positions(layers):
    """How many positions the map has that each flatten layer reads."""
    sides, found = {}, {}
    for layer in layers:
        name, size = layer['name'], sides.get((layer['inputs'] or [''])[0])
        if layer['kind'] == 'input':
            size = layer['shape'][:-1]
        elif layer['kind'] == 'flatten':
            found[name] = int(np.prod(size))
        elif 'strides' in layer and size is not None:
            window, padding = layer.get('kernel') or layer['pool'], layer['padding']
            zeros = 0 if isinstance(padding, str) else padding
            size = [-(-s // t) if padding == 'same' else (s + 2 * zeros - w) // t + 1 for s, w, t in zip(size, window, layer['strides'])]
        sides[name] = size
    return found


def run(layers, values, x, masks, frozen):
    """The forward pass while training. Returns logits and, by moving average, its next value."""
    outputs, moving = {}, {}
    for layer in layers:
        name, kind, inputs = layer['name'], layer['kind'], [outputs[i] for i in layer['inputs']]
        value = lambda suffix: values[f'{name}/{suffix}']
        if kind == 'input':
            y = x
        elif kind == 'rescale':
            y = inputs[0] * np.array(layer['scale']) + np.array(layer['offset'])
        elif kind == 'conv2d':
            x_padded, padding = zero_padded(inputs[0], layer['padding'])
            y = tf.nn.conv2d(x_padded, value('kernel'), layer['strides'], padding)
            if layer['bias']:
                y += value('bias')
        elif kind == 'depthwise-conv2d':
            y = keras.ops.depthwise_conv(inputs[0], value('depthwise_kernel'), strides=layer['strides'][0], padding=layer['padding'])
            if layer['bias']:
                y += value('bias')
        elif kind == 'batch-norm':
            if name in frozen:
                mean, variance = value('moving_mean'), value('moving_variance')
            else:
                mean, variance = tf.nn.moments(inputs[0], axes=[0, 1, 2])
                for suffix, statistic in (('moving_mean', mean), ('moving_variance', variance)):
                    moving[f'{name}/{suffix}'] = layer['momentum'] * value(suffix) + (1 - layer['momentum']) * statistic
            y = (inputs[0] - mean) / tf.sqrt(variance + layer['epsilon']) 
            y = y * values.get(f'{name}/gamma', 1) + values.get(f'{name}/beta', 0)
        elif kind == 'relu':
            y = tf.nn.relu(inputs[0])
            if layer['max'] is not None:
                y = tf.minimum(y, np.float64(layer['max']))
        elif kind == 'max-pool2d':
            x_padded, padding = zero_padded(inputs[0], layer['padding'], -1e300)
            y = tf.nn.max_pool2d(x_padded, layer['pool'], layer['strides'], padding)
        elif kind == 'average-pool2d':
            x_padded, padding = zero_padded(inputs[0], layer['padding'])
            inside, _ = zero_padded(tf.ones_like(inputs[0]), layer['padding'])
            means = [tf.nn.avg_pool2d(v, layer['pool'], layer['strides'], padding) for v in (x_padded, inside)]
            y = means[0] / means[1]
        elif kind == 'concat':
            y = tf.concat(inputs, axis=-1)
        elif kind == 'flatten':
            y = tf.reshape(inputs[0], [inputs[0].shape[0], -1])
        elif kind == 'add':
            y = tf.add_n(inputs)
        elif kind == 'global-average-pool':
            y = tf.reduce_mean(inputs[0], axis=[1, 2])
        elif kind == 'global-max-pool':
            y = tf.reduce_max(inputs[0], axis=[1, 2])
        elif kind == 'standardize':
            y = (inputs[0] - value('mean')) / tf.sqrt(value('variance') + layer['epsilon'])
        elif kind == 'dropout':
            y = inputs[0] * masks[name]
        elif kind == 'stochastic-depth':
            y = inputs[0] * tf.reshape(masks[name], [-1] + [1] * (len(inputs[0].shape) - 1))
        elif kind == 'sigmoid':
            y = tf.sigmoid(inputs[0])
        elif kind == 'swish':
            y = inputs[0] * tf.sigmoid(inputs[0])
        elif kind == 'gelu':
            y = inputs[0] * 0.5 * (1 + tf.math.erf(inputs[0] / np.sqrt(2)))  # tf.nn.gelu has √2 in single precision
        elif kind == 'multiply':
            gate = inputs[1]
            y = inputs[0] * tf.reshape(gate, [gate.shape[0], 1, 1, gate.shape[-1]])
        elif kind == 'reshape':
            y = tf.reshape(inputs[0], [inputs[0].shape[0], *layer['shape']])
        elif kind == 'layer-norm':
            mean, variance = tf.nn.moments(inputs[0], axes=[-1], keepdims=True)
            y = (inputs[0] - mean) / tf.sqrt(variance + layer['epsilon']) * value('gamma') + value('beta')
        elif kind == 'class-token':
            token = tf.broadcast_to(value('token'), [inputs[0].shape[0], 1, inputs[0].shape[-1]])
            y = tf.concat([token, inputs[0]], axis=1)
        elif kind == 'position-embedding':
            y = inputs[0] + value('embedding')
        elif kind == 'attention':
            count, tokens, features = inputs[0].shape
            parts = tf.transpose(tf.reshape(inputs[0], [count, tokens, 3, layer['heads'], -1]), [2, 0, 3, 1, 4])
            scores = tf.matmul(parts[0], parts[1], transpose_b=True) / np.sqrt(parts.shape[-1])
            y = tf.reshape(tf.transpose(tf.nn.softmax(scores) @ parts[2], [0, 2, 1, 3]), [count, tokens, features // 3])
        elif kind == 'take-token':
            y = inputs[0][:, layer['index']]
        elif kind == 'dense':
            y = tf.tensordot(inputs[0], value('kernel'), 1)
            if layer['bias']:
                y += value('bias')
        elif kind == 'softmax':
            return inputs[0], outputs, moving
        outputs[name] = y
    raise ValueError('no softmax')


def optimizer_of(recipe):
    if recipe['type'] == 'adam':
        return keras.optimizers.Adam(recipe['learningRate'], recipe['beta1'], recipe['beta2'], recipe['epsilon'])
    if recipe['type'] == 'adamw':
        return keras.optimizers.AdamW(recipe['learningRate'], recipe['weightDecay'], recipe['beta1'], recipe['beta2'], recipe['epsilon'])
    if recipe['type'] == 'rmsprop':
        return keras.optimizers.RMSprop(recipe['learningRate'], recipe['rho'], float(recipe['momentum']), recipe['epsilon'], recipe['centered'])
    return keras.optimizers.SGD(recipe['learningRate'], float(recipe['momentum']), recipe['nesterov'])


def flat(tensor):
    return [float(v) for v in np.asarray(tensor).ravel()]


def write(name, recipe, batch, frozen, layers, steps=3):
    rng = np.random.default_rng(sum(map(ord, name)))
    shape = layers[0]['shape']
    x = short(rng.standard_normal([batch, *shape]))
    shapes, flattened = {'input': shape}, positions(layers)
    for layer in layers[1:]:  # only the channels matter for parameter shapes
        first = shapes[layer['inputs'][0]]
        channels = first[-1] // 3 if layer['kind'] == 'attention' else first[-1]
        if layer['kind'] == 'concat':
            channels = sum(shapes[name][-1] for name in layer['inputs'])
        if layer['kind'] == 'flatten':
            channels *= flattened[layer['name']]
        shapes[layer['name']] = [layer.get('filters') or layer.get('units') or channels]
    values = {}
    for key, dims in parameter_shapes(layers, shapes):
        noise = rng.standard_normal(dims)
        suffix = key.split('/')[1]
        fan = max(1, int(np.prod(dims[:-1])))
        if 'depthwise' in suffix:
            fan = dims[0] * dims[1]
        values[key] = short(
            1 + 0.2 * noise if suffix == 'gamma' else 0.5 + noise**2 if 'variance' in suffix else noise * (fan**-0.5 if 'kernel' in suffix else 0.2))
    trained = [k for k in values if k.split('/')[1] not in ('moving_mean', 'moving_variance', 'mean', 'variance', 'count') and k.split('/')[0] not in frozen]
    variables = {k: tf.Variable(v, dtype=tf.float64, name=k.replace('/', '_')) for k, v in values.items()}
    classes = shapes[layers[-1]['inputs'][0]][-1]
    targets = rng.random([batch, classes])
    targets = single(targets / targets.sum(1, keepdims=True))
    weights = single(0.5 + rng.random(batch))

    _, outputs, _ = run(layers, variables, x, {l['name']: np.ones(1) for l in layers if l['kind'] in ('dropout', 'stochastic-depth')}, frozen)
    masks = {}
    for layer in layers:
        if layer['kind'] == 'dropout':
            keep = rng.random(outputs[layer['name']].shape) >= layer['rate']
            masks[layer['name']] = single(keep / (1 - layer['rate']))
        elif layer['kind'] == 'stochastic-depth':
            keep = np.arange(batch) % 2 == 0  # drawn ones might all be kept
            masks[layer['name']] = single(keep / (1 - layer['rate']))
    optimizer = optimizer_of(recipe)
    losses, first = [], {}
    for step in range(steps):
        with tf.GradientTape() as tape:
            logits, _, moving = run(layers, variables, x, masks, frozen)
            each = -tf.reduce_sum(targets * tf.nn.log_softmax(logits), axis=1)
            loss = tf.reduce_sum(each * weights) / batch
        gradients = tape.gradient(loss, [variables[k] for k in trained])
        if step == 0:
            first = dict(probabilities=flat(tf.nn.softmax(logits)), gradients={k: flat(g) for k, g in zip(trained, gradients)})
        optimizer.apply(gradients, [variables[k] for k in trained])
        for key, next_value in moving.items():
            variables[key].assign(next_value)
        losses.append(float(loss))
    golden = dict(
        graph=dict(name=name, layers=layers, endpoints={}, output='out'), optimizer=recipe, batch=batch, trained=trained, input=flat(x),
        parameters={k: dict(shape=list(v.shape), data=flat(v)) for k, v in values.items()}, targets=flat(targets), sampleWeights=flat(weights),
        masks={k: flat(v) for k, v in masks.items()}, losses=losses, **first, after={k: flat(v) for k, v in variables.items()})
    with open(os.path.join(OUT, f'step-{name}.json'), 'w') as file:
        json.dump(golden, file)
        file.write('\n')
    print(name, losses, file=sys.stderr)


for net, (recipe, batch, frozen, layers) in NETS.items():
    if len(sys.argv) < 2 or net in sys.argv[1:]:
        write(net, recipe, batch, frozen, layers)
