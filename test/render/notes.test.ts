import { expect, test } from 'vitest';
import type { Note } from '../../src/core/report.ts';
import { phrasingOf } from '../../src/messages/phrasing.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { sample, timeZone } from './sample.ts';
import { options } from './words.ts';

test.each(['en', 'ja'] as const)('faults of the HR list stand under one sentence, in %s', (locale) => {
  const { catalogue } = options(locale);
  const { report, ...rest } = sample(locale);
  const noteOf = (id: Note['id'], data: Note['data']): Note => {
    return { id, text: phrasingOf(catalogue, timeZone).note(id, data), data };
  };
  const notes = [
    noteOf('emergency-unmatched', { account: 'bg1' }),
    noteOf('roster-faulty', { file: 'staff.csv', line: 3, problem: 'date', value: 'R8.2.30' }),
    noteOf('roster-faulty', { file: 'staff.csv', line: null, problem: 'more', value: '4' }),
    noteOf('delegated-unread', {}),
  ];
  const findings = { ...rest, report: { ...report, leavers: null, notes } };
  const { listUnusable, listFault } = catalogue.ui.page;
  const html = /<section id="notes"[\s\S]*?<\/section>/.exec(renderHtml(findings, options(locale)))?.[0] ?? '';
  const markdown = renderMarkdown(findings, options(locale));
  const terminal = renderTerminal(findings, { ...options(locale), colour: false, columns: 80 }).replace(/\s+/g, '');
  for (const text of [html, markdown, terminal]) {
    const squeezed = text.replace(/\s+/g, '');
    expect(squeezed.split(listUnusable.replace(/\s+/g, ''))).toHaveLength(2);
    expect(squeezed).toContain('R8.2.30');
  }
  expect(html).toContain(`<li>${listFault(notes[2]?.data ?? {})}</li>`);
  expect(html).toMatch(/bg1[\s\S]*<ul><li>[\s\S]*R8\.2\.30[\s\S]*<\/ul><\/li><li>[\s\S]*Directory\.Read\.All/);
  expect(html).not.toContain('<ul></ul>');
  expect(notes[1]?.text).toContain(listUnusable);
});
