import { describe, expect, it } from 'vitest';
import type { FindingChange } from '../../src/core/history/changes.ts';
import { lossCauses } from '../../src/core/history/tracked-finding.ts';
import { catalogue } from '../../src/messages/index.ts';
import { noticeText } from '../../src/notify/message.ts';
import { packed, unpacked } from '../../src/notify/packet.ts';
import { changesCsvOf } from '../../src/render/changes-csv.ts';
import { detailOf } from '../../src/render/history-words.ts';
import { acme, change, noticesFor, scan, tracked } from '../notify/noticed.ts';

const locales = ['en', 'ja'] as const;

function lost(reason: FindingChange['reason']): FindingChange {
  return { ...change('lost', tracked('ann@acme.example', 'high', { state: 'unseen' })), reason };
}

describe.each(locales)('why a finding is lost from sight, in %s', (locale) => {
  const texts = catalogue(locale);
  const { reason: words } = texts.ui.history;

  it.each(lossCauses)('is told by reports, the list of changes and alerts: %s', (cause) => {
    expect(detailOf(lost(cause), texts, 'UTC')).toMatchObject({
      text: null,
      note: expect.stringContaining(words[cause]),
    });
    const changes = { from: scan, to: scan, findings: [lost(cause)], facts: [], sight: [] };
    expect([...changesCsvOf([{ tenant: 'acme', timeZone: 'UTC', changes }], texts)].join('')).toContain(
      `,finding,lost,${cause},high,`,
    );
    const notices = noticesFor([lost(cause)]);
    const [told] = unpacked(packed({ tenant: acme, scan, notices }, false))?.notices ?? [];
    if (told === undefined) throw new Error('nobody is told');
    expect(noticeText(told, { locale, timeZone: 'UTC' })).toContain(words[cause]);
  });

  it('is left open where something could not be read', () => {
    const { note } = detailOf(lost(null), texts, 'UTC');
    for (const cause of lossCauses) expect(note).not.toContain(words[cause]);
  });
});
