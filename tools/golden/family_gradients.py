"""Writes libs/models/golden/family-*.json: gradients of a small version of each family, computed by PyTorch in double, and how far
PyTorch's own single precision is from them.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements-torch.txt && VENV/bin/python tools/golden/family_gradients.py [NAME …]

The networks are those of libs/models/src/testing/small-networks.ts, asked for by Node; numbers are drawn by hashed.py.
"""
import json
import os
import subprocess
import sys

import numpy as np
import torch
import torch.nn.functional as F
from hashed import drawn, hashed, sampled, short
from places import REPOSITORY, folder

OUT = folder('libs', 'models', 'golden')
BATCH = 4
ASK = "import { smallNetworks, parametersOf } from '@sagittal/models/testing'; console.log(JSON.stringify(smallNetworks.map((graph) => ({ graph, parameters: parametersOf(graph) }))))"


def window_pads(size, kernel, stride, padding):
    if padding != 'same':
        zeros = 0 if padding == 'valid' else padding
        return zeros, zeros
    total = max(0, (-(-size // stride) - 1) * stride + kernel - size)
    return total // 2, total - total // 2


def padded(x, kernel, layer, value=0.0):
    top, bottom = window_pads(x.shape[2], kernel[0], layer['strides'][0], layer['padding'])
    left, right = window_pads(x.shape[3], kernel[1], layer['strides'][1], layer['padding'])
    return F.pad(x, (left, right, top, bottom), value=value)


def average_pool(x, layer):
    ones = torch.ones_like(x[:1, :1])
    total = [F.avg_pool2d(padded(v, layer['pool'], layer), layer['pool'], layer['strides']) for v in (x, ones)]
    return total[0] / total[1]


def channels_last(x):
    return x.permute(0, 2, 3, 1) if x.dim() == 4 else x


def reshaped(x, shape):
    y = channels_last(x).reshape(x.shape[0], *shape)
    return y.permute(0, 3, 1, 2) if len(shape) == 3 else y


def attention(x, heads):
    count, tokens, features = x.shape
    q, k, v = x.reshape(count, tokens, 3, heads, -1).permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-1, -2) / q.shape[-1]**0.5
    return (scores.softmax(-1) @ v).transpose(1, 2).reshape(count, tokens, features // 3)


def forward(layers, values, x, images):
    """Logits while training; maps are channels first here."""
    outputs = {}
    for layer in layers:
        kind, inputs = layer['kind'], [outputs[name] for name in layer['inputs']]
        value = lambda suffix: values[f"{layer['name']}/{suffix}"]
        has = lambda suffix: f"{layer['name']}/{suffix}" in values
        first = inputs[0] if inputs else None
        if kind == 'input':
            y = x.permute(0, 3, 1, 2)
        elif kind == 'conv2d':
            kernel = value('kernel').permute(3, 2, 0, 1).contiguous()
            y = F.conv2d(padded(first, layer['kernel'], layer), kernel, value('bias') if layer['bias'] else None, tuple(layer['strides']))
        elif kind == 'depthwise-conv2d':
            kernel = value('depthwise_kernel').permute(2, 3, 0, 1).contiguous()
            y = F.conv2d(padded(first, layer['kernel'], layer), kernel, value('bias') if layer['bias'] else None, tuple(layer['strides']), groups=first.shape[1])
        elif kind == 'batch-norm':
            gamma, beta = (value(s) if has(s) else None for s in ('gamma', 'beta'))
            y = F.batch_norm(first, None, None, gamma, beta, training=True, eps=layer['epsilon'])
        elif kind == 'standardize':
            y = (channels_last(first) - value('mean')) / torch.sqrt(value('variance') + layer['epsilon'])
            y = y.permute(0, 3, 1, 2) if y.dim() == 4 else y
        elif kind == 'relu':
            y = F.relu(first) if layer['max'] is None else torch.clamp(first, 0, layer['max'])
        elif kind == 'max-pool2d':
            y = F.max_pool2d(padded(first, layer['pool'], layer, -float('inf')), layer['pool'], layer['strides'])
        elif kind == 'average-pool2d':
            y = average_pool(first, layer)
        elif kind == 'add':
            y = sum(inputs)
        elif kind == 'concat':
            y = torch.cat(inputs, 1)
        elif kind == 'flatten':
            y = channels_last(first).flatten(1)
        elif kind == 'global-average-pool':
            y = first.mean((2, 3))
        elif kind == 'global-max-pool':
            y = first.amax((2, 3))
        elif kind == 'reshape':
            y = reshaped(first, layer['shape'])
        elif kind == 'sigmoid':
            y = torch.sigmoid(first)
        elif kind == 'swish':
            y = F.silu(first)
        elif kind == 'gelu':
            y = F.gelu(first)
        elif kind == 'multiply':
            y = first * inputs[1].reshape(first.shape[0], -1, 1, 1)
        elif kind == 'stochastic-depth':
            kept = (images % 2 == 0).to(first.dtype) / (1 - layer['rate'])
            y = first * kept.reshape(-1, *[1] * (first.dim() - 1))
        elif kind == 'dense':
            y = first @ value('kernel') + (value('bias') if layer['bias'] else 0)
        elif kind == 'layer-norm':
            y = F.layer_norm(first, first.shape[-1:], value('gamma'), value('beta'), layer['epsilon'])
        elif kind == 'class-token':
            y = torch.cat([value('token').expand(first.shape[0], 1, -1), first], 1)
        elif kind == 'position-embedding':
            y = first + value('embedding')
        elif kind == 'attention':
            y = attention(first, layer['heads'])
        elif kind == 'take-token':
            y = first[:, layer['index']]
        elif kind == 'softmax':
            return first
        outputs[layer['name']] = y
    raise ValueError('no softmax')


def gradients(graph, parameters, dtype, shift=0):
    images = torch.arange(BATCH).roll(shift)
    values = {}
    for name, (shape, trainable) in parameters.items():
        values[name] = torch.tensor(drawn(name, tuple(shape)), dtype=dtype, requires_grad=trainable)
    shape = graph['layers'][0]['shape']
    noise = (hashed('input', BATCH * int(np.prod(shape))) / 2**31 - 1).astype(np.float32).astype(np.float64)
    logits = forward(graph['layers'], values, torch.tensor(noise, dtype=dtype).reshape(BATCH, *shape)[images], images)
    loss = F.cross_entropy(logits, images % logits.shape[1])
    loss.backward()
    return float(loss.detach()), {name: v.grad.double().numpy() for name, v in values.items() if v.grad is not None}


def write(graph, parameters):
    loss, truth = gradients(graph, parameters, torch.float64)
    # the order of the images changes nothing but the rounding: one order alone may be lucky
    singles = [gradients(graph, parameters, torch.float32, shift)[1] for shift in range(BATCH)]
    # what a later norm takes away again has no gradient but rounding: that is measured by the largest of all
    overall = max(np.abs(gradient).max() for gradient in truth.values())
    tensors = {}
    for name, gradient in truth.items():
        some = sampled(gradient, 40)
        if some['largest'] < 1e-9 * overall:
            some['largest'] = short(overall)
        error = max(np.abs(single[name] - gradient).max() for single in singles)
        tensors[name] = dict(**some, single=float(f"{error / some['largest']:.3g}"))
    golden = dict(source=f'PyTorch {torch.__version__}', batch=BATCH, loss=short(loss), gradients=tensors)
    with open(os.path.join(OUT, f"family-{graph['name']}.json"), 'w') as file:
        json.dump(golden, file)
        file.write('\n')
    worst = max(tensors, key=lambda name: tensors[name]['single'])
    print(graph['name'], loss, len(tensors), worst, tensors[worst]['single'], file=sys.stderr)


answer = subprocess.run(['node', '--import', 'tsx', '--input-type=module', '-e', ASK], cwd=os.path.join(REPOSITORY, 'libs', 'engines'), check=True, capture_output=True)
for network in json.loads(answer.stdout):
    if len(sys.argv) < 2 or network['graph']['name'] in sys.argv[1:]:
        write(network['graph'], network['parameters'])
