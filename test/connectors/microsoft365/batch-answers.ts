import { graph } from './tenant.ts';

interface Item {
  id: string;
  method: string;
  url: string;
}

/** How one item is answered; null: not at all. */
export type ItemReply = { status: number; headers?: object; body?: unknown } | null;

function itemsOf(body: unknown): Item[] {
  return (body as { requests: Item[] }).requests;
}

/** Answers one batch, item by item, in another order than it was asked; gives the addresses that were asked for. */
export function batch(reply: (id: string, url: string) => ItemReply): string[] {
  const asked: string[] = [];
  let items: Item[] = [];
  graph()
    .post('/$batch', (body) => {
      items = itemsOf(body);
      return true;
    })
    .reply(200, () => {
      asked.push(...items.map(({ url }) => url));
      return {
        responses: items
          .flatMap(({ id, url }) => {
            const answer = reply(id, url);
            return answer === null ? [] : [{ id, ...answer }];
          })
          .reverse(),
      };
    });
  return asked;
}
