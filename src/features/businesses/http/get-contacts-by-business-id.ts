import { getContactsByBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listBusinessContactsQuery, toNameCursor } from '../../contacts/list/business-contacts.ts';
import { textFilter } from '../../contacts/search/text-filter.ts';
import { toBusinessContactsJson } from '../../contacts/contacts.wire.ts';
import { getFieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { getBusiness } from '../businesses.ts';

const publishedDefault = 25;

export const getContactsByBusinessHandler = handles(
  operation,
  async (request, { engine, limits }) => {
    const { location, params, query, call, signal } = request;
    const maximum = limits.listMaximum;
    const bounds = { fallback: Math.min(publishedDefault, maximum), maximum };
    const limit = limitOf(query.limit, bounds, call);
    const after = query.startAfter === undefined ? null : toNameCursor(query.startAfter);
    if (after === undefined) {
      const message = 'startAfter must be the name and the id of a contact, separated by a comma';
      throw errors.validationFailed([{ field: 'startAfter', message }]);
    }
    const { businessId } = params;
    await getBusiness(engine.read, location.no, businessId);
    const { searchable } = await getFieldDefinitions(engine.read, location.no);
    const { country } = location;
    const page = {
      locationNo: location.no,
      businessId,
      text: query.query === undefined ? null : textFilter(query.query, country, { searchable }),
      after,
      skip: Number(query.skip ?? 0),
      limit,
    };
    const found = await engine.query(listBusinessContactsQuery, page, { signal: signal() });
    call.warnings.push(...fullWarning('contacts', found, 'startAfter'));
    return { body: toBusinessContactsJson(found, call.version) };
  },
);
