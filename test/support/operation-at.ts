import fastify from 'fastify';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { routesOf } from '../../src/http/routes.ts';

const router = fastify({ routerOptions: { ignoreTrailingSlash: true } });
for (const operation of operations) {
  for (const route of routesOf(operation)) router.route({ ...route, handler: () => operation.id });
}

/** The operation that answers at an address, found as the server finds it. */
export async function operationAt(method: string, url: string): Promise<Operation | undefined> {
  // Fastify knows the methods; the rest have no operation.
  const found = await router.inject({ method: method as Operation['method'], url });
  return operations.find(({ id }) => found.statusCode === 200 && id === found.body);
}
