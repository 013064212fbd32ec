/**
 * Connections that are used again by the next call: making one reads the environment and copies its options several
 * times, a tenth of what a small request costs. They hold the key, so none is kept once no call is under way.
 */
import { connect, type Connection, type ConnectionOptions } from "./connection.js";

export class Connections {
  private idle: Connection[] = [];
  private busy = 0;

  /**
   * Runs a call on a connection of its own. Only one whose call ended well is used again: what is left of another may
   * still be under way on it.
   */
  async use<T>(options: ConnectionOptions, call: (connection: Connection) => Promise<T>): Promise<T> {
    const last = this.idle.pop();
    const connection = last?.renew(options) === true ? last : connect(options);
    this.busy += 1;
    try {
      const result = await call(connection);
      this.idle.push(connection);
      return result;
    } finally {
      this.busy -= 1;
      if (this.busy === 0) this.idle = [];
    }
  }
}
