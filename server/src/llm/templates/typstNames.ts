/** Names of Typst mathematics, and the LaTeX commands that stand for them. */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Names that Typst's mathematics knows; a dot begins a modifier of the name before it. */
export const typstNames = new Set(
  words(`
  alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi
  omega Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi
  Chi Psi Omega sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg lim limsup liminf max
  min sup inf gcd lcm det dim ker deg arg mod tr Pr hom sinc AA BB CC DD EE FF GG HH II JJ KK LL MM NN OO PP QQ RR SS
  TT UU VV WW XX YY ZZ sum product integral union inter frac sqrt root abs norm floor ceil round binom vec mat cases lr
  bold italic upright sans mono cal frak bb scr hat tilde macron overline underline overbrace underbrace cancel arrow
  dot dots times div plus minus eq lt gt infinity oo partial nabla in forall exists not and or subset supset without
  emptyset nothing approx equiv prop tilde quad wide thin med thick dif Dif op limits scripts display inline prime
  degree angle perp parallel therefore because star compose convolve ast pm mp ell hbar Re Im top bot paren bracket
  brace bar chevron attach primes accent grave acute breve caron diaer circle mid sscript script text class stretch
  xor wreath complement qed models tack divides planck delim augment gap slash backslash colon comma dollar percent hash space bullet`),
);

/** LaTeX commands without arguments. */
export const latexSymbols: Record<string, string> = {
  ...Object.fromEntries(
    words(`alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega Gamma
    Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh
    coth exp log ln lg lim limsup liminf max min sup inf gcd det dim ker deg arg sum times div in forall exists nabla
    partial approx equiv quad perp parallel therefore because star prime top bot ell Re Im subset supset mid`).map(
      (name) => [name, name],
    ),
  ),
  epsilon: "epsilon.alt",
  varepsilon: "epsilon",
  phi: "phi.alt",
  varphi: "phi",
  vartheta: "theta.alt",
  varrho: "rho.alt",
  int: "integral",
  iint: "integral.double",
  iiint: "integral.triple",
  oint: "integral.cont",
  prod: "product",
  coprod: "product.co",
  infty: "infinity",
  to: "arrow.r",
  rightarrow: "arrow.r",
  leftarrow: "arrow.l",
  longrightarrow: "arrow.r.long",
  leftrightarrow: "arrow.l.r",
  Rightarrow: "arrow.r.double",
  implies: "arrow.r.double.long",
  Leftarrow: "arrow.l.double",
  Leftrightarrow: "arrow.l.r.double",
  iff: "arrow.l.r.double.long",
  mapsto: "arrow.r.bar",
  uparrow: "arrow.t",
  downarrow: "arrow.b",
  cdot: "dot",
  cdots: "dots.c",
  ldots: "dots",
  dots: "dots",
  vdots: "dots.v",
  ddots: "dots.down",
  pm: "plus.minus",
  mp: "minus.plus",
  leq: "<=",
  le: "<=",
  leqslant: "<=",
  geq: ">=",
  ge: ">=",
  geqslant: ">=",
  neq: "!=",
  ne: "!=",
  ll: "<<",
  gg: ">>",
  sim: "tilde.op",
  simeq: "tilde.eq",
  cong: "tilde.equiv",
  propto: "prop",
  notin: "in.not",
  ni: "in.rev",
  subseteq: "subset.eq",
  supseteq: "supset.eq",
  cup: "union",
  cap: "inter",
  setminus: "without",
  emptyset: "emptyset",
  varnothing: "nothing",
  land: "and",
  wedge: "and",
  lor: "or",
  vee: "or",
  neg: "not",
  lnot: "not",
  oplus: "xor",
  otimes: "times.o",
  circ: "compose",
  bullet: "bullet",
  ast: "ast",
  hbar: "planck",
  angle: "angle",
  degree: "degree",
  qquad: "wide",
  langle: "chevron.l",
  rangle: "chevron.r",
  lfloor: "floor.l",
  rfloor: "floor.r",
  lceil: "ceil.l",
  rceil: "ceil.r",
  lVert: "bar.v.double",
  rVert: "bar.v.double",
  Vert: "bar.v.double",
  vert: "bar.v",
  lvert: "bar.v",
  rvert: "bar.v",
  colon: ":",
  bmod: "mod",
  displaystyle: "",
  textstyle: "",
  limits: "",
  nolimits: "",
  big: "",
  Big: "",
  bigg: "",
  Bigg: "",
  bigl: "",
  bigr: "",
  Bigl: "",
  Bigr: "",
  nonumber: "",
};

/** LaTeX commands with one argument, as the Typst function of the same meaning. */
export const latexFunctions: Record<string, string> = {
  sqrt: "sqrt",
  hat: "hat",
  widehat: "hat",
  tilde: "tilde",
  widetilde: "tilde",
  bar: "macron",
  overline: "overline",
  underline: "underline",
  vec: "arrow",
  overrightarrow: "arrow",
  dot: "dot",
  ddot: "dot.double",
  mathbf: "bold",
  boldsymbol: "bold",
  bm: "bold",
  mathbb: "bb",
  mathcal: "cal",
  mathscr: "scr",
  mathfrak: "frak",
  overbrace: "overbrace",
  underbrace: "underbrace",
  cancel: "cancel",
  boxed: "",
};

/** LaTeX commands whose argument is text. */
export const latexTexts = new Set(words("text textrm textbf textit mathrm operatorname mbox mathit mathsf"));

/** LaTeX environments for arrays, as the beginning of the Typst call. */
export const latexArrays: Record<string, string> = {
  pmatrix: "mat(",
  bmatrix: 'mat(delim: "[", ',
  vmatrix: 'mat(delim: "|", ',
  Vmatrix: 'mat(delim: "||", ',
  Bmatrix: 'mat(delim: "{", ',
  cases: "cases(",
};
