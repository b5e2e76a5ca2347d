// A service with hidden limits, in a process of its own. Started by governor.mjs with the limits as JSON.
import { createServer } from 'node:http';

const { latencyMs, requestsPerSecond, tokensPerSecond, inFlight, outage, block } = JSON.parse(process.argv[2]);
const count = { requests: 0, done: 0, refused: 0, failed: 0 };
const requests = bucket(requestsPerSecond);
const tokens = bucket(tokensPerSecond);
let active = 0;
let firstAt = null;
let blockedUntil = null;

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const now = performance.now();
    firstAt ??= now;
    const need = JSON.parse(body).tokens;
    count.requests++;
    const answer = (status, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(status === 200 ? { tokens: need } : { error: { message: 'later' } }));
    };
    if (outage && now - firstAt >= outage.fromMs && now - firstAt < outage.toMs) {
      count.failed++;
      return answer(503);
    }
    if (block && blockedUntil === null && count.done >= block.afterRequests) blockedUntil = now + block.forMs;
    if (blockedUntil !== null && now < blockedUntil) {
      count.refused++;
      return answer(429, { 'retry-after': String(Math.ceil((blockedUntil - now) / 1000)) });
    }
    if (active >= (inFlight ?? Infinity) || !requests.has(1, now) || !tokens.has(need, now)) {
      count.refused++;
      return answer(429);
    }
    requests.take(1);
    tokens.take(need);
    active++;
    setTimeout(() => {
      active--;
      count.done++;
      answer(200);
    }, latencyMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => process.send(count));
process.on('disconnect', () => process.exit());

/** A token bucket that holds one second. */
function bucket(perSecond) {
  if (perSecond === undefined) return { has: () => true, take() {} };
  let level = perSecond;
  let at = performance.now();
  return {
    has(amount, now) {
      level = Math.min(perSecond, level + ((now - at) / 1000) * perSecond);
      at = now;
      return level >= amount;
    },
    take: (amount) => (level -= amount),
  };
}
