/** A network of the compute suite: the same work for ours and for every peer. */
export interface ComputeNetwork {
  /** Our card's name; the peers' programs know the same. */
  readonly name: string;
  readonly title: string;
  /** Large enough that its forward pass is measured against the machine's bound. */
  readonly large: boolean;
}

export const PASSES = ['forward', 'step'] as const;
export type Pass = (typeof PASSES)[number];

export const BATCH = 16;
/** Height and width of the images. */
export const SIZE = 224;
export const CLASS_COUNT = 4;

export const computeNetworks: readonly ComputeNetwork[] = [
  { name: 'resnet50', title: 'ResNet50', large: true },
  { name: 'inception-v3', title: 'InceptionV3', large: true },
  { name: 'vgg16', title: 'VGG16', large: true },
  { name: 'mobilenetv2-1.0', title: 'MobileNetV2', large: false },
];
