"""Fine-tunes a ResNet50 of Keras's layout in PyTorch, on the batches that the suite wrote into a folder.

    python fine_tune_resnet50.py FOLDER [--double STEPS]

Keras's layout: the stride is in a block's first 1×1 convolution, convolutions have biases, batch norm has epsilon 1.001e-5 and
momentum 0.99 and its moving variance is that of the batch, undivided by n − 1. Adam is Keras's too: epsilon is added after the
bias correction moved into the rate. FOLDER holds job.json, training.u8 and test.u8 (pixels: images, height, width, RGB) and
head.f32 (the classifier's initial kernel and bias). Weights come straight from Keras's HDF5 file.
With --double only so many first steps are taken, in double precision: they show what rounding alone does.
One JSON line a step ({"loss"}), one an epoch ({"testAccuracy", "testLoss"}), one at the end ({"predictions", "seconds"}).
"""
import argparse
import json
import pathlib
import time

from turns import answers

out = answers()
tell = lambda what: print(json.dumps(what), file=out)

import h5py
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--double", type=int, default=0, metavar="STEPS")
a = parser.parse_args()
folder, precision = a.folder, torch.float64 if a.double else torch.float32
job = json.loads((folder / "job.json").read_text())
MOMENTUM, EPSILON = 0.99, 1.001e-5
CAFFE_MEAN = torch.tensor([103.939, 116.779, 123.68], dtype=precision)  # blue, green, red


class KerasBatchNorm(nn.Module):
    """Batch norm whose moving variance takes the batch's variance as it is; PyTorch's takes the unbiased one."""

    def __init__(self, channels):
        super().__init__()
        self.gamma, self.beta = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("moving_mean", torch.zeros(channels))
        self.register_buffer("moving_variance", torch.ones(channels))

    def forward(self, x):
        if not self.training:
            return F.batch_norm(x, self.moving_mean, self.moving_variance, self.gamma, self.beta, False, 0, EPSILON)
        mean, variance = torch.zeros_like(self.moving_mean), torch.zeros_like(self.moving_variance)
        y = F.batch_norm(x, mean, variance, self.gamma, self.beta, True, 1.0, EPSILON)
        count = x.numel() // x.shape[1]
        with torch.no_grad():
            self.moving_mean.lerp_(mean, 1 - MOMENTUM)
            self.moving_variance.lerp_(variance * ((count - 1) / count), 1 - MOMENTUM)
        return y


class Unit(nn.Module):
    """Convolution with bias, then batch norm; `name` as in Keras, less _conv and _bn."""

    def __init__(self, name, inputs, outputs, kernel, stride=1, padding=0):
        super().__init__()
        self.name = name
        self.conv, self.bn = nn.Conv2d(inputs, outputs, kernel, stride, padding), KerasBatchNorm(outputs)

    def forward(self, x):
        return self.bn(self.conv(x))


class Block(nn.Module):
    def __init__(self, name, inputs, filters, stride, project):
        super().__init__()
        self.shortcut = Unit(f"{name}_0", inputs, 4 * filters, 1, stride) if project else nn.Identity()
        self.one = Unit(f"{name}_1", inputs, filters, 1, stride)
        self.two = Unit(f"{name}_2", filters, filters, 3, padding=1)
        self.three = Unit(f"{name}_3", filters, 4 * filters, 1)

    def forward(self, x):
        return F.relu(self.three(F.relu(self.two(F.relu(self.one(x))))) + self.shortcut(x))


class ResNet50(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.stem = Unit("conv1", 3, 64, 7, 2, 3)
        blocks, channels = [], 64
        for stage, (count, filters) in enumerate(zip((3, 4, 6, 3), (64, 128, 256, 512)), 2):
            for block in range(1, count + 1):
                stride = 2 if block == 1 and stage > 2 else 1
                blocks.append(Block(f"conv{stage}_block{block}", channels, filters, stride, block == 1))
                channels = 4 * filters
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, classes)

    def forward(self, x):
        # zeros around a map that is nowhere negative: they never win against it
        x = F.max_pool2d(F.pad(F.relu(self.stem(x)), (1, 1, 1, 1)), 3, 2)
        return self.head(self.blocks(x).mean((2, 3)))


