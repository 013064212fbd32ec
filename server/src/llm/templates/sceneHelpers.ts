/** The Python helpers that a scene written from its beats may use; a scene gets only those it needs. */

export type Helper = "wrapped" | "point" | "formula" | "tables" | "pages" | "axes" | "graph";

/** What each helper calls. */
const needs: Record<Helper, readonly Helper[]> = {
  wrapped: [],
  point: ["wrapped"],
  formula: [],
  tables: ["wrapped"],
  pages: [],
  axes: [],
  graph: [],
};

const sources: Record<Helper, string> = {
  wrapped: String.raw`def wrapped(markup: str, width: float, font_size: float) -> Typst:
    """Text in lines of at most this width. A clear box of whole lines, its first part, keeps distances even."""
    lines = '#set text(top-edge: "ascender", bottom-edge: "descender")\n#set par(leading: 0.4em)\n'
    points = 960 * width / font_size
    clear = f'#box(width: {points:.1f}pt, fill: rgb("#00000000"))'
    return Typst(f"{lines}{clear}[{markup}]", font_size=font_size)`,

  point: String.raw`def point(markup: str, font_size: float = 34, width: float = 11.4) -> Typst:
    """One point of a list; its further lines are indented like the first."""
    bullet = 'text(fill: rgb("#58c4dd"))[•]'
    return wrapped(f"#list(marker: {bullet}, body-indent: 0.6em)[{markup}]", width, font_size)`,

  formula: String.raw`def formula(source: str, font_size: float = 60, width: float = 12.4) -> MathTypst:
    """A formula as large as the column allows."""
    shown = MathTypst(source, font_size=font_size)
    return shown.scale(min(1, width / shown.width, (TOP - BOTTOM) / shown.height))`,

  tables: String.raw`def table(header: list[str], rows: list[list[str]], font_size: float) -> Typst:
    """A table with a rule below its header; wide columns wrap."""
    rules = '(x, y) => (bottom: if y == 0 { 1pt + rgb("#58c4dd") } else { 0.4pt + rgb("#888888") })'
    cells = ["*" + cell + "*" if cell else "" for cell in header] + [cell for row in rows for cell in row]
    content = "".join(f"[{cell}]" for cell in cells)
    style = f"columns: {len(header)}, stroke: {rules}, inset: (x: 9pt, y: 6pt), align: center + horizon"
    return wrapped(f"#set align(center)\n#table({style}){content}", 12.6, font_size)


def tables(header: list[str], rows: list[list[str]], font_size: float) -> list[Typst]:
    """The table, in parts that repeat the header where it is taller than the page."""
    whole = table(header, rows, font_size)
    if whole.height <= TOP - BOTTOM:
        return [whole]
    if len(rows) < 2:
        return [whole.scale_to_fit_height(TOP - BOTTOM)]
    middle = (len(rows) + 1) // 2
    return tables(header, rows[:middle], font_size) + tables(header, rows[middle:], font_size)`,

  pages: String.raw`def pages(texts: list[Mobject], figures: list[Mobject], x: float = 0) -> list[VGroup]:
    """Stacks texts, aligned on the left, and figures further below; what does not fit goes on a further page."""
    stacks = [VGroup()]
    for block in texts + figures:
        if len(stacks[-1]):
            above = stacks[-1][-1]
            block.next_to(above, DOWN, buff=0.75 if above in texts and block in figures else 0.45)
            if stacks[-1].get_top()[1] - block.get_bottom()[1] > TOP - BOTTOM:
                stacks.append(VGroup())
        stacks[-1].add(block)
    for stack in stacks:
        stack.move_to([x, (TOP + BOTTOM) / 2, 0])
        column = VGroup(*[block for block in stack if block in texts])
        if len(column):
            letters = VGroup(*[block[1:] for block in column])
            column.shift((x - letters.get_x()) * RIGHT)
    return stacks`,

  axes: String.raw`def labelled_axes(x_ticks: dict[float, str], y_ticks: dict[float, str], **kwargs) -> tuple[Axes, VGroup]:
    """Axes through zero, with grid lines and their labels along the left and lower edge."""
    axes = Axes(tips=False, axis_config={"include_ticks": False, "color": GREY_B, "stroke_width": 3}, **kwargs)
    (left, right), (bottom, top) = axes.x_range[:2], axes.y_range[:2]
    labels = VGroup()
    for x, label in x_ticks.items():
        axes.add_to_back(Line(axes.c2p(x, bottom), axes.c2p(x, top), color="#3a424c", stroke_width=1.5))
        labels.add(MathTypst(label, font_size=26, color=GREY_A).move_to(axes.c2p(x, bottom) + 0.32 * DOWN))
    for y, label in y_ticks.items():
        axes.add_to_back(Line(axes.c2p(left, y), axes.c2p(right, y), color="#3a424c", stroke_width=1.5))
        labels.add(MathTypst(label, font_size=26, color=GREY_A).next_to(axes.c2p(left, y), LEFT, buff=0.15))
    return axes, labels`,

  graph: String.raw`def graph(function, axes: Axes, low: float, high: float, color: ManimColor) -> VGroup:
    """The curve, in pieces where it jumps, is not defined or leaves the axes."""
    bottom, top = axes.y_range[:2]
    x = np.linspace(low, high, 1201)
    with np.errstate(all="ignore"):
        y = function(x) + 0 * x
    inside = np.isfinite(y) & (y >= bottom) & (y <= top)
    pieces, piece = [], []
    for i in range(len(x)):
        jumps = i > 0 and abs(y[i] - y[i - 1]) > (top - bottom) / 4
        if (jumps or not inside[i]) and piece:
            pieces.append(piece)
            piece = []
        if inside[i]:
            piece.append(axes.c2p(x[i], y[i]))
        if i + 1 < len(x) and inside[i] != inside[i + 1] and np.isfinite(y[i]) and np.isfinite(y[i + 1]):
            inner, outer = (i, i + 1) if inside[i] else (i + 1, i)
            edge = top if y[inner] > (top + bottom) / 2 else bottom
            if (y[outer] - edge) * (y[inner] - edge) <= 0:
                share = (edge - y[inner]) / (y[outer] - y[inner])
                piece.append(axes.c2p(x[inner] + share * (x[outer] - x[inner]), edge))
    pieces.append(piece)
    curves = [VMobject(color=color, stroke_width=5).set_points_as_corners(p) for p in pieces if len(p) > 1]
    return VGroup(*curves)`,
};

