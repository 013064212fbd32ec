# The command line with Manim, for compose.yaml: `serve` and `worker` are two ways to start it.
FROM node:24-bookworm-slim
WORKDIR /opt/manim-video
ENV MANIM_VIDEO_HOME=/opt/manim-video-home
COPY . .
# Both set up what they need by themselves: the system's packages and Manim, then Node's packages and the bundles.
RUN apt-get update \
  && node bin/manim-video.mjs setup \
  && node bin/manim-video.mjs config > /dev/null \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /state /videos \
  && chown node:node /state /videos \
  && chown -R node:node "$MANIM_VIDEO_HOME"
USER node
ENTRYPOINT ["node", "bin/manim-video.mjs"]
