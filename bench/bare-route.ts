import fastify from 'fastify';

/** The yardstick for reads: a route that returns bodies of given sizes and does nothing else. */
const [get = 0, list = 0] = process.argv.slice(2).map(Number);
const app = fastify();
const textOf = (bytes: number): string =>
  JSON.stringify({ text: 'x'.repeat(Math.max(0, bytes - 11)) });
const [getText, listText] = [textOf(get), textOf(list)];
app.get('/contacts/:contactId', (_request, reply) => {
  void reply.header('Content-Type', 'application/json; charset=utf-8').send(getText);
});
app.get('/contacts/', (_request, reply) => {
  void reply.header('Content-Type', 'application/json; charset=utf-8').send(listText);
});
console.log(`running at ${await app.listen({ host: '127.0.0.1', port: 0 })}`);
process.once('SIGTERM', () => void app.close());
