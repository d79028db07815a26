// The executable, started and stopped as its operator would.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What `make build` leaves, or another one that is named. */
export const EXECUTABLE =
  process.env.KEYHOLDER_EXECUTABLE ?? fileURLToPath(new URL('../../target/release/keyholder', import.meta.url));

export interface Start {
  /** Everything it finds in its environment: nothing else is passed on. */
  env: Record<string, string>;
  /** The folder that it is started in. */
  folder: string;
  args?: string[];
  executable?: string;
}

/** How a start that could not succeed ended. */
export interface Ended {
  code: number | null;
  log: string;
}

export class Keyholder {
  /** Everything it said up to now. */
  log = '';
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.log += text;
      });
    }
    // Tests that are interrupted leave nothing running.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    // `close` and not `exit`: by then all it said has been read.
    this.ended = once(child, 'close').then(([code]) => {
      process.off('exit', end);
      return code as number | null;
    });
  }

  /** Starts it and waits until it says that it serves. */
  static async start(how: Start): Promise<Keyholder> {
    const keyholder = Keyholder.spawn(how);
    const serves = new Promise<void>((resolve) => {
      keyholder.child.stderr?.on('data', () => {
        if (/\bserving\b/.test(keyholder.log)) resolve();
      });
    });
    const gone = keyholder.ended.then((code) => {
      throw new Error(`keyholder ended with ${code} instead of serving:\n${keyholder.log}`);
    });
    await Promise.race([serves, gone]);
    return keyholder;
  }

  /** Starts it where it can't serve, and waits until it has given up. */
  static async refuses(how: Start): Promise<Ended> {
    const keyholder = Keyholder.spawn(how);
    return { code: await keyholder.ended, log: keyholder.log };
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Asks it to stop, and waits. */
  async stop(): Promise<{ code: number | null; milliseconds: number }> {
    const asked = performance.now();
    this.child.kill('SIGTERM');
    const code = await this.ended;
    return { code, milliseconds: performance.now() - asked };
  }

  private static spawn({ env, folder, args = [], executable = EXECUTABLE }: Start): Keyholder {
    return new Keyholder(spawn(executable, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }
}

/** An address on this machine that nobody listens on. */
export async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}
