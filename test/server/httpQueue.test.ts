/** The routes over a queue: one process serves, another makes the videos. */
import { resolve } from "node:path";
import { routesOf } from "./httpRoutes.js";
import { testPython } from "./python.js";
import { QueueRig } from "./queueRig.js";

routesOf("a queue in Redis", async () => {
  const rig = await QueueRig.start();
  await rig.worker();
  const hidden = [rig.root, rig.redis.url, resolve("."), testPython()];
  return { service: await rig.service(), hidden, close: () => rig.close() };
});