/** The source of these helpers and of all that they call, in a fixed order. */
export function helperSource(wanted: ReadonlySet<Helper>): string {
  const all = new Set([...wanted].flatMap((helper) => [helper, ...needs[helper]]));
  const order = Object.keys(sources) as Helper[];
  return order
    .filter((helper) => all.has(helper))
    .map((helper) => sources[helper])
    .join("\n\n\n");
}

/** Methods of the scene class: how blocks come and go. */
export const sweepMethod = String.raw`    def sweep(self):
        """Clears everything below the title, in half a second."""
        self.play(FadeOut(*[mobject for mobject in self.mobjects if mobject is not self.title]), run_time=0.5)`;

export const revealMethod = String.raw`    def reveal(self, stacks: list[VGroup], seconds: float):
        """Brings in block after block, evenly over the seconds; a full page gives way to the next."""
        pace = seconds / sum(len(stack) for stack in stacks)
        step = min(1, pace / 3)
        for number, stack in enumerate(stacks):
            for block in stack:
                turns = number > 0 and block is stack[0]
                if turns:
                    self.play(FadeOut(stacks[number - 1]), run_time=step)
                self.play(Write(block) if isinstance(block, MathTypst) else FadeIn(block, shift=0.2 * UP), run_time=step)
                self.wait(pace - (2 if turns else 1) * step)`;

export const drawMethod = String.raw`    def draw(self, frame: VGroup, curves: list[VGroup], legend: VGroup, seconds: float):
        """Shows the axes, then each curve with its name, evenly over the seconds."""
        pace = seconds / (len(curves) + 1)
        self.play(FadeIn(frame), run_time=min(1, pace / 2))
        for curve, name in zip(curves, legend):
            self.play(Create(curve), FadeIn(name), run_time=pace)
        self.wait(pace - min(1, pace / 2))`;
