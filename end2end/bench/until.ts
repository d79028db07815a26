// What takes its time.

/** Asks until there is an answer. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(50);
  }
}

/** Counts until there is something, and it was no more after so many milliseconds. */
export async function settled(count: () => Promise<number>, milliseconds: number): Promise<number> {
  for (let before = 0; ; ) {
    const now = await count();
    if (now > 0 && now === before) return now;
    before = now;
    await pause(milliseconds);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
