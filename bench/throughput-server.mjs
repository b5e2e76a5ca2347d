// A language model that answers every request after 200 ms with the first sentences of the article, as an
// OpenAI-compatible server does. A process of its own, so that its work is not counted as precis's.
import { createServer } from 'node:http';

const LATENCY_MS = 200;
let inFlight = 0;
let most = 0;
let requests = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/statistics') {
      response.end(JSON.stringify({ requests, most }));
      requests = 0;
      most = 0;
      return;
    }
    requests += 1;
    inFlight += 1;
    most = Math.max(most, inFlight);
    setTimeout(() => {
      inFlight -= 1;
      const { segments } = JSON.parse(Buffer.concat(chunks).toString());
      const claim = ({ id, text }) => ({ text, evidence: [id] });
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          headline: claim(segments[0]),
          claims: segments.slice(1, 5).map(claim),
          usage: { inputTokens: 800, outputTokens: 150 },
        }),
      );
    }, LATENCY_MS);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
