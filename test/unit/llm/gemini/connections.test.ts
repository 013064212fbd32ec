import { describe, expect, it } from "vitest";
import type { Connection } from "../../../../server/src/llm/gemini/connection.js";
import { Connections } from "../../../../server/src/llm/gemini/connections.js";

const options = (key = "a-key") => ({
  ...{ key, baseUrl: "http://127.0.0.1:9", timeout: 1000, signal: new AbortController().signal },
});

/** Runs `inner` while another call is under way, so that connections are kept between calls. */
async function meanwhile(connections: Connections, inner: () => Promise<void>): Promise<void> {
  await connections.use(options(), inner);
}

const used = (connections: Connections, key?: string): Promise<Connection> =>
  connections.use(options(key), (connection) => Promise.resolve(connection));

describe("connections", () => {
  it("are used again while others are under way, each by one call at a time", async () => {
    const connections = new Connections();
    await meanwhile(connections, async () => {
      const first = await used(connections);
      expect(await used(connections)).toBe(first);
      await connections.use(options(), async (busy) => {
        expect(busy).toBe(first);
        expect(await used(connections)).not.toBe(first);
      });
    });
  });

  it("are not kept, with their key, once nothing is under way", async () => {
    const connections = new Connections();
    const first = await used(connections);
    expect(await used(connections)).not.toBe(first);
  });

  it("never go to a call with another key", async () => {
    const connections = new Connections();
    await meanwhile(connections, async () => {
      const first = await used(connections);
      expect(await used(connections, "another-key")).not.toBe(first);
    });
  });

  it("are dropped after a call that failed: something of it may still be under way", async () => {
    const connections = new Connections();
    await meanwhile(connections, async () => {
      let failed: Connection | null = null;
      const call = connections.use(options(), (connection) => {
        failed = connection;
        return Promise.reject(new Error("cut"));
      });
      await expect(call).rejects.toThrow("cut");
      expect(await used(connections)).not.toBe(failed);
    });
  });

  it("forget what they observed before", async () => {
    const connections = new Connections();
    await meanwhile(connections, async () => {
      await connections.use(options(), ({ observed }) => {
        observed.status = 429;
        observed.retryAfter = "60";
        return Promise.resolve();
      });
      expect((await used(connections)).observed).toEqual({});
    });
  });
});
