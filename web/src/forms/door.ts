// The forms crate as WebAssembly: one call takes JSON text and gives JSON text back, through the module's memory.
// `forms/src/door.rs` has every call with its answer, `forms/src/wasm.rs` the rules of the memory.

type Exports = {
  readonly memory: WebAssembly.Memory;
  reserve(length: number): number;
  call(address: number, length: number): bigint;
  release(address: number, length: number): void;
};

/** One call of the crate and its answer. */
export type Door = (request: object) => unknown;

/** Opens the door of an instantiated `forms.wasm`. It throws where a call is not one, which is a programming error. */
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
