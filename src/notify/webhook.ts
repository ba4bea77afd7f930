import { createHmac } from 'node:crypto';
import type { Alert } from './alert.ts';
import type { Posting } from './post.ts';

/** Signs what is sent and when: HMAC-SHA256 over `timestamp.body`, in hex. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** A request to a webhook. Each try is signed anew, so that an old one cannot be sent again by others. */
export function webhookPosting({ url, secret }: { url: string; secret: string }, alert: Alert, now: Date): Posting {
  const body = JSON.stringify(alert);
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return {
    url,
    body,
    headers: {
      'Shisei-Event': alert.event,
      'Shisei-Delivery': alert.id,
      'Shisei-Timestamp': timestamp,
      'Shisei-Signature': `v1=${signatureOf(secret, timestamp, body)}`,
    },
  };
}
