/** The routes over the engine of this process. */
import { openEmbedded } from "./embedded.js";
import { routesOf } from "./httpRoutes.js";

routesOf("the engine of this process", () => Promise.resolve(openEmbedded()));
