/** Rings when a job has changed, on whichever machine: one subscription for all who listen in this process. */
import type { Redis } from "ioredis";
import { keys } from "./keys.js";

type Listener = () => void;

export class Bell {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** The connection is this bell's alone. */
  constructor(private readonly redis: Redis) {
    redis.on("message", (_channel, id: string) => this.ring(id));
    // Whatever changed while it was away has not been heard.
    redis.on("ready", () => this.ringAll());
    // It is subscribed again by ioredis after each reconnection; a first one that fails is made up by asking regularly.
    redis.subscribe(keys.changed).catch(() => undefined);
  }

  /** Calls back after each change of a job; returns how to stop. */
  on(id: string, listener: Listener): () => void {
    const known = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, known.add(listener));
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.listeners.get(id) === known) this.listeners.delete(id);
    };
  }

  close(): void {
    this.ringAll();
    this.redis.disconnect();
  }

  private ring(id: string): void {
    for (const listener of [...(this.listeners.get(id) ?? [])]) listener();
  }

  private ringAll(): void {
    for (const id of [...this.listeners.keys()]) this.ring(id);
  }
}
