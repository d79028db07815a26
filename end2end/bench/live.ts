// Many pages that stand open: what they cost, and when they hear of a change.

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { House } from './house';

export class Streams {
  private heard: () => void = () => undefined;

  private constructor(private readonly open: IncomingMessage[]) {
    for (const stream of open) stream.on('data', () => this.heard());
  }

  /** As so many browsers, a connection each. */
  static async opened(house: House, slug: string, count: number): Promise<Streams> {
    const agent = new Agent({ maxSockets: count });
    const open: IncomingMessage[] = [];
    for (let number = 0; number < count; number += 1) {
      const asked = request(`${house.url}/b/${slug}/live`, { agent, headers: { cookie: house.cookie } }).end();
      const [stream] = (await once(asked, 'response')) as [IncomingMessage];
      // What it says first is what stands now.
      await once(stream, 'data');
      open.push(stream);
    }
    return new Streams(open);
  }

  /** How long each of them took to hear of what a deed changes. */
  async hear(deed: () => Promise<void>): Promise<number[]> {
    const took: number[] = [];
    const began = performance.now();
    const all = new Promise<void>((resolve) => {
      this.heard = () => {
        took.push(performance.now() - began);
        if (took.length === this.open.length) resolve();
      };
    });
    await deed();
    await all;
    return took;
  }

  close(): void {
    for (const stream of this.open) stream.destroy();
  }
}
