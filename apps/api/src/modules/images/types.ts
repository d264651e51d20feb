import type { Builder } from '../../builder.ts';
import { addConnection } from '../../connection.ts';
import type { Enums } from '../../enums.ts';

export function addImages(builder: Builder, enums: Enums) {
  builder.objectType('Image', {
    interfaces: ['Node'],
    description:
      'One item of the dataset. Its id is stable across versions: by node(id) it is that of the newest version that holds it, elsewhere that of the version asked.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The image's id, as in `img_…`." }),
      path: t.exposeString('path', { description: 'Within the imported folder, with forward slashes.' }),
      label: t.exposeString('label', { description: 'Its class.' }),
      group: t.exposeString('group', { nullable: true, description: 'Its patient or group; null where none is known.' }),
      sha256: t.exposeString('sha256', { description: "SHA-256 of the file's bytes." }),
      width: t.exposeInt('width', { description: 'In pixels.' }),
      height: t.exposeInt('height', { description: 'In pixels.' }),
      bytes: t.expose('bytes', { type: 'SafeInt', description: "The file's size in bytes." }),
      url: t.string({
        description: 'The picture itself, for a browser: a path on this server.',
        resolve: (image) => `/images/${image.id}`,
      }),
      thumbnailUrl: t.string({
        description: 'The picture with at most 256 pixels a side: a path on this server.',
        resolve: (image) => `/thumbnails/${image.id}`,
      }),
    }),
  });
  addConnection(builder, 'Image', 'the images of a version');
  return {
    where: builder.inputType('ImageWhere', {
      description: 'Which images; all conditions must hold.',
      fields: (t) => ({
        label: t.string({ description: 'Of this class.' }),
        group: t.string({ description: 'Of this patient or group.' }),
        subset: t.field({ type: enums.subset, description: 'In this subset of the split.' }),
        splitId: t.id({
          description: "Members of this split; the version's only split where it has one and a subset is asked for.",
        }),
        pathContains: t.string({ description: 'Part of the path, upper and lower case alike.' }),
      }),
    }),
  };
}

export type ImageInputs = ReturnType<typeof addImages>;
