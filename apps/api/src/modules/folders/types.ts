import type { Builder } from '../../builder.ts';
import { foldersAt } from './service.ts';

export function addFolders(builder: Builder): void {
  builder.objectType('Folder', {
    description: 'A folder on the server.',
    fields: (t) => ({
      path: t.exposeString('path', { description: 'Absolute.' }),
      name: t.exposeString('name', { description: 'Its last part.' }),
      images: t.exposeInt('images', {
        nullable: true,
        description: 'Image files in it, not in its subfolders; null where it cannot be read.',
      }),
      folders: t.exposeInt('folders', { description: 'Its subfolders.' }),
      readable: t.exposeBoolean('readable', { description: 'Whether the server may read it.' }),
    }),
  });
  builder.queryField('folders', (t) =>
    t.field({
      type: ['Folder'],
      description: 'Server-side folders that may be imported; without a path, the data roots.',
      args: { path: t.arg.string({ description: 'List the folders in this one.' }) },
      resolve: (_root, { path }, context) => foldersAt(context.options, path),
    }),
  );
}
