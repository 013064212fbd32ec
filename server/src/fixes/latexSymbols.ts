/** LaTeX commands and what Typst mathematics calls the same. A test compiles every one of them. */

const same = [
  "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega",
  "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
  "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp max min sup inf det gcd deg dim ker arg hom",
  "lim liminf limsup times div approx equiv partial nabla in subset supset forall exists perp parallel angle",
  "therefore because quad sum ell Re Im lt gt prec succ",
].flatMap((line) => line.split(" "));

/** Commands without arguments. */
export const symbols: Readonly<Record<string, string>> = {
  ...Object.fromEntries(same.map((name) => [name, name])),
  ...{ epsilon: "epsilon.alt", varepsilon: "epsilon", phi: "phi.alt", varphi: "phi", vartheta: "theta.alt" },
  ...{ varrho: "rho.alt", varsigma: "sigma.alt", varpi: "pi.alt" },
  ...{ prod: "product", int: "integral", iint: "integral.double", iiint: "integral.triple", oint: "integral.cont" },
  ...{ bigcup: "union.big", bigcap: "inter.big", liminf: "liminf", limsup: "limsup", coprod: "product.co" },
  ...{ cdot: "dot.op", pm: "plus.minus", mp: "minus.plus", ast: "ast.op", star: "star.op", circ: "compose" },
  ...{ oplus: "plus.o", otimes: "times.o", bullet: "bullet" },
  ...{ le: "<=", leq: "<=", ge: ">=", geq: ">=", ne: "!=", neq: "!=", ll: "<<", gg: ">>", leqslant: "lt.eq.slant" },
  ...{
    geqslant: "gt.eq.slant",
    sim: "tilde.op",
    simeq: "tilde.eq",
    cong: "tilde.equiv",
    propto: "prop",
    coloneqq: ":=",
  },
  ...{ infty: "infinity", hbar: "planck", emptyset: "emptyset", varnothing: "emptyset", prime: "prime" },
  ...{ to: "arrow.r", rightarrow: "arrow.r", leftarrow: "arrow.l", leftrightarrow: "arrow.l.r", mapsto: "arrow.r.bar" },
  ...{ longrightarrow: "arrow.r.long", uparrow: "arrow.t", downarrow: "arrow.b", gets: "arrow.l" },
  ...{ Rightarrow: "arrow.r.double", Leftarrow: "arrow.l.double", implies: "arrow.r.double.long" },
  ...{ Leftrightarrow: "arrow.l.r.double", iff: "arrow.l.r.double.long", Longrightarrow: "arrow.r.double.long" },
  ...{ notin: "in.not", ni: "in.rev", subseteq: "subset.eq", supseteq: "supset.eq", subsetneq: "subset.neq" },
  ...{ cup: "union", cap: "inter", setminus: "without", neg: "not", lnot: "not", land: "and", wedge: "and" },
  ...{ lor: "or", vee: "or", nexists: "exists.not", mid: "divides", nmid: "divides.not", colon: ":" },
  ...{ ldots: "dots.h", dots: "dots.h", dotsc: "dots.h", cdots: "dots.h.c", dotsb: "dots.h.c", vdots: "dots.v" },
  ...{ ddots: "dots.down", qquad: "wide", ",": "thin", ":": "med", ">": "med", ";": "thick", " ": "space" },
  ...{ "!": "", displaystyle: "", textstyle: "", limits: "", nolimits: "", "{": "\\{", "}": "\\}", "%": "%" },
  ...{ "#": "\\#", "&": "amp", $: "\\$", _: "\\_", "|": "bar.v.double", lvert: "|", rvert: "|", vert: "|" },
  ...{
    lfloor: "floor.l",
    rfloor: "floor.r",
    lceil: "ceil.l",
    rceil: "ceil.r",
    langle: "chevron.l",
    rangle: "chevron.r",
  },
  ...{ lVert: "bar.v.double", rVert: "bar.v.double", Vert: "bar.v.double", degree: "degree", aleph: "aleph" },
};

/** Commands with one argument, as the Typst function that takes it. */
export const functions: Readonly<Record<string, string>> = {
  ...{ hat: "hat", widehat: "hat", tilde: "tilde", widetilde: "tilde", bar: "macron", overline: "overline" },
  ...{ underline: "underline", vec: "arrow", overrightarrow: "arrow", dot: "dot", ddot: "dot.double" },
  ...{
    overbrace: "overbrace",
    underbrace: "underbrace",
    cancel: "cancel",
    sqrt: "sqrt",
    boldsymbol: "bold",
    bm: "bold",
  },
  ...{ mathbb: "bb", mathcal: "cal", mathfrak: "frak", mathit: "italic", mathsf: "sans" },
};

/** Commands whose argument is words. */
export const wordy = new Set(["text", "textrm", "textnormal", "mbox", "textup"]);

/** Environments that are matrices, with the bracket they stand in. */
export const matrices: Readonly<Record<string, string>> = {
  ...{ matrix: "#none", pmatrix: '"("', bmatrix: '"["', Bmatrix: '"{"', vmatrix: '"|"', Vmatrix: '"||"' },
};
