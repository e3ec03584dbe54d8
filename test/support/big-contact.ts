export type Send = (
  method: string,
  path: string,
  body: object,
) => Promise<{ status: number; text: string }>;

/** The id of a new contact of almost two mebibytes, by two requests. */
export async function createBigContact(locationId: string, send: Send): Promise<string> {
  const values = (from: number): object[] =>
    Array.from({ length: 10 }, (_, each) => ({
      key: `field_${from + each}`,
      field_value: 'x'.repeat(100_000),
    }));
  const made = await send('POST', '/contacts', { locationId, customFields: values(0) });
  if (made.status !== 201) throw new Error(made.text);
  const { id } = JSON.parse(made.text).contact;
  const grown = await send('PUT', `/contacts/${id}`, { customFields: values(10) });
  if (grown.status !== 200) throw new Error(grown.text);
  return id;
}