def load(net):
    """The backbone from Keras's file, the head from the suite."""
    with h5py.File(job["weights"]) as file, torch.no_grad():
        read = lambda layer, weight: torch.from_numpy(file[layer][f"{layer}/{weight}:0"][()])
        taken = 0
        for unit in (m for m in net.modules() if isinstance(m, Unit)):
            conv, bn = f"{unit.name}_conv", f"{unit.name}_bn"
            unit.conv.weight.copy_(read(conv, "kernel").permute(3, 2, 0, 1))
            unit.conv.bias.copy_(read(conv, "bias"))
            for weight in ("gamma", "beta", "moving_mean", "moving_variance"):
                getattr(unit.bn, weight).copy_(read(bn, weight))
            taken += 2
        names = file.attrs["layer_names"]
        assert taken == sum(len(file[name].attrs["weight_names"]) > 0 for name in names), "layers of the file were left over"
        head = torch.from_numpy(np.fromfile(folder / "head.f32", np.float32))
        classes = net.head.out_features
        net.head.weight.copy_(head[:-classes].reshape(-1, classes).T)
        net.head.bias.copy_(head[-classes:])


class KerasAdam:
    """m and v as always; rate · √(1 − 0.999^t) / (1 − 0.9^t) · m / (√v + 1e-7)."""

    def __init__(self, parameters):
        self.parameters = list(parameters)
        self.m, self.v = ([torch.zeros_like(p) for p in self.parameters] for _ in range(2))
        self.t = 0

    @torch.no_grad()
    def step(self, rate):
        self.t += 1
        rate *= (1 - 0.999**self.t) ** 0.5 / (1 - 0.9**self.t)
        for p, m, v in zip(self.parameters, self.m, self.v):
            m.lerp_(p.grad, 0.1)
            v.lerp_(p.grad * p.grad, 0.001)
            p.addcdiv_(m, v.sqrt().add_(1e-7), value=-rate)


def pixels(name):
    return np.memmap(folder / name, np.uint8, "r").reshape(-1, job["size"], job["size"], 3)


def prepared(rows):
    """Keras's ResNet50 preprocessing: blue, green, red, less ImageNet's mean."""
    x = torch.from_numpy(rows[..., ::-1].copy()).to(precision) - CAFFE_MEAN
    return x.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)


def judge(net, test, labels):
    net.eval()
    with torch.inference_mode():
        logits = torch.cat([net(prepared(test[i : i + job["batch"]])) for i in range(0, len(test), job["batch"])])
    net.train()
    predictions = logits.argmax(1)
    return float((predictions == labels).double().mean()), float(F.cross_entropy(logits, labels)), predictions.tolist()


def main():
    torch.set_num_threads(job["threads"])
    training, test = pixels("training.u8"), pixels("test.u8")
    labels, test_labels = torch.tensor(job["labels"]), torch.tensor(job["testLabels"])
    net = ResNet50(job["classes"])
    load(net)
    net = net.to(precision).to(memory_format=torch.channels_last).train()
    tell({"peer": f"PyTorch {torch.__version__}"})
    optimizer = KerasAdam(net.parameters())
    began, step = time.perf_counter(), 0
    predictions = []
    for order in [job["orders"][0][: a.double * job["batch"]]] if a.double else job["orders"]:
        for at in range(0, len(order), job["batch"]):
            rows = order[at : at + job["batch"]]
            net.zero_grad(set_to_none=True)
            loss = F.cross_entropy(net(prepared(training[rows])), labels[rows])
            loss.backward()
            optimizer.step(job["rates"][step])
            step += 1
            tell({"loss": loss.item()})
        if a.double:
            break
        accuracy, loss, predictions = judge(net, test, test_labels)
        tell({"testAccuracy": accuracy, "testLoss": loss})
    tell({"predictions": predictions, "seconds": time.perf_counter() - began})


main()
