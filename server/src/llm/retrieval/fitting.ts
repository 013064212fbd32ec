/** Which of Manim's names a scene of ours has a use for. The others are found when code names them, and not offered. */
import type { Installed } from "../prompts/manimRules.js";
import { ownerOf, type ApiEntry } from "./apiEntry.js";
import type { ApiIndex } from "./apiIndex.js";

/** Classes and functions that need LaTeX whatever they are given. */
const latexNames = new Set([
  ...["MathTex", "Tex", "SingleStringMathTex", "Title", "BulletedList", "TransformMatchingTex", "Variable"],
  ...["Matrix", "IntegerMatrix", "DecimalMatrix", "MathTable", "DecimalTable", "IntegerTable", "MobjectMatrix"],
  ...["TexTemplate", "TexFontTemplates", "TexTemplateLibrary", "BraceText", "index_labels", "matrix_to_tex_string"],
  ...["matrix_to_mobject", "get_det_text", "MobjectTable"],
]);
const latexMembers = /(_tex|_text)$|tex_string/;

/** Parts of Manim that make pictures and files, draw by OpenGL, need a camera in space, or are its own tools. */
const unfitModules = new RegExp(
  [
    "^manim\\.(_config|camera|cli|manager|opengl|plugins|renderer",
    "scene\\.(scene_file_writer|section|three_d|vector_space)",
    "mobject\\.(opengl|three_d|types\\.(image|point_cloud)|svg\\.svg|frame|logo|utils)",
    "utils\\.(?!color|rate_functions|paths|space_ops|bezier))",
  ].join("|"),
);
/** Of Manim's functions for points and colours, those that scenes are written with. */
const mathModules = /^manim\.utils\.(bezier|space_ops|color|paths)/;
const usefulMath = new Set([
  ...[
    "interpolate",
    "inverse_interpolate",
    "interpolate_color",
    "color_gradient",
    "average_color",
    "line_intersection",
  ],
  ...["angle_of_vector", "angle_between_vectors", "rotate_vector", "midpoint", "center_of_mass", "normalize"],
  ...["regular_vertices", "path_along_arc", "perpendicular_bisector"],
]);
const unfitNames = /OpenGL|ThreeD|3D|Camera$|^ABC|Error$|Tip$|^(Animation|Scene|Mobject|VMobject|TipableVMobject)$/;
const sceneMethods = new Set([
  "play",
  "wait",
  "add",
  "remove",
  "clear",
  "next_section",
  "bring_to_front",
  "bring_to_back",
]);
/** What Manim itself calls, and what a scene would have a plainer way for. */
const inner = new RegExp(
  [
    "^(init_|generate_|on_|begin$|finish$|clean_up_from_scene|interpolate(_|$)|setup|construct$|tear_down|get_all_",
    "create_target|pointwise_become|align_(data|points|rgbas|submob)|add_n_more|null_|update_|compile_|render$|resize_",
    "reset_|throw_error|apply_over_attr|get_array_attrs|repeat_|consider_points|get_(cubic_bezier|nth_curve|bezier",
    "subpaths|sheen|gradient|background|style|anchors|handles|start_anchors|end_anchors|merged_array|points_defining",
    "curve_functions|module|copies_for|run_time|attrs|family|mobject_family|animations|time_progression|unpositioned",
    "extremum|num_|points$|point_mobject|pieces|tick_marks|updaters|tips$|z_index|coord$))",
    "(set|has|is|assign|insert|reverse|shuffle|sort|split|nonempty|restructure|reduce|length_over|append|force)_(?!color$|opacity$|fill$|stroke$|value$|text$|points)",
    "(split|sort|shuffle|invert|has_points|fade|fade_to|length|depth|family_members|set|close_path)$",
  ].join("|"),
);

/** Whether an entry may be offered to an author of a scene. */
export function fits(entry: ApiEntry, index: ApiIndex, installed: Installed): boolean {
  const owner = ownerOf(entry);
  if (entry.kind === "constant" || entry.kind === "colour" || entry.name.startsWith("config.")) return false;
  if (owner !== null) return fitsAsMember(entry, owner, index, installed);
  if (unfitNames.test(entry.name) || unfitModules.test(entry.module) || !entry.module.startsWith("manim")) return false;
  if (mathModules.test(entry.module) && !usefulMath.has(entry.name)) return false;
  return canBeDrawn(entry.name, installed);
}

function fitsAsMember(entry: ApiEntry, owner: string, index: ApiIndex, installed: Installed): boolean {
  const whole = index.get(owner);
  if (entry.kind === "property" || whole === undefined || !canBeDrawn(owner, installed)) return false;
  const own = entry.name.slice(owner.length + 1);
  if (owner === "Scene") return sceneMethods.has(own);
  // An animation is made and played; its methods are for Manim.
  if (owner === "Animation" || whole.bases.includes("Animation")) return false;
  const base = ["Mobject", "VMobject", "TipableVMobject"].includes(owner);
  if (!base && (unfitNames.test(owner) || unfitModules.test(whole.module))) return false;
  return !inner.test(own) && (installed.latex || !latexMembers.test(own));
}

function canBeDrawn(name: string, { latex, typst }: Installed): boolean {
  if (!latex && latexNames.has(name)) return false;
  return typst || (name !== "Typst" && name !== "MathTypst");
}

/** Arguments that a prompt speaks of once for all (material.ts), and those that scenes hardly ever give. */
const rareArguments = new RegExp(
  [
    "^(color$|fill_|stroke_|background_|sheen_|close_new|pre_function|make_smooth|shade_in|tolerance|n_points|cap_style",
    "joint_type|target$|dim$|name$|z_index$|suspend_|use_override|introducer|remover|reverse_rate|num_components",
    "normal_vector|path_arc_|replace_mobject|mobject$|target_mobject|group$|grid_|mark_paths|tip_style|run_time$",
    "rate_func$|path_string|use_svg|svg_default|file_name|should_|track_|font_paths|typst_pre|path_func|opacity$)",
  ].join("|"),
);

/** Arguments beyond a class's signature that are worth a word. */
export function usualArguments(entry: ApiEntry): string[] {
  return entry.also.filter((name) => !rareArguments.test(name)).slice(0, 8);
}
