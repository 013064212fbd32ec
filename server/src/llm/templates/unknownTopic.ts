/** The honest short video for a question that no template knows. */
import { problem } from "../../../../protocol/problems.js";
import type { Storyboard } from "../../../../protocol/storyboard.js";
import type { Plan } from "../author.js";
import { shortTitle } from "./names.js";

/** Two cards: the question, and what would make a real video of it. */
export function unknownTopic(topic: string): Plan {
  const title = shortTitle(topic);
  const storyboard: Storyboard = {
    version: 1,
    topic,
    title,
    language: "en",
    scenes: [
      {
        id: "question",
        title: "The question",
        className: "QuestionScene",
        file: "scenes/01_question.py",
        beats: [{ id: "question", narration: topic, shows: "The question stands alone on the screen.", duration: 4 }],
      },
      {
        id: "what-would-help",
        title: "No template knows this topic yet",
        className: "WhatWouldHelpScene",
        file: "scenes/02_what_would_help.py",
        beats: [
          {
            id: "what-would-help",
            narration:
              "This video was made without a model, and no built-in template answers this question. Two things would help: an outline in your own words, or a Gemini key.",
            shows: "Two ways to a better video appear one below the other.",
            points: [
              "Give an outline: a heading, points, formulas, plots and tables.",
              "Or set a Gemini key, for a video written for this question.",
            ],
          },
        ],
      },
    ],
  };
  const message = `No built-in template answers "${title}", so the video only shows the question and what would help.`;
  return { storyboard, problems: [problem("topic-unknown", message)] };
}
