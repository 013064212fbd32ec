/** A few entries as the worker writes them, and indexes and scenes made of them. */
import { ApiFile, type ApiEntry } from "../../../../server/src/llm/retrieval/apiEntry.js";
import { ApiIndex } from "../../../../server/src/llm/retrieval/apiIndex.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";

export const installed = { manim: "0.22.0", typst: true, latex: false, allowedImports: [] };

const drawn = ["VMobject", "Mobject"];
const style = ["fill_color", "fill_opacity", "stroke_width", "background_image"];

export const written = {
  entries: [
    { name: "Mobject", kind: "class", module: "manim.mobject.mobject", signature: "(color=WHITE, name=None)" },
    { name: "Mobject.shift", kind: "method", signature: "(*vectors)", doc: "Shift by the given vectors." },
    { name: "Mobject.next_to", kind: "method", signature: "(mobject_or_point, direction=RIGHT, buff=0.25)" },
    { name: "Mobject.width", kind: "property", doc: "The width of the mobject." },
    {
      name: "VMobject",
      kind: "class",
      module: "manim.mobject.types.vectorized_mobject",
      signature: "(**kwargs)",
      bases: ["Mobject"],
    },
    {
      ...{
        name: "Circle",
        kind: "class",
        module: "manim.mobject.geometry.arc",
        signature: "(radius=None, color=RED, **kwargs)",
      },
      ...{
        doc: "A circle.",
        bases: ["Arc", ...drawn],
        also: ["start_angle", ...style],
        examples: ["class X(Scene):\n    pass"],
      },
    },
    {
      name: "Circle.surround",
      kind: "method",
      signature: "(mobject)",
      doc: "Makes the circle go around another mobject.",
    },
    {
      name: "Square",
      kind: "class",
      module: "manim.mobject.geometry.polygram",
      signature: "(side_length=2.0, **kwargs)",
      bases: drawn,
      also: style,
    },
    {
      name: "Axes",
      kind: "class",
      module: "manim.mobject.graphing.coordinate_systems",
      signature: "(x_range=None)",
      bases: ["CoordinateSystem", ...drawn],
    },
    { name: "CoordinateSystem", kind: "class", module: "manim.mobject.graphing.coordinate_systems" },
    {
      name: "CoordinateSystem.plot",
      kind: "method",
      signature: "(function)",
      doc: "Generates a curve based on a function.",
    },
    {
      name: "MathTypst",
      kind: "class",
      module: "manim.mobject.text.typst_mobject",
      signature: "(math_expression: str)",
    },
    {
      name: "MathTex",
      kind: "class",
      module: "manim.mobject.text.tex_mobject",
      signature: "(*tex_strings)",
      doc: "A formula of a curve and a circle.",
    },
    {
      name: "Write",
      kind: "class",
      module: "manim.animation.creation",
      signature: "(vmobject)",
      bases: ["Animation"],
      also: ["run_time", "lag_ratio"],
    },
    { name: "Write.begin", kind: "method", doc: "Begins to write a circle." },
    {
      name: "FadeIn",
      kind: "class",
      module: "manim.animation.fading",
      signature: "(*mobjects, **kwargs)",
      also: ["shift", "run_time"],
      bases: ["Animation"],
    },
    {
      name: "ReplacementTransform",
      kind: "class",
      module: "manim.animation.transform",
      signature: "(mobject, target)",
      bases: ["Animation"],
    },
    { name: "Scene", kind: "class", module: "manim.scene.scene" },
    { name: "Scene.play", kind: "method", signature: "(*args, **kwargs)", doc: "Plays an animation in this scene." },
    { name: "OpenGLCircle", kind: "class", module: "manim.mobject.opengl.opengl_geometry", doc: "A circle." },
    {
      name: "guarantee_existence",
      kind: "function",
      module: "manim.utils.file_ops",
      doc: "Makes sure that a circle of files exists.",
    },
    {
      name: "always_redraw",
      kind: "function",
      module: "manim.animation.updaters.mobject_update_utils",
      signature: "(func)",
      doc: "Redraws every frame.",
    },
    { name: "CapStyleType", kind: "class", module: "manim.constants", members: ["AUTO", "ROUND"] },
    { name: "RED", kind: "colour", value: "#FC6255" },
    { name: "UP", kind: "constant", value: "[0.0, 1.0, 0.0]" },
  ],
};

export const entries: ApiEntry[] = ApiFile.parse(written).entries;
export const index = new ApiIndex("0.22.0", entries);

/** A scene with a beat for each text. */
export function sceneOf(...shows: string[]): StoryScene {
  const beats = shows.map((text, place) => ({ id: `b${place}`, narration: "Said.", shows: text }));
  return { id: "s", title: "Title", className: "SScene", file: "scenes/01_s.py", beats };
}
