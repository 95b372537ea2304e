# One image for the four subgraphs and the gateway; docker-compose.yml tells each what it is.
# No container engine was at hand when this was written: test/project/containers.test.ts checks that every command, port, variable and
# file named here exists in the code, and nobody has built the image yet.

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run -s build

FROM node:24-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV HOST=0.0.0.0 TUTTI_DATA=/data
WORKDIR /app
# The folders that volumes cover, owned by the user who writes them; all else may be read-only.
RUN mkdir -p -m 0700 /data /keys && chown node:node /data /keys
COPY --from=packages /packages/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json NOTICE ./
USER node
EXPOSE 4000 4001 4002 4003 4004
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--enable-source-maps", "dist/tutti.js"]
CMD ["start"]
