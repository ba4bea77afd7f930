import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { noticeKinds } from '../../src/core/history/notices.ts';
import { alertOf, alertSchema } from '../../src/notify/alert.ts';
import { packed, unpacked } from '../../src/notify/packet.ts';
import { giveUpDays } from '../../src/notify/send.ts';
import { webhookPosting } from '../../src/notify/webhook.ts';
import { acme, change, channelTo, noticesFor, scan, tracked, webhook } from './noticed.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = await readFile(join(docs, 'alerts.md'), 'utf8');

function blockOf(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
}

it('the schema of a webhook’s body is that which is documented', async () => {
  const documented: unknown = JSON.parse(await readFile(join(docs, 'alert.schema.json'), 'utf8'));
  expect({ title: 'shisei alert', ...z.toJSONSchema(alertSchema, { io: 'input' }) }).toEqual(documented);
});

it('the example is one', () => {
  const example: unknown = JSON.parse(blockOf('json'));
  expect(alertSchema.parse(example)).toEqual(example);
});

it('the page names every kind of notice, and when a message is given up', () => {
  expect(noticeKinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
  expect(page).toContain(`${giveUpDays} days a message is old news`);
});

type Verify = (headers: Record<string, string>, body: string, secret: string, now: number) => boolean;

it('what the page says of signatures takes what is sent, and refuses what is old or changed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-verify-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'verify.mjs');
  await writeFile(file, blockOf('js'));
  const { verify } = (await import(pathToFileURL(file).href)) as { verify: Verify };
  const secret = 'signing-key-signing-key';
  const channel = channelTo(webhook('https://x'));
  const packet = unpacked(packed({ tenant: acme, scan, notices: noticesFor([change('new', tracked('a@x'))]) }, false));
  if (packet === null) throw new Error('nothing to send');
  const now = new Date('2026-11-21T18:05:00.000Z');
  const { headers, body } = webhookPosting({ url: '', secret }, alertOf('changes', 'id', [packet], channel), now);
  const received = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const at = now.getTime();
  expect(verify(received, body, secret, at)).toBe(true);
  expect(verify(received, body, secret, at + 300_000)).toBe(true);
  expect(verify(received, body, secret, at + 301_000)).toBe(false);
  expect(verify(received, body.replace('high', 'low'), secret, at)).toBe(false);
  expect(verify(received, body, `${secret}x`, at)).toBe(false);
  expect(verify({ ...received, 'shisei-timestamp': String(at / 1_000 + 1) }, body, secret, at)).toBe(false);
  expect(verify({}, body, secret, at)).toBe(false);
});
