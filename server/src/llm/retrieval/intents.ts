/** What plans say in English, and the names in Manim that do it. A search by words alone would not find them. */
import type { StoryScene } from "../../../../protocol/storyboard.js";

const said: readonly (readonly [RegExp, string])[] = [
  [/\b(turns? into|becomes?|morphs?|transforms?|changes? into)\b/, "ReplacementTransform TransformMatchingShapes"],
  [/\b(fades? (out|away)|disappears?|vanish)/, "FadeOut"],
  [/\b(fades? in|appears?)\b/, "FadeIn"],
  [/\b(drawn|draws?|traced|grows? out)\b/, "Create"],
  [/\b(written|writes?)\b/, "Write"],
  [/\barrows?\b/, "Arrow GrowArrow"],
  [
    /\b(axes|coordinate system|curve|parabola|plot(ted)?|graph of)\b/,
    "Axes CoordinateSystem.plot CoordinateSystem.coords_to_point",
  ],
  [/\bcurves?\b.*\blabel|\blabel.*\bcurves?\b/, "CoordinateSystem.get_graph_label"],
  [/\b(area under|shaded|shading|area between)\b/, "CoordinateSystem.get_area"],
  [/\b(riemann|thin rectangles|bars? under)\b/, "CoordinateSystem.get_riemann_rectangles"],
  [/\b(slope|tangent)\b/, "TangentLine CoordinateSystem.get_secant_slope_group"],
  [/\bnumber line\b/, "NumberLine NumberLine.number_to_point"],
  [/\b(grid|plane)\b/, "NumberPlane"],
  [/\b(stretch|shear|linear map|matrix)\w*\b/, "ApplyMatrix NumberPlane"],
  [/\b(table|rows and columns)\b/, "Table Table.get_cell"],
  [/\bbraces?\b/, "Brace Brace.put_at_tip BraceBetweenPoints"],
  [/\b(highlight|emphasi[sz]|flash|pulse|blink)\w*\b/, "Indicate Circumscribe Flash"],
  [/\b(box(ed)?|frame(d)? around|surround\w*|outlined)\b/, "SurroundingRectangle"],
  [/\b(along|travels?|rides?|slides? (along|on))\b/, "MoveAlongPath"],
  [/\b(rotat\w+|spins?|turns? (by|through|around))\b/, "Rotate Mobject.rotate"],
  [/\b(trail|traces?|leaves? behind)\b/, "TracedPath"],
  [/\bright angles?\b/, "RightAngle"],
  [/\bangles?\b/, "Angle"],
  [/\b(bar chart|bars?|histogram)\b/, "BarChart Rectangle"],
  [/\b(counts?|counter|slider|value (changes|grows)|varies|sweeps?)\b/, "ValueTracker DecimalNumber always_redraw"],
  [/\b(one by one|one after (the other|another)|in turn|staggered)\b/, "LaggedStart Succession"],
  [/\b(dashed|dotted)\b/, "DashedLine"],
  [/\bvectors?\b/, "Vector Arrow"],
  [/\b(source code|program|python|listing)\b/, "Code"],
  [/\b(network|nodes?|vertices|edges)\b/, "Graph LabeledDot"],
  [/\b(zooms?|camera)\b/, "MovingCameraScene"],
  [/\b(sectors?|slices?|pie|wedges?)\b/, "Sector AnnularSector"],
  [/\brings?\b/, "Annulus"],
  [/\b(hexagon|pentagon|octagon|regular polygon)s?\b/, "RegularPolygon"],
  [/\btriangles?\b/, "Polygon Triangle"],
  [/\b(row|column|grid) of\b|\b(side by side|stacked|lined up)\b/, "VGroup Mobject.arrange Mobject.arrange_in_grid"],
  [/\b(cross(ed|es)? out|struck|strikes?)\b/, "Cross"],
  [/\bunderlin\w+\b/, "Underline"],
  [/\b(arc|arcs)\b/, "Arc ArcBetweenPoints"],
  [/\b(union|intersection|overlap)\b/, "Intersection Union"],
  [/\b(faster|slows? down|eases?|smoothly)\b/, "rate_functions.ease_in_out_sine smooth"],
];

/** Names that do what the scene's beats say, in the order of the beats. */
export function intentsOf(scene: StoryScene): string[] {
  const names = scene.beats.flatMap((beat) => {
    const text = beat.shows.toLowerCase();
    const shown = said.filter(([pattern]) => pattern.test(text)).flatMap(([, wanted]) => wanted.split(" "));
    return [
      ...(beat.formulas === undefined ? [] : ["MathTypst", "Typst.select"]),
      ...(beat.plots === undefined ? [] : ["Axes", "CoordinateSystem.plot", "CoordinateSystem.coords_to_point"]),
      ...(beat.table === undefined ? [] : ["Table", "Table.get_cell"]),
      ...(beat.points === undefined ? [] : ["Typst", "Mobject.arrange"]),
      ...shown,
    ];
  });
  return [...new Set(names)];
}

/** Every name that {@link intentsOf} can give; a test holds them against the installed Manim. */
export function allIntents(): string[] {
  return [...new Set(said.flatMap(([, wanted]) => wanted.split(" ")))];
}
