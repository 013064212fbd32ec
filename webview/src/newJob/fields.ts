/** Fields of the form: a label, a native control, and what is to be known of it. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface Field {
  id: string;
  label: string;
  /** Beside the label, such as a help tip. */
  tip?: unknown;
  /** Id of the tip's words. */
  tipId?: string;
  /** Below the control. */
  hint?: unknown;
  wide?: boolean;
}

function field({ id, label, tip, hint, wide = false }: Field, control: TemplateResult): TemplateResult {
  return html`<div class="field ${wide ? "wide" : ""}">
    <span class="label"><label for=${id}>${label}</label>${tip ?? nothing}</span>
    ${control} ${hint === undefined ? nothing : html`<span class="hint muted" id="${id}-hint">${hint}</span>`}
  </div>`;
}

const describedBy = ({ id, tipId, hint }: Field): string | typeof nothing =>
  [tipId, hint === undefined ? undefined : `${id}-hint`].filter((each) => each !== undefined).join(" ") || nothing;

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

export function choice<T extends string>(
  about: Field,
  value: T,
  options: readonly { value: T; label: string; disabled?: boolean }[],
  change: (value: T) => void,
): TemplateResult {
  return field(
    about,
    html`<select
      id=${about.id}
      aria-describedby=${describedBy(about)}
      .value=${live(value)}
      @change=${(event: Event) => change(valueOf(event) as T)}
    >
      ${options.map(
        (one) =>
          html`<option value=${one.value} ?selected=${one.value === value} ?disabled=${one.disabled ?? false}>
            ${one.label}
          </option>`,
      )}
    </select>`,
  );
}

export interface TextOptions {
  placeholder?: string;
  /** Suggestions to choose from; any other text can be typed. */
  suggestions?: readonly string[];
  /** After the control. */
  button?: unknown;
}

export function text(
  about: Field,
  value: string,
  change: (value: string) => void,
  more: TextOptions = {},
): TemplateResult {
  const { placeholder = "", suggestions, button } = more;
  const list = suggestions && suggestions.length > 0 ? `${about.id}-list` : undefined;
  const control = html`<input
      id=${about.id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      list=${list ?? nothing}
      placeholder=${placeholder}
      aria-describedby=${describedBy(about)}
      .value=${live(value)}
      @input=${(event: Event) => change(valueOf(event))}
    />${
      list === undefined
        ? nothing
        : html`<datalist id=${list}>${suggestions?.map((one) => html`<option value=${one}></option>`)}</datalist>`
    }`;
  return field(about, button === undefined ? control : html`<div class="with-button">${control}${button}</div>`);
}

export function number(
  about: Field,
  value: number,
  change: (value: number) => void,
  { step = 1, most, none }: { step?: number; most: number; none: string },
): TemplateResult {
  const typed = (event: Event): void => {
    const given = Number.parseFloat(valueOf(event).replace(",", "."));
    change(Number.isFinite(given) ? Math.min(Math.max(given, 0), most) : 0);
  };
  return field(
    about,
    html`<input
      id=${about.id}
      type="number"
      min="0"
      max=${most}
      step=${step}
      placeholder=${none}
      aria-describedby=${describedBy(about)}
      .value=${value === 0 ? "" : String(value)}
      @change=${typed}
    />`,
  );
}

export function area(
  about: Field,
  value: string,
  change: (value: string) => void,
  { placeholder = "", rows = 6, mono = false }: { placeholder?: string; rows?: number; mono?: boolean } = {},
): TemplateResult {
  return field(
    { ...about, wide: true },
    html`<textarea
      id=${about.id}
      class=${mono ? "mono" : ""}
      rows=${rows}
      placeholder=${placeholder}
      aria-describedby=${describedBy(about)}
      .value=${live(value)}
      @input=${(event: Event) => change(valueOf(event))}
    ></textarea>`,
  );
}
