// A crate as WebAssembly: one call takes JSON text and gives JSON text back, through the module's memory.
// `door.rs` of `forms` and `trees` has every call with its answer, `forms/src/wasm.rs` the rules of the memory.

type Exports = {
  readonly memory: WebAssembly.Memory;
  reserve(length: number): number;
  call(address: number, length: number): bigint;
  release(address: number, length: number): void;
};

/** One call of the crate and its answer. */
export type Door = (request: object) => unknown;

/** Opens the door of an instantiated module. It throws where a call is not one, which is a programming error. */
export function openDoor(instance: WebAssembly.Instance): Door {
  const crate = instance.exports as unknown as Exports;
  return (request) => {
    const text = new TextEncoder().encode(JSON.stringify(request));
    const room = crate.reserve(text.length);
    // The memory may have grown, so its bytes are looked up anew each time.
    new Uint8Array(crate.memory.buffer, room, text.length).set(text);
    const answer = crate.call(room, text.length);
    const address = Number(answer >> 32n);
    const length = Number(answer & 0xffff_ffffn);
    const json = new TextDecoder().decode(new Uint8Array(crate.memory.buffer, address, length));
    crate.release(address, length);
    const { ok, error } = JSON.parse(json) as { ok?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return ok;
  };
}

/**
 * What stands behind a door that is fetched from our own server once it is wanted, and once for the page; a failed load is
 * tried anew by the next call.
 */
export function behindDoor<T>(url: string, open: (door: Door) => T): () => Promise<T> {
  let loading: Promise<T> | undefined;
  const load = async () => open(openDoor((await WebAssembly.instantiateStreaming(fetch(url))).instance));
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
