# Muster in one image: an ordinary account, nothing to write to but /data and /tmp, no package manager, and a
# health check that needs no tool. docs/operating.md shows how to run it.
#
# The base is pinned by its tag. A digest is better, and an image of your own mirror better still; only you know
# them: docker build --build-arg NODE_IMAGE=mirror.example.org/node:26.10.0-bookworm-slim@sha256:... .
# It must be a Linux with glibc and /bin/sh: the PostgreSQL that Muster brings is started through them once.
ARG NODE_IMAGE=node:26.10.0-bookworm-slim

# The web, built with everything that building needs. Nothing else of this stage is kept.
FROM ${NODE_IMAGE} AS web
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY contract/package.json contract/
COPY server/package.json server/
COPY web/package.json web/
COPY cli/package.json cli/
COPY cli/bin cli/bin
RUN npm ci --include=dev --workspace=@muster/web --no-audit --no-fund
COPY contract contract
COPY web web
RUN cd web && NODE_ENV=production node ../node_modules/vite/bin/vite.js build

# The packages that run, and no others. Their hashes are those of the lock file.
FROM ${NODE_IMAGE} AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY contract/package.json contract/
COPY server/package.json server/
COPY web/package.json web/
COPY cli/package.json cli/
COPY cli/bin cli/bin
RUN npm ci --omit=dev --workspace=@muster/server --workspace=@muster/cli --no-audit --no-fund

FROM ${NODE_IMAGE}
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
  && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY --from=packages /build/node_modules node_modules
COPY LICENSE package.json ./
COPY contract contract
COPY server server
COPY cli cli
COPY examples examples
COPY --from=web /build/web/dist web/dist
ENV NODE_ENV=production HOST=0.0.0.0 MUSTER_DATA_DIR=/data
# By number, so that a cluster that refuses root can see that this is not root. The base image names it "node".
USER 1000:1000
VOLUME /data
EXPOSE 4040
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 4040}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "server/src/main.ts"]
