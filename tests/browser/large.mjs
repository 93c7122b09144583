// A recorded login with so much beside it that the file is as large as real ones are.
// In: a recording, a size in bytes. Out: a HAR file in which the login comes first.
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';

export async function writeLarge(path, recording, size) {
  const { log } = JSON.parse(await readFile(recording, 'utf8'));
  const file = createWriteStream(path);
  const end = once(file, 'close');
  const write = async (text) => file.write(text) || once(file, 'drain');
  const { entries, ...head } = log;
  await write(`{"log":${JSON.stringify(head).slice(0, -1)},"entries":[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}`);
  const last = Math.max(...entries.map(({ startedDateTime }) => Date.parse(startedDateTime)));
  for (let count = 1; file.bytesWritten + file.writableLength < size; count += 1) await write(`,\n${JSON.stringify(asset(count, last))}`);
  file.end('\n]}}\n');
  await end;
}

/** A script of some 36 KB, as a page loads hundreds. */
function asset(count, last) {
  const text = `const part${count} = { grant_type: "no", "code_verifier": null };\n`.repeat(600);
  return {
    startedDateTime: new Date(last + count).toISOString(), time: 12.5, _resourceType: 'script',
    request: { method: 'GET', url: `https://cdn.example/part-${count}.js?v=${count}`, httpVersion: 'h2', headers: [{ name: 'accept', value: '*/*' }], queryString: [], cookies: [], headersSize: -1, bodySize: 0 },
    response: {
      status: 200, statusText: '', httpVersion: 'h2', headers: [{ name: 'content-type', value: 'text/javascript' }], cookies: [],
      content: { size: text.length, mimeType: 'text/javascript', text }, redirectURL: '', headersSize: -1, bodySize: -1,
    },
    cache: {}, timings: { send: 0, wait: 12, receive: 0.5 },
  };
}
