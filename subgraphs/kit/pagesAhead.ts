/** Asks for many items a page at a time, and for each page while the one before it is used. The first that fails ends it. */
export async function* pagesAhead<I, T>(items: readonly I[], size: number, ask: (page: readonly I[]) => Promise<T>): AsyncGenerator<T> {
  const askFrom = (start: number): Promise<T> | null => {
    if (start >= items.length) return null;
    const asked = ask(items.slice(start, start + size));
    // Whoever awaits the page before it may fail first: then nobody awaits this one, and its failure is nobody's.
    asked.catch(() => undefined);
    return asked;
  };
  let next = askFrom(0);
  for (let start = size; next !== null; start += size) {
    const page: T = await next;
    next = askFrom(start);
    yield page;
  }
}
