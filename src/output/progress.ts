import { createLogUpdate } from 'log-update';
import type { DatasetName } from '../core/datasets.ts';
import type { GatherEvent } from '../core/gather.ts';
import type { Provider } from '../core/provider.ts';
import type { Locale } from '../messages/catalogue.ts';
import { catalogue, commands } from '../messages/index.ts';

/** Shows what is being read, on a terminal: one line a directory. */
export interface Progress {
  onEvent(tenant: string, provider: Provider, event: GatherEvent): void;
  /** Writes a line above the progress. */
  print(line: string): void;
  /** Takes the lines away; they have no meaning when the scan is over. */
  stop(): void;
}

interface Line {
  tenant: string;
  provider: Provider;
  dataset: DatasetName;
  rows: number;
  open: Set<DatasetName>;
  waitingUntil: number;
}

const redrawMs = 100;

export function silentProgress(print: (line: string) => void): Progress {
  return { onEvent: () => undefined, print, stop: () => undefined };
}

export function terminalProgress(stream: NodeJS.WriteStream, locale: Locale): Progress {
  const draw = createLogUpdate(stream, { showCursor: true });
  const lines = new Map<string, Line>();
  const { ui } = catalogue(locale);
  const words = commands(locale).progress;
  const render = () => {
    const now = performance.now();
    const text = [...lines.values()].map(({ tenant, provider, dataset, rows, waitingUntil }) => {
      const seconds = Math.ceil((waitingUntil - now) / 1_000);
      const state = seconds > 0 ? words.waiting(seconds) : words.reading;
      return `  ${tenant}  ${ui.provider[provider]}  ${dataset}  ${words.rows(rows)}  ${state}`;
    });
    draw(text.join('\n'));
  };
  const timer = setInterval(render, redrawMs);
  timer.unref();
  return {
    onEvent(tenant, provider, event) {
      const key = `${tenant}/${provider}`;
      const line = lines.get(key) ?? {
        tenant,
        provider,
        dataset: 'accounts',
        rows: 0,
        open: new Set(),
        waitingUntil: 0,
      };
      lines.set(key, line);
      if (event.type === 'wait') line.waitingUntil = performance.now() + event.milliseconds;
      else {
        line.waitingUntil = 0;
        line.dataset = event.dataset;
        line.rows = event.rows;
      }
    },
    print(text) {
      draw.clear();
      stream.write(text);
      render();
    },
    stop() {
      clearInterval(timer);
      draw.clear();
      draw.done();
    },
  };
}
