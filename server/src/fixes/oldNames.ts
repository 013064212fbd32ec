/** Names of ManimGL and of Manim before 0.19 that have another name today: file-wide, since none of them can mean anything else. */
import { ownNames, tokensOf, type Token } from "../rewrites/pythonTokens.js";
import type { Change } from "./changes.js";
import { isRenamed, type FixContext } from "./context.js";

const names: Readonly<Record<string, string>> = {
  ShowCreation: "Create",
  ShowCreationThenDestruction: "ShowPassingFlash",
  ShowCreationThenDestructionAround: "Circumscribe",
  ShowCreationThenFadeAround: "Circumscribe",
  ShowPassingFlashAround: "Circumscribe",
  CircleIndicate: "Circumscribe",
  FlashAround: "Circumscribe",
  CircleThenFadeAround: "Circumscribe",
  WiggleOutThenIn: "Wiggle",
  VFadeIn: "FadeIn",
  VFadeOut: "FadeOut",
  TexMobject: "MathTex",
  OldTex: "MathTex",
  TextMobject: "Tex",
  OldTexText: "Tex",
  TexText: "Tex",
  InteractiveScene: "Scene",
  ParametricSurface: "Surface",
  FRAME_WIDTH: "config.frame_width",
  FRAME_HEIGHT: "config.frame_height",
  FRAME_X_RADIUS: "config.frame_x_radius",
  FRAME_Y_RADIUS: "config.frame_y_radius",
  PIXEL_WIDTH: "config.pixel_width",
  PIXEL_HEIGHT: "config.pixel_height",
};

const methods: Readonly<Record<string, string>> = {
  get_graph: "plot",
  get_parametric_curve: "plot_parametric_curve",
  get_implicit_curve: "plot_implicit_curve",
  get_derivative_graph: "plot_derivative_graph",
  get_antiderivative_graph: "plot_antiderivative_graph",
  scale_in_place: "scale",
  rotate_in_place: "rotate",
  add_coordinate_labels: "add_coordinates",
};

/** The same words where they stand for themselves or are called on an object; the file's own names are left. */
export function oldNameChanges(context: FixContext): Change[] {
  const tokens = tokensOf(context.code);
  const own = ownNames(tokens);
  return tokens.flatMap((token, place): Change[] => {
    const to = replacement(token, tokens[place - 1], tokens[place + 1], own, context);
    return to === null ? [] : [{ start: token.start, end: token.end, text: to }];
  });
}

function replacement(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  own: ReadonlySet<string>,
  context: FixContext,
): string | null {
  if (token.kind !== "name" || own.has(token.text) || (after?.text === "=" && token.depth > 0)) return null;
  if (before?.text === ".") {
    const to = Object.hasOwn(methods, token.text) ? methods[token.text] : undefined;
    // On the scene itself the graphs are GraphScene's, which is said and not changed.
    return to === undefined || context.code.slice(0, before.start).endsWith("self") ? null : to;
  }
  const to = Object.hasOwn(names, token.text) ? names[token.text] : undefined;
  return to !== undefined && isRenamed(context, token.text, to) ? to : null;
}
