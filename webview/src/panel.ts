/** The panel's bundle: defines the elements of its page. */
import { defineToolkit } from "./toolkit.js";
import "./app.js";

defineToolkit();
