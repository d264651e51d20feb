"""Writes libs/engines/golden/architecture-deit-*.json: counts, weights, tokens and logits of timm's DeiT, computed by PyTorch in double.

    python3 -m venv VENV && VENV/bin/pip install -r tools/golden/requirements-torch.txt && VENV/bin/python tools/golden/architectures_timm.py

As architectures_keras.py, for networks that Keras does not have. `weights` are timm's names and shapes.
"""
import json
import os
import sys

import numpy as np
import timm
import torch
from hashed import drawn, pixels, sampled, short
from places import folder

OUT = folder('libs', 'engines', 'golden')
CLASSES = 5
SIDE = 224
ROWS = {'deit-tiny': 'deit_tiny_patch16_224', 'deit-small': 'deit_small_patch16_224'}


def draw(name, shape):
    """A tensor of timm's name and layout, drawn under the graph's name in Keras's layout."""
    if name in ('cls_token', 'pos_embed'):
        suffix = dict(cls_token='token', pos_embed='embedding')[name]
        return drawn(f'{name}/{suffix}', shape)
    layer, kind = name.rsplit('.', 1)
    norm = 'norm' in layer.split('.')[-1]
    suffix = ('gamma' if norm else 'kernel') if kind == 'weight' else ('beta' if norm else 'bias')
    if suffix != 'kernel':
        return drawn(f'{layer}/{suffix}', shape)
    axes = [2, 3, 1, 0] if len(shape) == 4 else [1, 0]
    return drawn(f'{layer}/{suffix}', [shape[a] for a in axes]).transpose(np.argsort(axes))


def write(card, model_name):
    model = timm.create_model(model_name, pretrained=False, num_classes=0).double().eval()
    state = model.state_dict()
    model.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(draw(name, tuple(t.shape)))) for name, t in state.items()})
    tokens = {}
    model.blocks[-1].norm1.register_forward_hook(lambda _module, _inputs, output: tokens.update(last=output))
    mean, deviation = model.pretrained_cfg['mean'], model.pretrained_cfg['std']
    x = (pixels(SIDE, SIDE) / 255 - np.array(mean)) / np.array(deviation)
    with torch.no_grad():
        features = model(torch.from_numpy(x.transpose(0, 3, 1, 2).copy())).numpy()
    logits = features @ drawn('head_logits/kernel', (features.shape[1], CLASSES)) + drawn('head_logits/bias', (CLASSES,))
    count = sum(t.numel() for t in state.values())
    last = tokens['last'].numpy()
    golden = dict(
        source=f'timm {timm.__version__}, PyTorch {torch.__version__}', parameters=dict(total=count, trainable=count),
        weights={name: tuple(t.shape) for name, t in state.items()},
        sizes=[dict(height=SIDE, width=SIDE, features=dict(shape=features.shape[1:], **sampled(features)),
                    tokens=dict(shape=last.shape[1:], **sampled(last)), logits=[short(v) for v in logits[0]])])
    with open(os.path.join(OUT, f'architecture-{card}.json'), 'w') as file:
        json.dump(golden, file)
        file.write('\n')
    print(card, count, golden['sizes'][0]['features']['largest'], golden['sizes'][0]['logits'], file=sys.stderr)


for card, model_name in ROWS.items():
    write(card, model_name)
