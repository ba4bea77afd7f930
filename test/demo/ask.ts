import { onTestFinished } from 'vitest';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import { largeGoogleDirectory } from '../../src/demo/large-google.ts';
import { type Service, type ServiceOptions, startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { demoToken } from '../../src/demo/tokens.ts';

export const now = new Date('2026-11-21T09:00:00Z');

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed body, or the text when it is no JSON. */
  body: Record<string, unknown>;
  text: string;
}

export interface World {
  service: Service;
  /** With P2, concealed usage report. */
  trading: MicrosoftDirectory;
  /** Without P1. */
  clinic: MicrosoftDirectory;
  workspace: GoogleDirectory;
  large: MicrosoftDirectory;
  largeWorkspace: GoogleDirectory;
  /** Asks as the scanner of a directory, or with the token given; null: without any. */
  ask(
    who: MicrosoftDirectory | GoogleDirectory | string | null,
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string; redirect?: 'manual' },
  ): Promise<Answer>;
}

function bodyOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export async function world(options: Partial<ServiceOptions> & { size?: number } = {}): Promise<World> {
  const { size = 1200, ...rest } = options;
  const directories = demoDirectories(now);
  const [trading, clinic] = directories.microsoft365;
  const [workspace] = directories.google;
  if (trading === undefined || clinic === undefined || workspace === undefined) throw new Error('no example tenants');
  const large = largeMicrosoftDirectory(size, now);
  const largeWorkspace = largeGoogleDirectory(size, now);
  const service = await startService({
    microsoft365: [trading, clinic, large],
    google: [workspace, largeWorkspace],
    now,
    ...rest,
  });
  onTestFinished(() => service.close());
  return {
    service,
    trading,
    clinic,
    workspace,
    large,
    largeWorkspace,
    async ask(who, path, init = {}) {
      const token = who === null || typeof who === 'string' ? who : demoToken(who);
      const response = await fetch(path.startsWith('http') ? path : `${service.origin}${path}`, {
        ...init,
        headers: { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: bodyOf(text), text };
    },
  };
}

export function rows(answer: Pick<Answer, 'status' | 'body' | 'text'>, key = 'value'): Record<string, unknown>[] {
  const value = answer.body[key];
  if (!Array.isArray(value)) throw new Error(`${answer.status} without ${key}: ${answer.text.slice(0, 200)}`);
  return value;
}

/** Error code of Graph, or the reason of Google. */
export function errorOf(answer: Answer): { code: unknown; reason: unknown; message: unknown } {
  const error = answer.body.error as Record<string, unknown>;
  const details = error.errors as { reason: string }[] | undefined;
  return { code: error.code, reason: details?.[0]?.reason, message: error.message };
}
