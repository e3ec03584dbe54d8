import Type from 'typebox';
import { defineOperation, sameInBoth } from '../operation.ts';
import { mostFacets } from '../bounds.ts';
import { Text, reply } from '../primitives.ts';
import { sought } from './search.ts';

const CountedFacet = Type.Object({
  facet: Type.String(),
  values: Type.Array(Type.Object({ value: Type.String(), count: Type.Number() })),
  more: Type.Boolean(),
});

export const countFacets = defineOperation({
  id: 'count-facets',
  method: 'POST',
  path: '/api/contacts/facets',
  summary: 'Count the contacts that a search finds by tag, source, owner, country, option or date',
  tag: 'Contacts',
  scope: 'contacts.readonly',
  location: 'body',
  reads: true,
  body: Type.Object({
    ...sought,
    facets: Type.Array(Text(300), {
      maxItems: mostFacets,
      description:
        '`tags`, `source`, `assignedTo`, `country`, `dateAdded:day`, `dateAdded:week`, `dateAdded:month`, or `customFields.` with the id or key of a field with options',
    }),
    limit: Type.Optional(Type.Number({ description: 'Values of each facet, 1 to 200; else 50' })),
  }),
  alsoObject: ['filters'],
  success: 200,
  reply: sameInBoth(reply({ total: Type.Number(), facets: Type.Array(CountedFacet) })),
});
