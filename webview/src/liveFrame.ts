/** The live frame's bundle: defines the element of its page. */
import "./frame/frameApp.js";
