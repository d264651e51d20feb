import type { Builder } from '../../builder.ts';
import type { Enums } from '../../enums.ts';

export function addViewer(builder: Builder, enums: Enums): void {
  builder.objectType('Viewer', {
    description: 'Who asks.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The person's id." }),
      name: t.exposeString('name', { description: "The person's name." }),
      role: t.expose('role', { type: enums.role, description: 'What the person may do.' }),
    }),
  });
  builder.prismaObject('User', {
    interfaces: ['Node'],
    description: 'A person.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The person's id, as in `usr_…`." }),
      name: t.exposeString('name', { description: "The person's name." }),
      email: t.exposeString('email', { description: "The person's address." }),
      role: t.expose('role', { type: enums.role, description: 'What the person may do.' }),
    }),
  });
  builder.queryField('viewer', (t) =>
    t.field({ type: 'Viewer', description: 'Who asks.', resolve: (_root, _args, context) => context.viewer }),
  );
}
