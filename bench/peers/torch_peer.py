"""PyTorch: forward pass and full training step of torchvision's networks, fp32, channels last, random weights.

Where torchvision's network differs from Keras's it is the smaller one: its ResNet50 has no convolution biases.
"""
from turns import answers, arguments, serve

a = arguments("network", "pass", "batch", "size")
out = answers()

import torch
import torchvision
from torch import nn

CLASSES = 4
models = torchvision.models
# the layers up to the last map, and its channels
NETWORKS = {
    "resnet50": (lambda: list(models.resnet50().children())[:-2], 2048),
    "inception-v3": (lambda: list(models.inception_v3(aux_logits=False, init_weights=False).children())[:-3], 2048),
    "vgg16": (lambda: [models.vgg16().features], 512),
    "mobilenetv2-1.0": (lambda: [models.mobilenet_v2().features], 1280),
}

torch.manual_seed(1)
torch.set_num_threads(a.threads)
body, channels = NETWORKS[a.network]
net = nn.Sequential(*body(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.5), nn.Linear(channels, CLASSES))
net = net.to(memory_format=torch.channels_last)
x = torch.randn(a.batch, 3, a.size, a.size).to(memory_format=torch.channels_last)
y = torch.arange(a.batch) % CLASSES

if getattr(a, "pass") == "forward":
    net.eval()

    def one_pass():
        with torch.inference_mode():
            net(x).softmax(1)
else:
    net.train()
    optimizer = torch.optim.Adam(net.parameters(), 1e-4)
    loss = nn.CrossEntropyLoss()

    def one_pass():
        optimizer.zero_grad(set_to_none=True)
        value = loss(net(x), y)
        value.backward()
        optimizer.step()
        value.item()


serve(out, f"PyTorch {torch.__version__}", one_pass, parameters=sum(p.numel() for p in net.parameters()))
