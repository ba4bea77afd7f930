/** What the tests use of `smtp-server`, which brings no types. */
declare module 'smtp-server' {
  import type { Server } from 'node:net';
  import type { Readable } from 'node:stream';

  type Done = (error?: (Error & { responseCode?: number }) | null, answer?: unknown) => void;
  interface Address {
    address: string;
  }

  export interface SMTPSession {
    secure: boolean;
    envelope: { mailFrom: Address | false; rcptTo: Address[] };
  }

  export interface SMTPServerOptions {
    secure?: boolean;
    key?: string;
    cert?: string;
    hideSTARTTLS?: boolean;
    authOptional?: boolean;
    disabledCommands?: string[];
    logger?: false;
    onAuth?(auth: { username?: string; password?: string }, session: SMTPSession, done: Done): void;
    onRcptTo?(address: Address, session: SMTPSession, done: Done): void;
    onData?(stream: Readable, session: SMTPSession, done: Done): void;
  }

  export class SMTPServer {
    constructor(options: SMTPServerOptions);
    readonly server: Server;
    listen(port: number, host: string, done: () => void): Server;
    close(done: () => void): void;
    on(event: 'error', listener: (error: Error) => void): this;
  }
}
